import { sha1 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Platform, RunningHash } from './model.js';

/** The Web Cryptography API hashes only what is all there at once. */
const HASHES: Record<string, { create(): RunningHash }> = { sha1, sha256 };

/** What `getRandomValues` gives at a time. */
const MOST_RANDOM = 1 << 16;

/** Newer browsers have it (ECMAScript 2026): ten times as fast as what stands in for it. */
type WithBase64 = Uint8Array & { toBase64?(): string };

const encoder = new TextEncoder();

export const browserPlatform: Platform = {
  hash(name) {
    const hash = HASHES[name];
    if (!hash) throw new RangeError(name);
    return hash.create();
  },
  randomBytes(count) {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += MOST_RANDOM)
      crypto.getRandomValues(bytes.subarray(at, at + MOST_RANDOM));
    return bytes;
  },
  isUtf8(bytes) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      return true;
    } catch {
      return false;
    }
  },
  subtle: () => crypto.subtle,
  shortCfb: undefined,
  base64Into(bytes, characters) {
    const text = (bytes as WithBase64).toBase64?.() ?? bytes.toString('base64');
    return encoder.encodeInto(text, characters).written;
  },
  discard({ buffer }) {
    // a port that is still open: Chromium takes nothing away for a closed one
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(null, [buffer]);
    port1.close();
    port2.close();
  },
  keepMemory: () => undefined,
};
