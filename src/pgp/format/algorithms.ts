/** Algorithm numbers of RFC 9580 section 9, and what the field calls them. What is thought of them: pgp/policy/. */

/** Section 9.1. 22 is EdDSA as programs of old wrote it, 16 and 17 are of no use any more. */
const KEY_ALGORITHMS = {
  1: { name: 'RSA', signs: true, encrypts: true },
  2: { name: 'RSA', signs: false, encrypts: true },
  3: { name: 'RSA', signs: true, encrypts: false },
  16: { name: 'Elgamal', signs: false, encrypts: true },
  17: { name: 'DSA', signs: true, encrypts: false },
  18: { name: 'ECDH', signs: false, encrypts: true },
  19: { name: 'ECDSA', signs: true, encrypts: false },
  22: { name: 'EdDSA', signs: true, encrypts: false },
  25: { name: 'X25519', signs: false, encrypts: true },
  26: { name: 'X448', signs: false, encrypts: true },
  27: { name: 'Ed25519', signs: true, encrypts: false },
  28: { name: 'Ed448', signs: true, encrypts: false },
} as const;

export type KeyAlgorithmName = (typeof KEY_ALGORITHMS)[keyof typeof KEY_ALGORITHMS]['name'];

interface KeyAlgorithm {
  name: KeyAlgorithmName;
  signs: boolean;
  encrypts: boolean;
}

/** What is known of a public-key algorithm; `undefined` where nothing is. */
export function keyAlgorithm(number: number): KeyAlgorithm | undefined {
  return (KEY_ALGORITHMS as Partial<Record<number, KeyAlgorithm>>)[number];
}

export function keyAlgorithmName(number: number): string {
  return keyAlgorithm(number)?.name ?? `algorithm ${number}`;
}

/** The numbers of a kind of key, of all its uses. */
export function keyAlgorithmNumbers(name: KeyAlgorithmName): number[] {
  return Object.keys(KEY_ALGORITHMS)
    .map(Number)
    .filter((number) => keyAlgorithm(number)?.name === name);
}

/** Whether no key of this kind signs. (RSA has numbers that say what a key is for; any such key can do both.) */
export function onlyEncrypts(name: string): boolean {
  const kinds = Object.values(KEY_ALGORITHMS).filter((kind) => kind.name === name);
  return kinds.length > 0 && !kinds.some(({ signs }) => signs);
}

/** Section 9.2, as OpenPGP.js calls them; its names tell the old encodings from the new algorithms. */
export type CurveName =
  | 'nistP256'
  | 'nistP384'
  | 'nistP521'
  | 'ed25519Legacy'
  | 'curve25519Legacy'
  | 'brainpoolP256r1'
  | 'brainpoolP384r1'
  | 'brainpoolP512r1'
  | 'secp256k1';

/** Section 9.5. `salt`: the length that a version 6 signature must have. */
const HASHES = {
  1: { name: 'MD5', node: 'md5', salt: 0, bits: 128 },
  2: { name: 'SHA1', node: 'sha1', salt: 0, bits: 160 },
  3: { name: 'RIPEMD160', node: 'ripemd160', salt: 0, bits: 160 },
  8: { name: 'SHA256', node: 'sha256', salt: 16, bits: 256 },
  9: { name: 'SHA384', node: 'sha384', salt: 24, bits: 384 },
  10: { name: 'SHA512', node: 'sha512', salt: 32, bits: 512 },
  11: { name: 'SHA224', node: 'sha224', salt: 16, bits: 224 },
  12: { name: 'SHA3-256', node: 'sha3-256', salt: 16, bits: 256 },
  14: { name: 'SHA3-512', node: 'sha3-512', salt: 32, bits: 512 },
} as const;

export type HashName = (typeof HASHES)[keyof typeof HASHES]['name'];

interface HashInfo {
  name: HashName;
  /** What `node:crypto` calls it. */
  node: string;
  salt: number;
  bits: number;
}

/** What is known of a hash algorithm; `undefined` where nothing is. */
export function hashInfo(number: number): HashInfo | undefined {
  return (HASHES as Partial<Record<number, HashInfo>>)[number];
}

export function hashName(number: number): string {
  return hashInfo(number)?.name ?? `hash ${number}`;
}

/** The numbers of all hash algorithms that are known. */
export const HASH_NUMBERS: readonly number[] = Object.keys(HASHES).map(Number);

/** Section 9.3. */
const CIPHERS: Partial<Record<number, string>> = {
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

/** Section 9.6. */
const AEAD_MODES: Partial<Record<number, string>> = { 1: 'EAX', 2: 'OCB', 3: 'GCM' };

export function aeadName(number: number): string {
  return AEAD_MODES[number] ?? `mode ${number}`;
}

/** Section 9.4. */
export const COMPRESSION = { UNCOMPRESSED: 0, ZIP: 1, ZLIB: 2, BZIP2: 3 } as const;

export type Compression = (typeof COMPRESSION)[keyof typeof COMPRESSION];
