import { createHash, type Hash } from 'node:crypto';
import { hashInfo, hashName } from '../../format/algorithms.js';
import { SIGNATURE_TYPE } from '../../format/signature-fields.js';
import type { ParsedSignature } from '../packets/signature-packet.js';
import type { Unsupported } from '../signature-report.js';

/**
 * Hashes the signed data once for all signatures that share an algorithm, a mode and a salt (RFC 9580 section
 * 5.2.4), however many signatures there are.
 */
export interface Digests {
  /** The next bytes of the signed data. They are not kept. */
  update(chunk: Uint8Array): void;
  /** Why there is no hash for this signature, or `undefined`. */
  obstacle(signature: ParsedSignature): Unsupported | undefined;
  /** Whether the data holds a line end that another one could stand for: a signature of text is the same with both. */
  hasLineEnds(): boolean;
  /** The hash that this signature signs; `undefined` where there is an obstacle. */
  digest(signature: ParsedSignature): Buffer | undefined;
}

/**
 * Prepares for these signatures.
 *
 * @param most how many hashes are computed: algorithms, modes and salts are anybody's to choose
 */
export function createDigests(signatures: readonly ParsedSignature[], most: number): Digests {
  const binary = new Map<string, Hash>();
  const text = new Map<string, Hash>();
  for (const signature of signatures) {
    const hashes = signature.type === SIGNATURE_TYPE.TEXT ? text : binary;
    const id = identity(signature);
    if (hashes.has(id) || binary.size + text.size === most) continue;
    const hash = start(signature);
    if (hash) hashes.set(id, hash);
  }
  const canonical = createCanonicalizer();
  return {
    update(chunk) {
      for (const hash of binary.values()) hash.update(chunk);
      if (text.size === 0) return;
      const lines = canonical.of(chunk);
      for (const hash of text.values()) hash.update(lines);
    },
    hasLineEnds: canonical.hasLineEnds,
    obstacle(signature) {
      const hashes = signature.type === SIGNATURE_TYPE.TEXT ? text : binary;
      if (hashes.has(identity(signature))) return undefined;
      return start(signature)
        ? { what: 'too-many-hashes' }
        : { what: 'hash-not-here', hash: hashName(signature.hash) };
    },
    digest(signature) {
      const hashes = signature.type === SIGNATURE_TYPE.TEXT ? text : binary;
      return hashes.get(identity(signature))?.copy().update(trailer(signature)).digest();
    },
  };
}

function identity(signature: ParsedSignature): string {
  return `${signature.hash}:${signature.salt.toString('hex')}`;
}

function start(signature: ParsedSignature): Hash | undefined {
  const info = hashInfo(signature.hash);
  if (!info) return undefined;
  try {
    return createHash(info.node).update(signature.salt);
  } catch {
    return undefined; // an OpenSSL built without it
  }
}

/** Section 5.2.4: the signature's own fields, then its version, 0xFF and their length. */
function trailer(signature: ParsedSignature): Buffer {
  const end = Buffer.from([signature.version, 0xff, 0, 0, 0, 0]);
  end.writeUInt32BE(signature.hashedPart.length, 2);
  return Buffer.concat([signature.hashedPart, end]);
}

const LF = 10;
const CR = 13;

/**
 * Section 5.2.1.2: line endings become CRLF. A chunk may end between CR and LF. Byte by byte, which is faster than
 * copying line by line and takes as long for a text of nothing but line feeds.
 */
function createCanonicalizer(): { of(chunk: Uint8Array): Uint8Array; hasLineEnds(): boolean } {
  let last = 0;
  let hasLineEnds = false;
  return {
    of(chunk) {
      const out = Buffer.allocUnsafe(chunk.length * 2);
      let to = 0;
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at] ?? 0;
        if (byte === LF && last !== CR) out[to++] = CR;
        out[to++] = byte;
        last = byte;
      }
      hasLineEnds ||= chunk.includes(LF);
      return out.subarray(0, to);
    },
    hasLineEnds: () => hasLineEnds,
  };
}
