import type { GlobalOptions } from '../declared/values.js';
import type { Io } from '../io.js';
import { namesIn } from './layout/units.js';
import { createMessages, type Messages } from './terminal/stderr-messages.js';
import { readTerminal, type Terminal } from './terminal/terminal.js';

/** What every command is handed: the world, the terminal as it was found, and the global options. */
export interface Context extends Typed {
  io: Io;
  terminal: Terminal;
  say: Messages;
  json: boolean;
  /** Names with blanks: no line of a message is broken inside of one. */
  names: readonly string[];
  /** `--bundle PATH`, else what CODESHIP_SEC_BUNDLE names. */
  bundleDir: string | undefined;
  /** The environment names the bundle, and nobody may have thought of that. */
  bundleFromEnvironment: boolean;
}

/** The user's own command line, for hints. */
export interface Typed {
  readonly argv: readonly string[];
  /** The options as they were given, in a form to be typed again. */
  given(): readonly string[];
  /** The line with arguments added, and options left out: what is added takes the place of what was given. */
  again(added: readonly string[], without?: readonly string[]): string;
  /** The line with another file in the place of one; `undefined`: it does not name that. */
  withFile(inPlaceOf: string, file: string): string | undefined;
}

/** The global options, and the format that the command is asked for: `json` is `--json`. */
interface Asked extends GlobalOptions {
  format?: string;
}

/** @param typed the user's own command line, for hints that repeat it */
export function createContext(io: Io, options: Asked, typed: Typed): Context {
  const terminal = readTerminal(io, options.color);
  const fromEnvironment = io.env.CODESHIP_SEC_BUNDLE || undefined;
  const names = namesIn(typed.argv, io.env, io.root);
  return {
    io,
    terminal,
    say: createMessages(io, { terminal, quiet: options.quiet === true, names }),
    names,
    json: options.json === true || options.format === 'json',
    bundleDir: options.bundle ?? fromEnvironment,
    bundleFromEnvironment: options.bundle === undefined && fromEnvironment !== undefined,
    ...typed,
  };
}
