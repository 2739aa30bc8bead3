/**
 * AES in CFB as OpenPGP uses it: whole blocks, IV of zeros (RFC 9580 section 5.13.1). OpenSSL's CFB is slower
 * than its CBC, has to be fed in small pieces, and runs on the main thread; so the ciphertext is had from CBC,
 * which WebCrypto runs in the thread pool in one go while this thread hashes, armors and writes:
 *
 *     CFB:  C[i] = P[i] xor K[i],   K[1] = E(IV), K[i+1] = E(C[i])
 *     CBC:  X[i] = E(Q[i] xor X[i-1])
 *
 * With Q = P and X[0] = K[1], X[1] = E(P[1] xor K[1]) = E(C[1]) = K[2], and so on: CBC over the plaintext, its IV
 * the first block of the key stream, gives the rest of the key stream. The last block it gives is the IV of the
 * next call. (CBC's padding adds a block, which is dropped.)
 */
import { platform } from '../../../platform/index.js';
import { type Bytes, joined } from '../../../streams/byte-streams.js';

const BLOCK = 16;

/**
 * Encrypts in place: a block is changed after it was taken and before it is handed on.
 *
 * @param blocks each of at least `SHORT` bytes and a multiple of 16 but the last, starting on a word of its memory
 * @param key 16, 24 or 32 bytes
 */
export async function* encryptedCfb(blocks: Bytes, key: Uint8Array): Bytes {
  const source = blocks[Symbol.asyncIterator]();
  const { value: block, done } = await source.next();
  if (done) return;
  const { shortCfb } = platform;
  if (block.length >= SHORT || !shortCfb)
    return yield* inThreadPool(joined([block], { [Symbol.asyncIterator]: () => source }), key);
  // there is no other
  yield shortCfb(block, key, new Uint8Array(BLOCK));
}

/** So little is encrypted sooner than the thread pool has started. */
const SHORT = 1 << 16;

async function* inThreadPool(blocks: Bytes, key: Uint8Array): Bytes {
  platform.keepMemory();
  const cbc = await cbcWith(key);
  const start = (block: Uint8Array, first: Uint8Array): Job => ({ block, first, rest: cbc(first, block) });
  const zeros = new Uint8Array(BLOCK);
  const first = (await cbc(zeros, zeros)).slice(0, BLOCK);
  let job: Job | undefined;
  for await (const block of blocks) {
    if (!job) job = start(block, first);
    else
      yield await finished(job, (last) => {
        job = start(block, last);
      });
  }
  if (job) yield await finished(job, () => undefined);
}

/** A block on its way, the first 16 bytes of its key stream, and the promise of the rest. */
interface Job {
  block: Uint8Array;
  first: Uint8Array;
  rest: Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * Waits for a job. `startNext` is called with the first of the next block's key stream as soon as it is known, so
 * that the next job runs while this one is finished.
 */
async function finished(
  { block, first, rest }: Job,
  startNext: (last: Uint8Array) => void,
): Promise<Uint8Array> {
  const stream = await rest;
  startNext(stream.slice(block.length - BLOCK, block.length));
  combine(block, first, stream);
  platform.discard(stream);
  return block;
}

type Cbc = (iv: Uint8Array, data: Uint8Array) => Promise<Uint8Array<ArrayBuffer>>;

async function cbcWith(raw: Uint8Array): Promise<Cbc> {
  const subtle = platform.subtle();
  const key = await subtle.importKey('raw', raw, 'AES-CBC', false, ['encrypt']);
  return (iv, data) => {
    const result = subtle
      .encrypt({ name: 'AES-CBC', iv }, key, data)
      .then((buffer) => new Uint8Array(buffer));
    result.catch(() => undefined); // it is awaited later, or never where another part fails first
    return result;
  };
}

/**
 * `block` xor its key stream: `first`, then `rest` from its start; what follows the block in its memory, up to the next
 * word, is changed with it. By four words of eight bytes at a time: three times as fast as one of four bytes.
 */
function combine(block: Uint8Array, first: Uint8Array, rest: Uint8Array): void {
  for (let i = 0; i < BLOCK && i < block.length; i++) block[i] = (block[i] ?? 0) ^ (first[i] ?? 0);
  const length = Math.ceil((block.length - BLOCK) / WORD);
  if (length <= 0) return;
  const words = new BigUint64Array(block.buffer, block.byteOffset + BLOCK, length);
  const stream = new BigUint64Array(rest.buffer, rest.byteOffset, length);
  let i = 0;
  for (; i + 3 < length; i += 4) {
    words[i] = (words[i] ?? 0n) ^ (stream[i] ?? 0n);
    words[i + 1] = (words[i + 1] ?? 0n) ^ (stream[i + 1] ?? 0n);
    words[i + 2] = (words[i + 2] ?? 0n) ^ (stream[i + 2] ?? 0n);
    words[i + 3] = (words[i + 3] ?? 0n) ^ (stream[i + 3] ?? 0n);
  }
  for (; i < length; i++) words[i] = (words[i] ?? 0n) ^ (stream[i] ?? 0n);
}

/** Bytes of a word. */
const WORD = 8;
