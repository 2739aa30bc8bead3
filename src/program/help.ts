import type { CommandDeclaration, OptionDeclaration } from '../declared/declaration.js';
import {
  commandsBelow,
  flagsOf,
  meaningOf,
  nameOf,
  shownOptions,
  typedName,
  usageOf,
} from '../declared/index.js';
import { isGlobal, PROGRAM } from '../declared/program.js';
import type { GlobalOptions } from '../declared/values.js';
import { EXIT } from '../errors.js';
import { writeOut } from '../files/write/stdout.js';
import type { Io } from '../io.js';
import { readTerminal } from '../output/terminal/terminal.js';
import { wrap } from '../text/wrap.js';

/** Prints a command's help. @returns the exit status */
export async function printHelp(
  command: CommandDeclaration,
  io: Io,
  when?: GlobalOptions['color'],
): Promise<number> {
  const { accessible, color, columns } = readTerminal(io, when);
  const width = accessible ? Number.POSITIVE_INFINITY : Math.max(20, Math.min(100, columns ?? 80));
  await writeOut(io, helpText(command, width, color));
  return EXIT.OK;
}

/**
 * What `--help` says of a command, in lines of at most so many characters where its words allow it; in lines of any
 * length it has no columns.
 *
 * @param bold whether headings are bold
 */
export function helpText(command: CommandDeclaration, width: number, bold = false): string {
  const heading = (text: string) => (bold ? `\u001b[1m${text}:\u001b[0m` : `${text}:`);
  const paragraph = (title: string, text: string) =>
    wrapped(`${title}: ${text}`, width)
      .replaceAll(GLUE, ' ')
      .replace(`${title}:`, () => heading(title));
  const lists = listsOf(command, width).filter(([, items]) => items.length > 0);
  const column = Math.max(...lists.flatMap(([, items]) => items.map(([term]) => term.length)));
  const listed = ([title, items]: ItemList) =>
    `${heading(title)}\n${items.map((item) => itemText(item, column, width)).join('\n')}`;
  return `${[
    `${paragraph('Usage', usageLine(command))}${isProgram(command) ? '\n' : '\n\n'}${wrapped(command.description, width)}`,
    `${heading('Examples')}\n${examplesText(command.examples, width)}`,
    ...lists.map(listed),
    ...lastWords(command, width).map(([title, text]) => paragraph(title, text)),
  ].join('\n\n')}\n`;
}

const isProgram = ({ path }: CommandDeclaration) => path === PROGRAM.path;

/** A word or two, and what they mean. */
type Item = readonly [term: string, text: string];

type ItemList = readonly [title: string, items: readonly Item[]];

function listsOf(command: CommandDeclaration, width: number): ItemList[] {
  const explained = command.arguments.filter(({ text }) => text !== undefined);
  // the program's own options stand in a paragraph, to leave the list of commands on the screen
  const inList = (option: OptionDeclaration) =>
    isProgram(command) ? width === Number.POSITIVE_INFINITY : !isGlobal(option);
  return [
    ['Arguments', explained.map((one) => itemOf(one.name, one))],
    ['Commands', commandsBelow(command).map((one) => [nameOf(one), one.summary])],
    [
      'Options',
      shownOptions(command)
        .filter(inList)
        .map((option) => itemOf(flagsOf(option), option)),
    ],
  ];
}

/** The options that stand in no list. */
function lastWords(command: CommandDeclaration, width: number): [title: string, text: string][] {
  const options = shownOptions(command);
  if (!isProgram(command)) {
    const named = options.filter(isGlobal).map((one) => glued(flagsOf(one)));
    return [['Global options', `${named.join(', ')} (see codeship-sec --help)`]];
  }
  return width === Number.POSITIVE_INFINITY ? [] : [['Options', options.map(flagsWithText).join(', ')]];
}

/** `codeship-sec show [options] [section...]`. */
function usageLine(command: CommandDeclaration): string {
  const below = commandsBelow(command).length > 0 && command.arguments.length === 0;
  const words = below ? ['[command]'] : [];
  return [typedName(command), ...words, '[options]', ...command.arguments.map(usageOf)].join(' ');
}

const itemOf = (term: string, declared: Parameters<typeof meaningOf>[0]): Item => [term, meaningOf(declared)];

/** `--color auto|always|never (colour the output)`. */
function flagsWithText(option: OptionDeclaration): string {
  const { choices, ...rest } = option;
  const flags = choices
    ? flagsOf({ ...rest, value: choices.join('|') }).replace(/[<>]/g, '')
    : flagsOf(option);
  return `${glued(flags)} (${meaningOf(rest)})`;
}

/** Stands for a blank at which no line ends. */
const GLUE = '\u00a0';

const glued = (flags: string) => flags.replaceAll(' ', GLUE);

/** A text stands beside its line where that leaves room for it in one row, and else below. */
function examplesText(examples: CommandDeclaration['examples'], width: number): string {
  const isRoom = (column: number) =>
    examples.every(([line, what]) => line.length > column || column + 4 + what.length <= width);
  const column = Math.max(0, ...examples.map(([line]) => line.length).filter(isRoom));
  return examples
    .map(([line, what]) => {
      // a colon behind a command line would be taken for a part of it
      if (width === Number.POSITIVE_INFINITY) return `  ${what}: ${line}`;
      return itemText([line, what], column, width);
    })
    .join('\n');
}

/** Where less room than this is left, a text of several rows stands under its term, not beside it. */
const BESIDE = 24;

function itemText([term, text]: Item, termWidth: number, width: number): string {
  if (width === Number.POSITIVE_INFINITY) return `  ${term}: ${text}`;
  const column = termWidth + 4;
  const fits = column + text.length <= width || width - column >= BESIDE;
  if (term.length > termWidth || !fits) {
    return `  ${term}\n${wrapped(text, width, '      ')}`;
  }
  return `  ${term.padEnd(termWidth + 2)}${wrapped(text, width, ' '.repeat(column)).trimStart()}`;
}

/** Words in lines of at most so many characters, each after the same start. */
function wrapped(text: string, width: number, start = ''): string {
  return wrap(text.split(' '), width - start.length, (line) => line.length)
    .map((line) => start + line)
    .join('\n');
}
