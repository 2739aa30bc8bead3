import { existsSync } from 'node:fs';
import type { CommandDeclaration } from '../declared/declaration.js';
import { commandsBelow, levelsOf, nameOf, optionsOf, typedName } from '../declared/index.js';
import { HELP_OPTION, PROGRAM } from '../declared/program.js';
import { Failure } from '../errors.js';
import { nearestOf } from '../text/edit-distance.js';
import { asFile, commandLine } from '../text/shell.js';
import type { Reading } from './argv/read-argv.js';
import type { LineWord } from './argv/take-options.js';

/**
 * Refuses a word that stands where only a command can, whatever the options say: commander answers
 * `codeship-sec shwo --help` with the help of the whole program.
 *
 * @throws Failure USAGE, with the nearest command where there is one
 */
export function refuseUnknownCommand(reading: Reading): void {
  const { command, words } = reading;
  const [first] = words;
  if (first === undefined) return;
  const names = commandsBelow(command).map(nameOf);
  if (names.length === 0 || command.arguments.length > 0) return;
  const { text, end } = first;
  const nearest = names.includes(text) ? text : nearestOf(text, names);
  const message =
    nearest === text && end !== undefined
      ? `the command ${text} stands after --, where no command is looked for`
      : `unknown command '${text}'`;
  const instead = nearest === undefined ? [] : [commandLine(withCommand(reading, first, nearest))];
  throw new Failure('USAGE', message, distinct([...instead, helpOf(command)]));
}

/** The command line with the right command, before the `--` if there is one; or what asks for that command's help. */
function withCommand({ argv, command, help }: Reading, { at, end }: LineWord, name: string): string[] {
  if (help !== undefined) return [...command.path.split(' ').filter(Boolean), name, '--help'];
  const before = argv.slice(0, at).filter((_argument, index) => index !== end);
  const after = argv.slice(at + 1);
  const guard = end !== undefined && after.some((argument) => argument.startsWith('-')) ? ['--'] : [];
  return [...before, name, ...guard, ...after];
}

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
export function usageFailure(
  error: { code: string; message: string },
  { argv, command, words, unknown }: Reading,
): Failure {
  if (error.code === 'commander.help') return new Failure('USAGE', 'a command is missing', [helpOf(PROGRAM)]);
  if (error.code === 'commander.excessArguments') return tooMany(command, words);
  const [first = '', ...more] = error.message.split('\n');
  const message = inOurWords(first);
  const typed = /^unknown option '(.+)'$/s.exec(message)?.[1]?.replace(/=.*/s, '');
  const near = /Did you mean (?:one of )?(.+?)\?/.exec(more.join(' '))?.[1]?.split(', ');
  const file = typed === undefined ? undefined : fileNamed(argv, typed);
  if (file !== undefined && command.arguments.length > 0) {
    const guarded = argv.map((argument) => (argument === file ? asFile(file) : argument));
    return new Failure('USAGE', message, [commandLine(guarded), helpOf(command)]);
  }
  const flag = flagWithValue(command, argv[unknown ?? argv.length] ?? '');
  if (flag !== undefined && unknown !== undefined) {
    const hints = [commandLine(argv.with(unknown, flag.bare)), helpOf(command)];
    return new Failure('USAGE', `${flag.name} takes no value`, distinct(hints));
  }
  const hints = [...corrections(argv, typed, near ?? nearestOption(command, typed)), helpOf(command)];
  return new Failure('USAGE', message, distinct(hints));
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

function nearestOption(command: CommandDeclaration, typed: string | undefined): string[] {
  if (!typed?.startsWith('--')) return [];
  const names = optionsOf(command).map(({ long }) => long);
  return [nearestOf(typed, names) ?? []].flat();
}

/** The command line as it was typed, with one word put right. */
function corrections(argv: readonly string[], typed: string | undefined, near: readonly string[]): string[] {
  const at = argv.findIndex((argument) => argument === typed || argument.startsWith(`${typed}=`));
  if (typed === undefined || at < 0) return [];
  const rest = argv[at]?.slice(typed.length) ?? '';
  return near.map((word) => commandLine(argv.with(at, word + rest)));
}

const helpOf = (command: CommandDeclaration) => `${typedName(command)} --help`;

const distinct = (hints: readonly string[]) => [...new Set(hints)];
