import { COMMANDS, commandsBelow, nameOf } from '../declared/index.js';
import { Failure } from '../errors.js';
import { nearestOf } from '../text/edit-distance.js';
import { aliasOf, aliasWords, answerTo, type CommandHint, readsAsCommand } from './alias-answers.js';
import type { Reading } from './argv/read-argv.js';
import type { LineWord } from './argv/take-options.js';
import { distinct, helpOf } from './usage-errors.js';

/**
 * Refuses a word that stands where only a command can, whatever the options say: commander answers
 * `codeship-sec shwo --help` with the help of the whole program.
 *
 * @throws Failure USAGE, with what may have been meant
 */
export function refuseUnknownCommand(reading: Reading): void {
  const { command, words } = reading;
  const [first] = words;
  if (first === undefined) return;
  const names = commandsBelow(command).map(nameOf);
  if (names.length === 0 || command.arguments.length > 0) return;
  const { message, hint } = guess(reading, first, names);
  throw new Failure('USAGE', message, distinct([...(hint === undefined ? [] : [hint]), helpOf(command)]));
}

interface Guess {
  message: string;
  hint?: CommandHint;
}

/**
 * What somebody may have meant: the one command that starts so, a command that stands elsewhere, what another program
 * calls it, the nearest. The words of other programs are among those that may be near: `decrpyt` is not answered with
 * `encrypt`.
 */
function guess(reading: Reading, first: LineWord, names: readonly string[]): Guess {
  const { text, end } = first;
  const message = `unknown command '${text}'`;
  const asCommand = (name: string) => corrected(reading, first, name);
  if (names.includes(text) && end !== undefined) {
    const stands = `the command ${text} stands after --, where no command is looked for`;
    return { message: stands, hint: asCommand(text) };
  }
  const typed = text.toLowerCase();
  const [starting, ...others] = names.filter((name) => name.startsWith(typed));
  if (starting !== undefined && others.length === 0) {
    return { message: `${message}: the one that starts so is ${starting}`, hint: asCommand(starting) };
  }
  const elsewhere = aliasOf(typed) ? undefined : COMMANDS.find((one) => nameOf(one) === typed);
  if (elsewhere) {
    const { path } = elsewhere;
    const run = readsAsCommand(path.split(' ')) ? path : `${path} --help`;
    const hint = answerTo(reading, { run, withFiles: path }, first.at);
    return { message: `${message}: the command is codeship-sec ${path}`, hint };
  }
  const near = aliasOf(typed) ? typed : nearestOf(typed, [...names, ...aliasWords()]);
  if (near === undefined) return { message };
  const alias = names.includes(near) ? undefined : aliasOf(near);
  if (!alias) return { message, hint: asCommand(near) };
  const perhaps = near === typed ? '' : `, perhaps ${near}`;
  return { message: `${message}${perhaps}: ${alias.says}`, hint: answerTo(reading, alias, first.at) };
}

/** The command line with the right command, or the help of that command where the line is wrong with it too. */
function corrected(reading: Reading, first: LineWord, name: string): CommandHint {
  const line = withCommand(reading, first, name);
  if (readsAsCommand(line)) return { run: line };
  return { run: helpOn(reading, name) };
}

/** The command line with the right command, before the `--` if there is one; or what asks for that command's help. */
function withCommand(reading: Reading, { at, end }: LineWord, name: string): string[] {
  const { argv, help } = reading;
  if (help !== undefined) return helpOn(reading, name);
  const before = argv.slice(0, at).filter((_argument, index) => index !== end);
  const after = argv.slice(at + 1);
  const guard = end !== undefined && after.some((argument) => argument.startsWith('-')) ? ['--'] : [];
  return [...before, name, ...guard, ...after];
}

const helpOn = ({ command }: Reading, name: string) => [
  ...command.path.split(' ').filter(Boolean),
  name,
  '--help',
];
