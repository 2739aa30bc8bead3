/** A port that is closed: what is sent there goes nowhere. */
let nowhere: InstanceType<typeof MessageChannel>['port1'] | undefined;

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

/**
 * Hands chunks on, and frees each when the next is asked for: for chunks of which each is memory of its own, and which
 * V8 would let lie about for long. Some are freed at a time, which takes less time.
 */
export async function* discarded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let used: Uint8Array<ArrayBuffer>[] = [];
  for await (const chunk of chunks) {
    yield chunk;
    const whole = chunk as Uint8Array<ArrayBuffer>;
    if (whole.length < LARGE || whole.length !== whole.buffer.byteLength) continue;
    used.push(whole);
    if (used.length < AT_ONCE) continue;
    discard(...used);
    used = [];
  }
}

/** Less is soon collected. */
const LARGE = 1 << 15;
const AT_ONCE = 16;
