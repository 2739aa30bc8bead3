import { type EncryptRequest, encryptStream } from '../../pgp/encrypt/index.js';
import { platform } from '../../platform/index.js';
import type { Bytes } from '../../streams/byte-streams.js';

/** What is read at a time: as much as the cipher takes in one call. */
const SLICE = 1 << 20;

/** What is kept in the page's own memory: the browser can lay a blob elsewhere. */
const KEPT = 4 << 20;

export interface BlobRequest extends Pick<EncryptRequest, 'recipients' | 'armor'> {
  /** Called with the bytes that are read so far. */
  seen(bytes: number): void;
  signal: AbortSignal;
}

/**
 * Encrypts a file of any size, or a text, in little memory; the page stays alive meanwhile.
 *
 * @throws Refusal as `encryptStream`; DOMException where the file cannot be read, and AbortError
 */
export async function encryptBlob(
  source: Blob,
  { seen, signal, ...request }: BlobRequest,
): Promise<{ message: Blob; bytesIn: number; bytesOut: number }> {
  const sink = blobSink();
  const counts = await encryptStream(
    { ...request, size: source.size },
    slices(source, seen, signal),
    async (chunk) => {
      if (sink.take(chunk)) await breath();
    },
  );
  return { message: sink.blob(), ...counts };
}

async function* slices(source: Blob, seen: (bytes: number) => void, signal: AbortSignal): Bytes {
  for (let at = 0; at < source.size; at += SLICE) {
    signal.throwIfAborted();
    const slice = new Uint8Array(await source.slice(at, at + SLICE).arrayBuffer());
    yield slice;
    platform.discard(slice);
    seen(Math.min(at + SLICE, source.size));
  }
}

/** Collects chunks, of which each is used again by whoever made it. */
function blobSink() {
  const blobs: Blob[] = [];
  const block = new Uint8Array(KEPT);
  let filled = 0;
  let since = 0;
  const put = () => {
    blobs.push(new Blob([block.subarray(0, filled)]));
    filled = 0;
  };
  return {
    /** @returns whether it is time to let the page do something else */
    take(chunk: Uint8Array): boolean {
      for (let at = 0; at < chunk.length; ) {
        const piece = chunk.subarray(at, at + KEPT - filled);
        block.set(piece, filled);
        at += piece.length;
        filled += piece.length;
        if (filled === KEPT) put();
      }
      since += chunk.length;
      if (since < SLICE) return false;
      since = 0;
      return true;
    },
    blob(): Blob {
      put();
      return new Blob(blobs, { type: 'application/octet-stream' });
    },
  };
}

const channel = new MessageChannel();

/** Until all else that waits has had its turn: sooner than any timer. */
function breath(): Promise<void> {
  return new Promise((resolve) => {
    channel.port1.onmessage = () => resolve();
    channel.port2.postMessage(null);
  });
}
