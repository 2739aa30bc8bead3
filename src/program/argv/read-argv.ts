import type { CommandDeclaration } from '../../declared/declaration.js';
import { type AnyCommand, commandsBelow, nameOf, optionsOf } from '../../declared/index.js';
import { HELP_OPTION, JSON_FORMAT, PROGRAM } from '../../declared/program.js';
import { isOption, type LinePart, type LineWord, takeOptions } from './take-options.js';

/**
 * A command line, taken apart as commander takes it. Commander judges it; this says where each part of it is, of one
 * that commander refuses too: for hints, for what must be known before parsing, and for the lines that need no parser.
 */
export interface Reading {
  /** The arguments after the program's name. */
  argv: readonly string[];
  /** The deepest command that the words name, or the program. */
  command: AnyCommand;
  /** The words after its name that are no option or value. */
  words: LineWord[];
  /** What asks for help, if anything does: the word `help`, or an option. */
  help: 'word' | 'option' | undefined;
  /** The place of the first option that the command does not have: what is behind it names no command. */
  unknown: number | undefined;
  /** All of the line, in order. */
  parts: LinePart[];
}

/** Reads a command line. It refuses nothing. */
export function readArgv(argv: readonly string[]): Reading {
  const reading: Reading = {
    argv,
    command: PROGRAM,
    words: [],
    help: undefined,
    unknown: undefined,
    parts: [],
  };
  let left: LineWord[] = argv.map((text, at) => ({ text, at }));
  for (let next: AnyCommand | undefined = PROGRAM; next; next = commandNamed(reading)) {
    reading.command = next;
    left = takeLevel(reading, left);
  }
  const { parts, words } = reading;
  for (const word of words) parts.push(plain('word', word));
  reading.unknown = left[0]?.at;
  readUnknown(reading, left);
  if (understood(reading).some(({ is }) => is === 'help')) reading.help ??= 'option';
  parts.sort((a, b) => a.at - b.at);
  return reading;
}

/** The parts before the first option that the command does not have. */
export function understood({ parts, unknown }: Reading): LinePart[] {
  return parts.filter(({ at }) => unknown === undefined || at < unknown);
}

/**
 * The options that one level of commands knows, which it takes from between those of the levels below it, too. From
 * the first option on that it does not know, what it leaves is for the level below.
 *
 * @returns what is left for that
 */
function takeLevel({ command, words, parts }: Reading, line: readonly LineWord[]): LineWord[] {
  const left: LineWord[] = [];
  const isOver = () => left.length > 0;
  // what may be the value of an option below asks for no help
  const options = () => (isOver() ? optionsOf(command) : [...optionsOf(command), HELP_OPTION]);
  const other = (word: LineWord, behind: readonly LineWord[]) => {
    if (isOver()) {
      left.push(word);
      for (const one of behind) left.push(one);
    } else if (word.text === '--') {
      parts.push(plain('end', word));
      for (const { text, at } of behind) words.push({ text, at, end: word.at });
    } else if (isOption(word.text) && !isNumber(command, word.text)) left.push(word);
    else words.push(word);
  };
  takeOptions(line, options, { parts, other });
  return left;
}

/** Behind an option that is unknown, the global ones are read: they say how the refusal is to look. */
function readUnknown({ parts }: Reading, line: readonly LineWord[]): void {
  const options = () => [...optionsOf(PROGRAM), JSON_FORMAT];
  const other = (word: LineWord, behind: readonly LineWord[]) => {
    parts.push(plain(word.text === '--' ? 'end' : 'unread', word));
    for (const one of behind) parts.push(plain('unread', one));
  };
  takeOptions(line, options, { parts, other });
}

type PlainPart = Exclude<LinePart['is'], 'option' | 'value'>;

const plain = (is: PlainPart, { text, at }: LineWord): LinePart => ({ is, text, at });

/** `-5` is an argument where no commands are below. */
function isNumber(command: CommandDeclaration, text: string): boolean {
  return /^-(\d+|\d*\.\d+)(e[+-]?\d+)?$/.test(text) && commandsBelow(command).length === 0;
}

/** The command that the next word names, below the one that was found. Nothing is below a second `help`. */
function commandNamed(reading: Reading): AnyCommand | undefined {
  const { command, words, parts } = reading;
  const below = commandsBelow(command);
  const followed = () => (words[0]?.end === undefined ? words[0] : undefined);
  for (let word = followed(); below.length > 0 && word?.text === 'help'; word = followed()) {
    parts.push(plain('help', word));
    words.shift();
    if (reading.help === 'word') for (const one of words.splice(0)) parts.push(plain('unread', one));
    reading.help = 'word';
  }
  const word = followed();
  const named = below.find((one) => nameOf(one) === word?.text);
  if (!word || !named) return undefined;
  parts.push(plain('command', word));
  words.shift();
  return named;
}
