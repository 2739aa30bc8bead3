import { existsSync } from 'node:fs';
import type { Command, CommanderError } from 'commander';
import { asFile, commandLine } from '../command-line.js';
import { Failure } from '../errors.js';
import { nearestOf } from '../nearest.js';
import { commandPath } from './command.js';
import { followWords } from './words.js';

/**
 * Refuses a word that stands where only a command can, whatever the options say: commander answers
 * `codeship-sec shwo --help` with the help of the whole program.
 *
 * @throws Failure USAGE, with the nearest command where there is one
 */
export function refuseUnknownCommand(program: Command, argv: readonly string[]): void {
  const { command, rest } = followWords(program, argv);
  const [word] = rest;
  if (word === undefined) return;
  if (command.commands.length === 0 || command.registeredArguments.length > 0) return;
  const nearest = nearestOf(
    word,
    command.commands.map((child) => child.name()),
  );
  throw new Failure('USAGE', `unknown command '${word}'`, [
    ...corrections(argv, word, nearest === undefined ? [] : [nearest]),
    helpOf(command),
  ]);
}

/**
 * A commander error as a Failure in the program's own style, with the corrected command line as a hint.
 *
 * Commander writes `error: unknown option '--colour'\n(Did you mean --color?)`.
 */
export function usageFailure(error: CommanderError, program: Command, argv: readonly string[]): Failure {
  const { command, rest } = followWords(program, argv);
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
  const flag = flagWithValue(command, message);
  if (flag !== undefined) {
    const bare = argv.map((argument) => (argument.startsWith(`${flag}=`) ? flag : argument));
    return new Failure('USAGE', `${flag} takes no value`, [commandLine(bare), helpOf(command)]);
  }
  return new Failure('USAGE', message, [
    ...corrections(argv, typed, near ?? nearestOption(command, typed)),
    helpOf(command),
  ]);
}

/** `-dash.txt`, where there is a file of that name; commander may have taken known letters off its front. */
function fileNamed(argv: readonly string[], typed: string): string | undefined {
  return argv.find(
    (argument) => argument.startsWith('-') && argument.endsWith(typed.slice(1)) && existsSync(argument),
  );
}

/** `--binary` of `unknown option '--binary=1'`: it is known, but for the value. */
function flagWithValue(command: Command, message: string): string | undefined {
  const flag = /^unknown option '(--[^=']+)=/s.exec(message)?.[1];
  for (let one: Command | null = command; one; one = one.parent) {
    if (one.options.some(({ long }) => long === flag)) return flag;
  }
  return undefined;
}

/** More words than the command takes. */
function tooMany(command: Command, rest: readonly string[]): Failure {
  const path = commandPath(command).replace(/^codeship-sec /, '');
  const most = command.registeredArguments.length;
  const message =
    most === 0
      ? `${path} takes no argument, and there is '${rest[0]}'`
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

const helpOf = (command: Command) => `${commandPath(command)} --help`;
