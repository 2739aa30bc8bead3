/**
 * The one place where messages to the user are written. The rules: to stderr; each line starts
 * `codeship-sec: `, then `error: `, `warning: `, `hint: ` or nothing; lower case, no full stop, one sentence a
 * line; strings from outside pass the gate of sanitize.ts. `--quiet` leaves errors and their hints.
 */
import { Chalk } from 'chalk';
import type { Io } from '../io.js';
import { oneLine } from '../sanitize.js';

export interface Messages {
  info(text: string): void;
  warning(text: string): void;
  hint(text: string): void;
  /** An error and its hints: shown with `--quiet` too. */
  failure(error: { message: string; hints: readonly string[] }): void;
  /** `--quiet` */
  readonly quiet: boolean;
  /** The warnings said so far, for the `warnings` of a JSON result. */
  readonly warnings: readonly string[];
}

export function createMessages(io: Io, options: { color: boolean; quiet: boolean }): Messages {
  const chalk = new Chalk({ level: options.color ? 1 : 0 });
  const warnings: string[] = [];
  const line = (label: string, text: string) => {
    io.stderr.write(`codeship-sec: ${label}${oneLine(text)}\n`);
  };
  const hintLabel = chalk.cyan('hint:');
  return {
    quiet: options.quiet,
    warnings,
    info(text) {
      if (!options.quiet) line('', text);
    },
    warning(text) {
      warnings.push(text);
      if (!options.quiet) line(`${chalk.yellow('warning:')} `, text);
    },
    hint(text) {
      if (!options.quiet) line(`${hintLabel} `, text);
    },
    failure(error) {
      line(`${chalk.red('error:')} `, error.message);
      for (const hint of error.hints) line(`${hintLabel} `, hint);
    },
  };
}
