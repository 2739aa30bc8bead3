let waiting = 0;

/** Notes a call that a FIFO or a device may hold up for as long as it likes. */
export async function mayBlock<T>(call: Promise<T>): Promise<T> {
  waiting++;
  try {
    return await call;
  } finally {
    waiting--;
  }
}

/** A thread may be held up: `process.exit` would wait for it. */
export function isBlocked(): boolean {
  return waiting > 0;
}
