import type { ArgumentDeclaration } from '../declared/declaration.js';
import { defaultsOf } from '../declared/index.js';
import type { Io } from '../io.js';
import type { Reading } from './argv/read-argv.js';
import type { LinePart } from './argv/take-options.js';
import { invoke, type Parsed } from './invoke.js';

/**
 * Runs a command line that is made of words alone and fits the command that it names, or prints the help that is asked
 * for and nothing else. That needs no parser, and to load commander and to declare what it shall parse takes a tenth of
 * bare Node.js's start-up time.
 *
 * @returns the exit status, or `undefined` where there is something to parse or to refuse
 * @throws whatever the command throws
 */
export async function runDirect(reading: Reading, io: Io): Promise<number | undefined> {
  if (asksForHelpAlone(reading)) {
    const { printHelp } = await import('./help.js');
    return printHelp(reading.command, io);
  }
  const parsed = parseWords(reading);
  return parsed && invoke(parsed, reading, io);
}

function asksForHelpAlone({ argv, help, parts }: Reading): boolean {
  return argv.length === 0 || (help !== undefined && parts.every(isOneOf('command', 'help')));
}

/** A command line of words alone, as commander parses it: see `runDirect`. */
export function parseWords({ command, words, parts }: Reading): Parsed | undefined {
  const { path } = command;
  if (path === '' || !parts.every(isOneOf('command', 'word'))) return undefined;
  const texts = words.map(({ text }) => text);
  const args = valuesOf(command.arguments, texts);
  return args && { path, args, options: defaultsOf(command) };
}

const isOneOf =
  (...kinds: LinePart['is'][]) =>
  ({ is }: LinePart) =>
    kinds.includes(is);

function valuesOf(declared: readonly ArgumentDeclaration[], words: readonly string[]): unknown[] | undefined {
  const args: unknown[] = [];
  let at = 0;
  for (const { required, many, choices } of declared) {
    const word = words[at];
    if (required && word === undefined) return undefined;
    if (choices && word !== undefined && !choices.includes(word)) return undefined;
    args.push(many ? words.slice(at) : word);
    at = many ? words.length : at + 1;
  }
  return at < words.length ? undefined : args;
}
