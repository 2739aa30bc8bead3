import type { MessagePort } from 'node:worker_threads';

/** A port that is closed: what is sent there goes nowhere. */
let nowhere: MessagePort | undefined;

/**
 * Frees memory now. V8 does not ask for WebCrypto's results back before 64 MiB of them lie about; but sending a
 * buffer takes it away from this thread, also where nobody is there to have it (HTML standard, 9.4.3).
 */
export function discard(...pieces: readonly Uint8Array<ArrayBuffer>[]): void {
  if (!nowhere) {
    nowhere = new MessageChannel().port1;
    nowhere.close();
  }
  nowhere.postMessage(
    undefined,
    pieces.map(({ buffer }) => buffer),
  );
}

/**
 * glibc hands the top of the heap back to the system after each buffer that is freed, and takes it again, page by
 * page, for the next one: a third of the whole time. Freeing one large block raises its threshold for good
 * (mallopt(3), M_MMAP_THRESHOLD). The block is never touched, so it costs no memory.
 */
export function keepMemory(): void {
  discard(new Uint8Array(Buffer.allocUnsafeSlow(8 << 20).buffer as ArrayBuffer));
}
