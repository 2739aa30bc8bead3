import type { Command } from 'commander';

/** Where the words of a command line lead. */
export interface Words {
  /** The deepest command that they name. */
  command: Command;
  /** The words after its name, without options and their values. */
  rest: Word[];
  /** What asks for help, if anything does: the word `help`, or an option. */
  help: 'word' | 'option' | undefined;
  /** What is left of the options and of the command's name without that. */
  asked: string[];
  /** The last option is without its value. */
  incomplete: boolean;
  /** Where an option stands that the command does not know: what is behind it is not followed. */
  unknown: number | undefined;
}

export interface Word {
  word: string;
  /** Its place in the command line. */
  at: number;
  /** It stands after a `--`, which has this place. */
  end: number | undefined;
}

/** Follows the words of a command line from the program down, as commander does, up to an option that is unknown. */
export function followWords(program: Command, argv: readonly string[]): Words {
  const found: Words = {
    command: program,
    rest: [],
    help: undefined,
    asked: [],
    incomplete: false,
    unknown: undefined,
  };
  let followed = true;
  for (let at = 0; at < argv.length; at++) {
    const argument = argv[at] ?? '';
    if (argument === '--') {
      const end = at;
      const behind = argv.slice(end + 1).map((word, index): Word => ({ word, at: end + 1 + index, end }));
      if (followed) found.rest.push(...behind);
      return found;
    }
    if (argument.startsWith('-') && argument !== '-') {
      const option = readOption(found.command, argument);
      if (option === undefined) return { ...found, unknown: at };
      if (option.help) found.help ??= 'option';
      found.asked.push(...option.others);
      if (!option.takesNext) continue;
      found.incomplete = ++at >= argv.length;
      found.asked.push(...argv.slice(at, at + 1));
    } else if (followed) {
      followed = followWord(found, argument, at);
    }
  }
  return found;
}

/** @returns whether what comes after it is to be followed: nothing is below `help` */
function followWord(found: Words, word: string, at: number): boolean {
  const { command, rest } = found;
  if (rest.length === 0 && word === 'help' && command.commands.length > 0) {
    const again = found.help === 'word';
    found.help = 'word';
    return !again;
  }
  const next = rest.length === 0 ? command.commands.find((child) => child.name() === word) : undefined;
  if (next) {
    found.command = next;
    found.asked.push(word);
  } else {
    rest.push({ word, at, end: undefined });
  }
  return true;
}

interface ReadOption {
  /** It asks for help, alone or with others. */
  help: boolean;
  /** The argument without that: `-q` of `-hq`. */
  others: string[];
  /** Its value is the next argument. */
  takesNext: boolean;
}

function readOption(command: Command, argument: string): ReadOption | undefined {
  if (!argument.startsWith('--')) return readLetters(command, argument);
  if (argument === '--help') return { help: true, others: [], takesNext: false };
  const [name] = argument.split('=', 1);
  const joined = name !== argument;
  const option = findOption(command, ({ long }) => long === name);
  if (!option || (joined && !option.required)) return undefined;
  return { help: false, others: [argument], takesNext: option.required && !joined };
}

/** `-q`, `-qf`, `-oFILE`, `-qoFILE`. */
function readLetters(command: Command, argument: string): ReadOption | undefined {
  let letters = '';
  let help = false;
  for (let at = 1; at < argument.length; at++) {
    const letter = argument[at];
    if (letter === 'h') {
      help = true;
      continue;
    }
    const option = findOption(command, ({ short }) => short === `-${letter}`);
    if (!option) return undefined;
    letters += letter;
    if (!option.required) continue;
    const value = argument.slice(at + 1);
    return { help, others: [`-${letters}${value}`], takesNext: value === '' };
  }
  return { help, others: letters === '' ? [] : [`-${letters}`], takesNext: false };
}

type Option = Command['options'][number];

/** Of the command, or of one above it. */
export function findOption(command: Command, isIt: (option: Option) => boolean): Option | undefined {
  for (let one: Command | null = command; one; one = one.parent) {
    const option = one.options.find(isIt);
    if (option) return option;
  }
  return undefined;
}
