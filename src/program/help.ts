import type { ArgumentDeclaration, CommandDeclaration, OptionDeclaration } from '../declared/declaration.js';
import { commandsBelow, flagsOf, nameOf, optionsOf, typedName, usageOf } from '../declared/index.js';
import { HELP_AFTER, HELP_COMMAND, HELP_OPTION, PROGRAM } from '../declared/program.js';
import { EXIT } from '../errors.js';
import { writeOut } from '../files/write/stdout.js';
import type { Io } from '../io.js';
import { isAccessible } from '../output/terminal/terminal.js';
import { wrap } from '../text/wrap.js';

/** Prints a command's help. @returns the exit status */
export async function printHelp(command: CommandDeclaration, io: Io): Promise<number> {
  await writeOut(io, helpText(command, helpWidth(io)));
  return EXIT.OK;
}

/** As wide as the terminal, within what can be read; 80 cells where there is none. Accessible text is not wrapped. */
function helpWidth(io: Io): number {
  if (isAccessible(io.env)) return Number.POSITIVE_INFINITY;
  return Math.max(20, Math.min(100, io.stdout.isTTY ? (io.stdout.columns ?? 80) : 80));
}

/**
 * What `--help` says of a command, in lines of at most so many characters where its words allow it; in lines of any
 * length it has no columns.
 */
export function helpText(command: CommandDeclaration, width: number): string {
  const { description, examples } = command;
  const below = commandsBelow(command);
  const lists: [heading: string, items: Item[]][] = [
    ['Arguments', command.arguments.filter(({ text }) => text !== undefined).map(argumentItem)],
    ['Options', [...optionsOf(command).filter(({ hidden }) => !hidden), HELP_OPTION].map(optionItem)],
    ['Commands', below.length > 0 ? [...below.map(commandItem), HELP_ITEM] : []],
  ];
  const column = Math.max(...lists.flatMap(([, items]) => items.map(([term]) => term.length)));
  const sections = [
    usageText(command, below.length > 0, width),
    wrapped(description, width),
    ...lists
      .filter(([, items]) => items.length > 0)
      .map(
        ([heading, items]) => `${heading}:\n${items.map((item) => itemText(item, column, width)).join('\n')}`,
      ),
    `Examples:\n${examples.map(([line, what]) => `${wrapped(what, width, '  # ')}\n  $ ${line}`).join('\n')}`,
  ];
  if (command.path === PROGRAM.path) sections.push(wrapped(HELP_AFTER, width));
  return `${sections.join('\n\n')}\n`;
}

function usageText(command: CommandDeclaration, hasCommands: boolean, width: number): string {
  const commands = hasCommands ? ['[command]'] : [];
  const usage = [typedName(command), '[options]', ...commands, ...command.arguments.map(usageOf)].join(' ');
  return `Usage: ${wrapped(usage, width, '       ').trimStart()}`;
}

/** A word or two, and what they mean. */
type Item = readonly [term: string, text: string];

const argumentItem = (argument: ArgumentDeclaration): Item => [
  argument.name,
  withNotes(argument.text ?? '', choicesNote(argument)),
];

const optionItem = (option: OptionDeclaration): Item => [
  flagsOf(option),
  withNotes(option.text, choicesNote(option), option.default && `default: ${option.default}`),
];

const commandItem = (command: CommandDeclaration): Item => [
  [nameOf(command), '[options]', ...command.arguments.map(usageOf)].join(' '),
  command.summary,
];

const HELP_ITEM: Item = [HELP_COMMAND.usage, HELP_COMMAND.summary];

function choicesNote({ choices }: { readonly choices?: readonly string[] }): string | undefined {
  return choices && `choices: ${choices.map((choice) => `"${choice}"`).join(', ')}`;
}

function withNotes(text: string, ...notes: (string | undefined)[]): string {
  const said = notes.filter((note) => note !== undefined);
  return said.length > 0 ? `${text} (${said.join(', ')})` : text;
}

/** Narrower than this a text stands under its term, not beside it. */
const BESIDE = 24;

function itemText([term, text]: Item, termWidth: number, width: number): string {
  if (width === Number.POSITIVE_INFINITY) return `  ${term}: ${text}`;
  const column = termWidth + 4;
  if (width - column < BESIDE) return `  ${term}\n${wrapped(text, width, '      ')}`;
  return `  ${term.padEnd(termWidth + 2)}${wrapped(text, width, ' '.repeat(column)).trimStart()}`;
}

/** Words in lines of at most so many characters, each after the same start. */
function wrapped(text: string, width: number, start = ''): string {
  return wrap(text.split(' '), width - start.length, (line) => line.length)
    .map((line) => start + line)
    .join('\n');
}
