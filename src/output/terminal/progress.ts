import type { Io } from '../../io.js';
import { oneLine } from '../../text/sanitize.js';
import { sizeWords } from '../../text/sizes.js';
import type { Messages } from './stderr-messages.js';
import type { Terminal } from './terminal.js';

/** A line on stderr that is drawn over: on a terminal only, and only for what takes longer than a second. */
export interface Progress {
  add(bytes: number): void;
  /** Takes the line away; before anything else is said. */
  clear(): void;
}

const FIRST_MS = 1000;
const BETWEEN_MS = 100;

/** @param total bytes to come, where that is known */
export function createProgress(
  { io, terminal, say }: { io: Io; terminal: Terminal; say: Messages },
  name: string,
  total: number | undefined,
): Progress {
  // a line that is drawn over is noise to a screen reader, and a mess on a dumb terminal
  if (!terminal.stderrInteractive || terminal.plain || say.quiet) return { add: noop, clear: noop };
  const started = performance.now();
  let due = started + FIRST_MS;
  let done = 0;
  let shown = false;
  return {
    add(bytes) {
      done += bytes;
      const now = performance.now();
      if (now < due) return;
      due = now + BETWEEN_MS;
      shown = true;
      const line = progressLine(name, { done, total, seconds: (now - started) / 1000 });
      io.stderr.write(`\r${withinWidth(line, (io.stderr.columns ?? 80) - 1)}\u001b[K`);
    },
    clear() {
      if (shown) io.stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}

const noop = () => undefined;

/** `report.tar: 120 MiB of 1.0 GiB, 12%, 150 MiB/s`. */
export function progressLine(
  name: string,
  { done, total, seconds }: { done: number; total: number | undefined; seconds: number },
): string {
  const rate = `${sizeWords(Math.round(done / Math.max(seconds, 0.001)))}/s`;
  const amount =
    total === undefined || total <= 0
      ? sizeWords(done)
      : `${sizeWords(done)} of ${sizeWords(total)}, ${Math.min(100, Math.floor((done / total) * 100))}%`;
  return `codeship-sec: ${oneLine(name)}: ${amount}, ${rate}`;
}

/** The end is what changes: a long name gives way. */
function withinWidth(line: string, width: number): string {
  const characters = [...line];
  return characters.length <= width ? line : `…${characters.slice(characters.length - width + 1).join('')}`;
}
