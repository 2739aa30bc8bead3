import { existsSync } from 'node:fs';
import type { CommandDeclaration } from '../declared/declaration.js';
import { helpLine, levelsOf, optionsOf } from '../declared/index.js';
import { HELP_OPTION, PROGRAM } from '../declared/program.js';
import { Failure, type Hint } from '../errors.js';
import { asFile } from '../text/shell.js';
import { answerOptions } from './alias-answers.js';
import type { Reading } from './argv/read-argv.js';
import type { LineWord } from './argv/take-options.js';
import { guessOption } from './mistyped-option.js';

/** As commander says it. */
export const unknownOption = (option: string) => ({
  code: 'commander.unknownOption',
  message: `error: unknown option '${option}'`,
});

/**
 * What commander has against a command line, as a Failure in the program's own style, with the corrected command line
 * as a hint.
 *
 * Commander writes `error: unknown option '--colour'\n(Did you mean --color?)`.
 */
export function usageFailure(error: { code: string; message: string }, reading: Reading): Failure {
  const { argv, command, words, unknown } = reading;
  if (error.code === 'commander.help') return new Failure('USAGE', 'a command is missing', [helpOf(PROGRAM)]);
  if (error.code === 'commander.excessArguments') return tooMany(command, words);
  const message = inOurWords(error.message.split('\n')[0] ?? '');
  const typed = /^unknown option '(.+)'$/s.exec(message)?.[1]?.replace(/=.*/s, '');
  const file = typed === undefined ? undefined : fileNamed(argv, typed);
  if (file !== undefined && command.arguments.length > 0) {
    const guarded = argv.map((argument) => (argument === file ? asFile(file) : argument));
    return new Failure('USAGE', message, [{ run: guarded }, helpOf(command)]);
  }
  const answer = answerOptions(reading);
  if (answer) return new Failure('USAGE', `unknown option '${answer.typed}': ${answer.says}`, [answer.hint]);
  const flag = flagWithValue(command, argv[unknown ?? argv.length] ?? '');
  if (flag !== undefined && unknown !== undefined) {
    const hints = [{ run: argv.with(unknown, flag.bare) }, helpOf(command)];
    return new Failure('USAGE', `${flag.name} takes no value`, distinct(hints));
  }
  const guess = typed === undefined ? undefined : guessOption(argv, command, typed);
  const hints = [...(guess?.hint ? [guess.hint] : []), helpOf(command)];
  return new Failure('USAGE', message + (guess?.says ?? ''), distinct(hints));
}

function inOurWords(message: string): string {
  return message
    .replace(/^error: /, '')
    .replace(/^option '(?:-\w, )?(--[\w-]+).*' argument '(.*)' is invalid\./s, "$1 does not take '$2';")
    .replace(/^command-argument value '(.*)' is invalid for argument '(\w+)'\./s, "$2 is not '$1';")
    .replace(/^option '(?:-\w, )?(--[\w-]+).*' argument missing$/s, '$1 needs a value')
    .replace(/ Allowed choices are (\w+)\.$/, ' it takes only $1')
    .replace(' Allowed choices are', ' it is one of')
    .replace(/\.$/, '');
}

/** `-dash.txt`, where there is a file of that name; commander may have taken known letters off its front. */
function fileNamed(argv: readonly string[], typed: string): string | undefined {
  return argv.find(
    (argument) => argument.startsWith('-') && argument.endsWith(typed.slice(1)) && existsSync(argument),
  );
}

/** `--binary` of `--binary=1`, `-f` and `-qf` of `-qf=1`: it is known, but for the value. */
function flagWithValue(
  command: CommandDeclaration,
  argument: string,
): { name: string; bare: string } | undefined {
  const [, bare = '', letter] = /^(--[^=]+|-\w*(\w))=/s.exec(argument) ?? [];
  const name = letter === undefined ? bare : `-${letter}`;
  const options = [HELP_OPTION, ...levelsOf(command).flatMap(optionsOf)];
  const known = options.some(({ short, long }) => name === short || name === long);
  return bare !== '' && known ? { name, bare } : undefined;
}

/** More words than the command takes. */
function tooMany(command: CommandDeclaration, words: readonly LineWord[]): Failure {
  const { path } = command;
  const most = command.arguments.length;
  const message =
    most === 0
      ? `${path} takes no argument, and there is '${words[0]?.text}'`
      : `${path} takes at most ${most} argument${most === 1 ? '' : 's'}`;
  return new Failure('USAGE', message, [helpOf(command)]);
}

export const helpOf = (command: CommandDeclaration) => ({ run: helpLine(command) });

export function distinct(hints: readonly { run: readonly string[] }[]): Hint[] {
  const lines = hints.map(({ run }) => JSON.stringify(run));
  return hints.filter((_hint, at) => lines.indexOf(lines[at] ?? '') === at);
}
