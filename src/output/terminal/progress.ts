import type { Io } from '../../io.js';
import { oneLine } from '../../text/sanitize.js';
import { sizeWords } from '../../text/sizes.js';
import type { Messages } from './stderr-messages.js';
import type { Terminal } from './terminal.js';

/** How far the work is, on stderr: on a terminal only, and only for what takes longer than a second. */
export interface Progress {
  add(bytes: number): void;
  /** Takes the line away; before anything else is said. */
  clear(): void;
}

/** How a state of the work is shown. */
interface Display {
  firstMs: number;
  betweenMs: number;
  show(line: string): void;
  clear(): void;
}

/** @param total bytes to come, where that is known */
export function createProgress(
  { io, terminal, say }: { io: Io; terminal: Terminal; say: Messages },
  name: string,
  total: number | undefined,
): Progress {
  if (!terminal.stderrInteractive || say.quiet) return NO_PROGRESS;
  const display = terminal.plain ? plainLines(say) : drawnOver(io);
  const started = performance.now();
  let due = started + display.firstMs;
  let done = 0;
  return {
    add(bytes) {
      done += bytes;
      const now = performance.now();
      if (now < due) return;
      due = now + display.betweenMs;
      display.show(progressWords(name, { done, total, seconds: (now - started) / 1000 }));
    },
    clear: display.clear,
  };
}

const noop = () => undefined;

/** Of what is typed or pasted on a terminal: a line of ours would come in between. */
export const NO_PROGRESS: Progress = { add: noop, clear: noop };

/** One line that is drawn over, ten times a second. */
function drawnOver({ stderr }: Io): Display {
  let shown = false;
  return {
    firstMs: 1000,
    betweenMs: 100,
    show(words) {
      shown = true;
      stderr.write(`\r${withinWidth(`codeship-sec: ${words}`, (stderr.columns ?? 80) - 1)}\u001b[K`);
    },
    clear() {
      if (shown) stderr.write('\r\u001b[K');
      shown = false;
    },
  };
}

/** A line each ten seconds: what is drawn over is noise to a screen reader, and a mess on a dumb terminal. */
function plainLines(say: Messages): Display {
  return { firstMs: 10_000, betweenMs: 10_000, show: say.info, clear: noop };
}

/** `report.tar: 120 MiB of 1.0 GiB, 12%, 150 MiB/s, 6 s left`. */
export function progressWords(
  name: string,
  { done, total, seconds }: { done: number; total: number | undefined; seconds: number },
): string {
  const speed = done / Math.max(seconds, 0.001);
  const parts = [`${oneLine(name)}: ${sizeWords(done)}`, `${sizeWords(Math.round(speed))}/s`];
  if (total !== undefined && total > 0) {
    parts[0] += ` of ${sizeWords(total)}`;
    parts.splice(1, 0, `${Math.min(100, Math.floor((done / total) * 100))}%`);
    if (speed > 0) parts.push(`${timeWords(Math.max(0, total - done) / speed)} left`);
  }
  return parts.join(', ');
}

/** `45 s`, `3 min`, `2 h 5 min`: no more exact than a guess is. */
function timeWords(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The end is what changes: a long name gives way. */
function withinWidth(line: string, width: number): string {
  const characters = [...line];
  return characters.length <= width ? line : `…${characters.slice(characters.length - width + 1).join('')}`;
}
