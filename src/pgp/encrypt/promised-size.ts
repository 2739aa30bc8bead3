import type { Refusal } from '../../errors.js';
import type { Bytes } from '../../streams/byte-streams.js';
import { refuseEncryption } from './reason.js';

/**
 * Holds a stream to the size that was promised for it, so that a file that changes while it is read is no silent
 * loss.
 *
 * @throws Refusal IO_ERROR where more or fewer bytes come
 */
export async function* ofSize(stream: Bytes, size: number | undefined): Bytes {
  let seen = 0;
  for await (const piece of stream) {
    seen += piece.length;
    if (size !== undefined && seen > size) throw changed(size, 'more');
    yield piece;
  }
  if (size !== undefined && seen < size) throw changed(size, 'fewer');
}

/** Counts the bytes that pass. */
export async function* countedBytes(stream: Bytes, counts: { bytesIn: number }): Bytes {
  for await (const piece of stream) {
    counts.bytesIn += piece.length;
    yield piece;
  }
}

function changed(size: number, gave: 'more' | 'fewer'): Refusal {
  return refuseEncryption('IO_ERROR', { reason: 'input-changed', size, gave });
}
