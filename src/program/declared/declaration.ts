import type { Argument, Command, OptionValues } from 'commander';
import type { Context } from '../../output/context.js';

/** Positional arguments, one for each that is declared: a word, the words of a `...`, or nothing. */
export type Arguments = (string | string[] | undefined)[];

/** One verb: positional arguments and options in, exit status out. */
// biome-ignore lint/suspicious/noExplicitAny: each command knows its own options
export type Run<O extends OptionValues = any> = (
  context: Context,
  args: Arguments,
  options: O,
) => Promise<number>;

/** How a command is declared. Its module is loaded when it runs, not before. */
export interface Declaration {
  /** Name and arguments as commander writes them: `show [section...]`. */
  usage: string;
  /** A few words for the list of commands. */
  summary: string;
  /** One paragraph for `--help`. */
  description: string;
  /** Command lines that are run by a test, each with what it does. */
  examples: readonly (readonly [line: string, what: string])[];
  /** `--json` is offered. */
  json: boolean;
  options?: (command: Command) => void;
  /** An argument that takes only some words, and so needs the parser. */
  argument?: (command: Command) => Argument;
  /** The options that have a value where they are not given (`--no-pager`). */
  defaults?: OptionValues;
  /** What may stand after its name: `key export`. */
  commands?: readonly Declaration[];
  load: () => Promise<Run>;
}
