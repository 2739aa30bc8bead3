/** What Node.js and a browser give by other names, or one of them does not give at all. */
export interface Platform {
  /** A hash over bytes that come in pieces. */
  hash(name: string): RunningHash;
  randomBytes(count: number): Uint8Array;
  isUtf8(bytes: Uint8Array): boolean;
  /** Those of the Web Cryptography API: AES in CBC is all that is asked of them. */
  subtle(): Subtle;
  /** AES in CFB over bytes that are all there, where that is sooner done than asking `subtle`. */
  shortCfb: ((bytes: Uint8Array, key: Uint8Array, iv: Uint8Array) => Uint8Array) | undefined;
  /** Writes base64 into `characters`, and returns how many there are. */
  base64Into(bytes: Buffer, characters: Buffer): number;
  /** Frees the memory of bytes that nobody looks at any more: sooner than the garbage collector would. */
  discard(bytes: Uint8Array<ArrayBuffer>): void;
  /** To be called before much memory is taken and given back, again and again. */
  keepMemory(): void;
}

export interface RunningHash {
  update(bytes: Uint8Array): RunningHash;
  digest(): Uint8Array;
}

type Algorithm = { name: string; iv: Uint8Array };

interface Subtle {
  importKey(
    format: 'raw',
    raw: Uint8Array,
    name: 'AES-CBC',
    extractable: false,
    uses: ['encrypt'],
  ): Promise<CbcKey>;
  encrypt(algorithm: Algorithm, key: CbcKey, data: Uint8Array): Promise<ArrayBuffer>;
}

type CbcKey = import('node:crypto').webcrypto.CryptoKey;
