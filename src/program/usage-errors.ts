import { existsSync } from 'node:fs';
import { type Command, CommanderError } from 'commander';
import { EXIT, Failure } from '../errors.js';
import { nearestOf } from '../text/edit-distance.js';
import { asFile, commandLine } from '../text/shell.js';
import { commandPath } from './declare.js';
import { findOption, followWords, type Word, type Words } from './follow-words.js';

/**
 * Refuses a word that stands where only a command can, whatever the options say: commander answers
 * `codeship-sec shwo --help` with the help of the whole program.
 *
 * @throws Failure USAGE, with the nearest command where there is one
 */
export function refuseUnknownCommand(words: Words, argv: readonly string[]): void {
  const { command, rest } = words;
  const [first] = rest;
  if (first === undefined) return;
  if (command.commands.length === 0 || command.registeredArguments.length > 0) return;
  const { word, end } = first;
  const names = command.commands.map((child) => child.name());
  const nearest = names.includes(word) ? word : nearestOf(word, names);
  const message =
    nearest === word && end !== undefined
      ? `the command ${word} stands after --, where no command is looked for`
      : `unknown command '${word}'`;
  const instead = nearest === undefined ? [] : [commandLine(withCommand(words, first, argv, nearest))];
  throw new Failure('USAGE', message, distinct([...instead, helpOf(command)]));
}

/** The command line with the right command, before the `--` if there is one; or what asks for that command's help. */
function withCommand({ command, help }: Words, { at, end }: Word, argv: readonly string[], name: string) {
  if (help !== undefined) return [...pathOf(command), name, '--help'];
  const before = argv.slice(0, at).filter((_argument, index) => index !== end);
  const after = argv.slice(at + 1);
  const guard = end !== undefined && after.some((argument) => argument.startsWith('-')) ? ['--'] : [];
  return [...before, name, ...guard, ...after];
}

/** As commander says it. */
export function unknownOption(option: string): CommanderError {
  return new CommanderError(EXIT.USAGE, 'commander.unknownOption', `error: unknown option '${option}'`);
}

/**
 * A commander error as a Failure in the program's own style, with the corrected command line as a hint.
 *
 * Commander writes `error: unknown option '--colour'\n(Did you mean --color?)`.
 */
export function usageFailure(error: CommanderError, program: Command, argv: readonly string[]): Failure {
  const { command, rest, unknown } = followWords(program, argv);
  if (error.code === 'commander.help') return new Failure('USAGE', 'a command is missing', [helpOf(program)]);
  if (error.code === 'commander.excessArguments') return tooMany(command, rest);
  const [first = '', ...more] = error.message.split('\n');
  const message = first
    .replace(/^error: /, '')
    .replace(/^option '(?:-\w, )?(--[\w-]+).*' argument '(.*)' is invalid\./s, "$1 does not take '$2';")
    .replace(/^command-argument value '(.*)' is invalid for argument '(\w+)'\./s, "$2 is not '$1';")
    .replace(/^option '(?:-\w, )?(--[\w-]+).*' argument missing$/s, '$1 needs a value')
    .replace(/ Allowed choices are (\w+)\.$/, ' it takes only $1')
    .replace(' Allowed choices are', ' it is one of')
    .replace(/\.$/, '');
  const typed = /^unknown option '(.+)'$/s.exec(message)?.[1]?.replace(/=.*/s, '');
  const near = /Did you mean (?:one of )?(.+?)\?/.exec(more.join(' '))?.[1]?.split(', ');
  const file = typed === undefined ? undefined : fileNamed(argv, typed);
  if (file !== undefined && command.registeredArguments.length > 0) {
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

/** `-dash.txt`, where there is a file of that name; commander may have taken known letters off its front. */
function fileNamed(argv: readonly string[], typed: string): string | undefined {
  return argv.find(
    (argument) => argument.startsWith('-') && argument.endsWith(typed.slice(1)) && existsSync(argument),
  );
}

/** `--binary` of `--binary=1`, `-f` and `-qf` of `-qf=1`: it is known, but for the value. */
function flagWithValue(command: Command, argument: string): { name: string; bare: string } | undefined {
  const [, bare = '', letter] = /^(--[^=]+|-\w*(\w))=/s.exec(argument) ?? [];
  const name = letter === undefined ? bare : `-${letter}`;
  const known =
    ['-h', '--help'].includes(name) ||
    findOption(command, ({ short, long }) => name === short || name === long);
  return bare !== '' && known ? { name, bare } : undefined;
}

/** More words than the command takes. */
function tooMany(command: Command, rest: readonly Word[]): Failure {
  const path = pathOf(command).join(' ');
  const most = command.registeredArguments.length;
  const message =
    most === 0
      ? `${path} takes no argument, and there is '${rest[0]?.word}'`
      : `${path} takes at most ${most} argument${most === 1 ? '' : 's'}`;
  return new Failure('USAGE', message, [helpOf(command)]);
}

function nearestOption(command: Command, typed: string | undefined): string[] {
  if (!typed?.startsWith('--')) return [];
  const names = command.options.flatMap((option) => option.long ?? []);
  return [nearestOf(typed, names) ?? []].flat();
}

/** The command line as it was typed, with one word put right. */
function corrections(argv: readonly string[], typed: string | undefined, near: readonly string[]): string[] {
  const at = argv.findIndex((argument) => argument === typed || argument.startsWith(`${typed}=`));
  if (typed === undefined || at < 0) return [];
  const rest = argv[at]?.slice(typed.length) ?? '';
  return near.map((word) => commandLine(argv.with(at, word + rest)));
}

const pathOf = (command: Command) => commandPath(command).split(' ').slice(1);

const helpOf = (command: Command) => `${commandPath(command)} --help`;

const distinct = (hints: readonly string[]) => [...new Set(hints)];
