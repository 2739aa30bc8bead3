import type { Input } from '../../files/read/model.js';
import { LARGEST_UNDONE } from '../../pgp/verify/look/look-undone.js';

/** An input that is held in memory while it is read, as long as it may be needed again. */
export interface HeldSource {
  /** How many bytes were read. */
  readonly length: number;
  /** Reads more, and holds it. @returns `false` at the end */
  next(): Promise<boolean>;
  /** All that was read, where it is no more than could be undone. */
  held(): Promise<Buffer>;
  /** What follows. It is held only where it cannot be read again, and could be undone. The memory is used again. */
  rest(): AsyncGenerator<Uint8Array>;
}

/**
 * @param read is called with the number of bytes of each piece
 * @param again reads all of it once more; `undefined`: it is no file
 */
export function holdSource(
  input: Pick<Input, 'passingChunks'>,
  read: (bytes: number) => void,
  again: (() => Promise<Uint8Array>) | undefined,
): HeldSource {
  // without `for await`, which would end it for whoever reads on
  const chunks = input.passingChunks()[Symbol.asyncIterator]();
  let parts: Buffer[] = [];
  let length = 0;
  let isHeld = true;
  const more = async () => {
    const { done, value } = await chunks.next();
    if (done) return undefined;
    length += value.length;
    read(value.length);
    return value;
  };
  return {
    get length() {
      return length;
    },
    async next() {
      const chunk = await more();
      if (chunk && isHeld) parts.push(Buffer.from(chunk));
      return chunk !== undefined;
    },
    async held() {
      if (!isHeld && again) parts = [Buffer.from(await again())];
      else if (parts.length !== 1) parts = [Buffer.concat(parts)];
      return parts[0] as Buffer;
    },
    async *rest() {
      for (let chunk = await more(); chunk; chunk = await more()) {
        if (again || length > LARGEST_UNDONE) isHeld = false;
        if (isHeld) parts.push(Buffer.from(chunk));
        else parts = [];
        yield chunk;
      }
    },
  };
}
