import type { Io } from '../io.js';
import { createMessages, type Messages } from './terminal/stderr-messages.js';
import { type ColorWhen, readTerminal, type Terminal } from './terminal/terminal.js';

/** What every command is handed: the world, the terminal as it was found, and the global options. */
export interface Context {
  io: Io;
  terminal: Terminal;
  say: Messages;
  json: boolean;
  /** `--bundle DIR` */
  bundleDir: string | undefined;
  /** The options as they were given, in a form to be typed again. */
  given: readonly string[];
}

export interface GlobalOptions {
  bundle?: string;
  color?: ColorWhen;
  json?: boolean;
  format?: string;
  quiet?: boolean;
}

/** @param given the options as they were given, for hints that repeat them */
export function createContext(io: Io, options: GlobalOptions, given: readonly string[] = []): Context {
  const terminal = readTerminal(io, options.color);
  return {
    io,
    terminal,
    say: createMessages(io, { terminal, quiet: options.quiet === true }),
    json: options.json === true || options.format === 'json',
    bundleDir: options.bundle,
    given,
  };
}

/**
 * The global options as far as they can be seen before parsing, so that a usage error comes in the shape and
 * colour that was asked for, and its hints name the bundle.
 */
export function scanGlobals(argv: readonly string[]): GlobalOptions {
  const found: GlobalOptions = {};
  for (let i = 0; i < argv.length && argv[i] !== '--'; i++) {
    const [name, joined] = splitOption(argv[i] ?? '');
    const value = joined ?? argv[i + 1];
    if (name === '--json') found.json = true;
    else if (name === '--quiet' || name === '-q') found.quiet = true;
    else if (name === '--bundle' && value) found.bundle = value;
    else if (name === '--format' && value !== undefined) found.format = value;
    else if (name === '--color' && (value === 'always' || value === 'never')) found.color = value;
  }
  return found;
}

function splitOption(argument: string): [string, string | undefined] {
  const at = argument.indexOf('=');
  return argument.startsWith('--') && at > 0
    ? [argument.slice(0, at), argument.slice(at + 1)]
    : [argument, undefined];
}
