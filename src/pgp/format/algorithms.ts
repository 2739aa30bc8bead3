/** Numbers of RFC 9580 section 9 as the field writes them, and what is thought of them here. */

const HASHES: Record<number, { name: string; node: string; salt: number; bits: number }> = {
  1: { name: 'MD5', node: 'md5', salt: 0, bits: 128 },
  2: { name: 'SHA1', node: 'sha1', salt: 0, bits: 160 },
  3: { name: 'RIPEMD160', node: 'ripemd160', salt: 0, bits: 160 },
  8: { name: 'SHA256', node: 'sha256', salt: 16, bits: 256 },
  9: { name: 'SHA384', node: 'sha384', salt: 24, bits: 384 },
  10: { name: 'SHA512', node: 'sha512', salt: 32, bits: 512 },
  11: { name: 'SHA224', node: 'sha224', salt: 16, bits: 224 },
  12: { name: 'SHA3-256', node: 'sha3-256', salt: 16, bits: 256 },
  14: { name: 'SHA3-512', node: 'sha3-512', salt: 32, bits: 512 },
};

/** What is known of a hash algorithm; `salt`: the length that a version 6 signature must have (section 9.5). */
export function hashInfo(number: number) {
  return HASHES[number];
}

export function hashName(number: number): string {
  return HASHES[number]?.name ?? `hash ${number}`;
}

/** Broken, or nearly: MD5, SHA-1, RIPEMD-160 (section 9.5 forbids them in new signatures). */
export function isWeakHash(number: number): boolean {
  return number === 1 || number === 2 || number === 3;
}

const KEYS: Record<number, string> = {
  1: 'RSA',
  2: 'RSA',
  3: 'RSA',
  16: 'Elgamal',
  17: 'DSA',
  18: 'ECDH',
  19: 'ECDSA',
  22: 'EdDSA',
  25: 'X25519',
  26: 'X448',
  27: 'Ed25519',
  28: 'Ed448',
};

export function keyAlgorithmName(number: number): string {
  return KEYS[number] ?? `algorithm ${number}`;
}

const CIPHERS: Record<number, string> = {
  1: 'IDEA',
  2: 'TripleDES',
  3: 'CAST5',
  4: 'Blowfish',
  7: 'AES-128',
  8: 'AES-192',
  9: 'AES-256',
  10: 'Twofish',
  11: 'Camellia-128',
  12: 'Camellia-192',
  13: 'Camellia-256',
};

export function cipherName(number: number): string {
  return CIPHERS[number] ?? `cipher ${number}`;
}

export function aeadName(number: number): string {
  return ['', 'EAX', 'OCB', 'GCM'][number] || `mode ${number}`;
}
