import { CommanderError } from 'commander';
import { ALIASES, type Alias } from './aliases.js';
import { globalsIn } from './argv/globals.js';
import { type Reading, readArgv } from './argv/read-argv.js';
import { isOption } from './argv/take-options.js';
import { declareProgram } from './declare.js';

/** A whole command line. */
export interface CommandHint {
  run: readonly string[];
}

/** What is said to a word or an option of another program, and the command line to run instead. */
export interface Answer {
  typed: string;
  says: string;
  hint: CommandHint;
}

/** The alias that a word is; of an option without the value that is joined to it. */
export function aliasOf(word: string): Alias | undefined {
  const name = isOption(word) ? word.replace(/=.*/s, '') : word.toLowerCase();
  return ALIASES.find(({ typed }) => typed.includes(name));
}

/** The words of other programs, without their options. */
export const aliasWords = (): string[] =>
  ALIASES.flatMap(({ typed }) => typed.filter((one) => !isOption(one)));

/**
 * The answer to the options of other programs in a command line, where the first one that is unknown is such an
 * option: to that which says what to do (`-d`), before those that say how (`-a`).
 */
export function answerOptions(reading: Reading): Answer | undefined {
  const { argv, unknown } = reading;
  const first = argv[unknown ?? argv.length];
  if (unknown === undefined || first === undefined) return undefined;
  const letters = /^-\w{2,}$/.test(first) ? [...first.slice(1)].map((letter) => `-${letter}`) : [];
  if (letters.length > 0 && letters.every(aliasOf)) {
    return answerOptions(readArgv(argv.toSpliced(unknown, 1, ...letters)));
  }
  if (!aliasOf(first)) return undefined;
  const places = [...argv.keys()].slice(unknown).filter((at) => isOption(argv[at] ?? ''));
  const doing = places.find((at) => isDoing(argv[at] ?? ''));
  const at = doing ?? unknown;
  const typed = argv[at] ?? first;
  const alias = aliasOf(typed);
  if (!alias) return undefined;
  const without = withoutAliases(argv, undefined);
  const isWell = alias.how !== undefined && readsAsCommand(without);
  const hint = isWell ? { run: without } : answerTo(reading, alias, at);
  return { typed: typed.replace(/=.*/s, ''), says: alias.says, hint };
}

function isDoing(option: string): boolean {
  const alias = aliasOf(option);
  return alias !== undefined && alias.how === undefined;
}

/** The command line that does what an alias is for: with the files behind it, where the command takes them. */
export function answerTo(
  reading: Reading,
  { run, withFiles }: Pick<Alias, 'run' | 'withFiles'>,
  at: number,
): CommandHint {
  const { argv, help } = reading;
  const { bundle } = globalsIn(reading);
  const bundled = (words: string) => ({
    run: [...words.split(' '), ...(bundle === undefined ? [] : ['--bundle', bundle])],
  });
  if (help !== undefined) return bundled(`${withFiles ?? run.replace(/ ?--.*/, '')} --help`.trim());
  const named = reading.parts.filter(({ is }) => is === 'command').map((part) => part.at);
  const rest = withoutAliases(argv, at, named);
  const takesFiles = withFiles !== undefined && readArgv([...withFiles.split(' '), ...rest]).words.length > 0;
  const command = takesFiles ? withFiles : undefined;
  const lines = [command, run.includes('--') ? undefined : run].filter((one) => one !== undefined);
  const line = lines.map((one) => [...one.split(' '), ...rest]).find(readsAsCommand);
  return line ? { run: line } : bundled(run);
}

/** Without the options that say how (or with ours for them), the word that is answered, and the names of commands. */
function withoutAliases(
  argv: readonly string[],
  answered: number | undefined,
  named: readonly number[] = [],
): string[] {
  const left: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    const alias = isOption(word) ? aliasOf(word) : undefined;
    if (alias?.ours) left.push(alias.ours);
    if (alias?.how === 'value' && !word.includes('=')) at++;
    if (alias?.how === undefined && at !== answered && !named.includes(at)) left.push(word);
  }
  return left;
}

/** A command line that names a command, and that nothing has to be said against before it runs. */
export function readsAsCommand(argv: readonly string[]): boolean {
  return readArgv(argv).command.path !== '' && isTaken(argv);
}

/** A command line that nothing has to be said against before it runs. */
export function isTaken(argv: readonly string[]): boolean {
  const reading = readArgv(argv);
  if (globalsIn(reading).json !== undefined && !reading.command.json) return false;
  try {
    declareProgram(() => undefined).parse(argv, { from: 'user' });
    return true;
  } catch (error) {
    return error instanceof CommanderError && error.exitCode === 0;
  }
}
