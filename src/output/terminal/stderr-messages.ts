/**
 * The one place where messages to the user are written. The rules: to stderr; each line starts
 * `codeship-sec: `, then `error: `, `warning: `, `hint: ` or nothing; lower case, no full stop, one sentence a
 * line, which only a terminal sees wrapped; strings from outside pass the gate of sanitize.ts. `--quiet` leaves
 * errors and their hints.
 */
import type { Io } from '../../io.js';
import { oneLine } from '../../text/sanitize.js';
import { paint } from '../layout/paint.js';
import { unitsOf } from '../layout/units.js';
import { messageLines } from './message-lines.js';
import type { Terminal } from './terminal.js';

/** What to do next: a command that works as it is shown, or words. */
export type NextLine = { command: string } | { advice: string };

export interface Messages {
  info(text: string): void;
  warning(text: string): void;
  next(line: NextLine): void;
  /** An error and what to do about it: shown with `--quiet` too. */
  failure(error: { message: string; next: readonly NextLine[] }): void;
  /** `--quiet` */
  readonly quiet: boolean;
  /** The warnings said so far, for the `warnings` of a JSON result. */
  readonly warnings: readonly string[];
}

/** Bold: of the named colours none can be read on black and on white alike. */
const LABEL = '1';
type Label = 'error' | 'warning' | 'hint' | 'info';

/** The one writer to stderr of a run. */
export function createMessages(
  io: Io,
  options: { terminal: Terminal; quiet: boolean; names: readonly string[] },
): Messages {
  const warnings: string[] = [];
  const line = (label: Label, text: string) => {
    const ink = { color: options.terminal.stderrColor, hyperlinks: false };
    const plain = label === 'info' ? '' : `${label}: `;
    const start = label === 'info' ? '' : `${paint([[`${label}:`, LABEL]], ink)} `;
    const safe = oneLine(text);
    const columns = io.stderr.isTTY && !options.terminal.accessible ? io.stderr.columns : undefined;
    const lines = columns
      ? messageLines(`codeship-sec: ${plain}`, unitsFor(label, safe), Math.max(columns, 20))
      : [safe];
    io.stderr.write(`codeship-sec: ${start}${lines.join('\n')}\n`);
  };
  // a command is whole
  const unitsFor = (label: Label, safe: string) => (label === 'hint' ? [safe] : unitsOf(safe, options.names));
  const nextLine = (one: NextLine) =>
    'command' in one ? line('hint', one.command) : line('info', one.advice);
  return {
    quiet: options.quiet,
    warnings,
    info(text) {
      if (!options.quiet) line('info', text);
    },
    warning(text) {
      warnings.push(text);
      if (!options.quiet) line('warning', text);
    },
    next(one) {
      if (!options.quiet) nextLine(one);
    },
    failure(error) {
      line('error', error.message);
      for (const one of error.next) nextLine(one);
    },
  };
}
