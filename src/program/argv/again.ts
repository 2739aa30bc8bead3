import type { OptionDeclaration } from '../../declared/declaration.js';
import { levelsOf, optionsOf } from '../../declared/index.js';
import type { Typed } from '../../output/context.js';
import { asFile, commandLine } from '../../text/shell.js';
import type { Reading } from './read-argv.js';
import type { LinePart } from './take-options.js';

/** The arguments that parts of a command line are of; a letter that is missing is missing in its group. */
export function argumentsOf(parts: readonly LinePart[]): string[] {
  const line: string[] = [];
  let last: number | undefined;
  for (const { at, text } of parts) {
    if (at === last) line.push(line.pop() + text.slice(1));
    else line.push(text);
    last = at;
  }
  return line;
}

/** What hints say of the user's own command line. */
export function typedIn(reading: Reading): Typed {
  return {
    argv: reading.argv,
    given: () => optionsGiven(reading),
    again: (added, without) => typedAgain(reading, added, without),
    withFile: (inPlaceOf, file) => otherFile(reading, inPlaceOf, file),
  };
}

/**
 * The user's own command line with arguments added, before a `--`. An option among them takes the place of the one that
 * was given; `without` are options to be left out.
 *
 * @returns as it is typed into a shell
 */
function typedAgain({ parts }: Reading, added: readonly string[], without: readonly string[] = []): string {
  const named = ({ short, long }: OptionDeclaration, names: readonly string[]) =>
    names.includes(long) || (short !== undefined && names.includes(short));
  const isReplaced = (option: OptionDeclaration) =>
    named(option, without) || (option.value !== undefined && named(option, added));
  const kept = parts.filter((part) => !('option' in part && isReplaced(part.option)));
  const end = kept.findIndex(({ is }) => is === 'end');
  const at = end < 0 ? kept.length : end;
  return commandLine([...argumentsOf(kept.slice(0, at)), ...added, ...argumentsOf(kept.slice(at))]);
}

/** Only where it stands as a word of its own, and once: else it may be meant in another way. */
function otherFile({ argv }: Reading, inPlaceOf: string, file: string): string | undefined {
  if (argv.filter((word) => word === inPlaceOf).length !== 1) return undefined;
  return commandLine(argv.map((word) => (word === inPlaceOf ? asFile(file) : word)));
}

/** The options as they were given, each by its long name with its value, those of the program first. */
function optionsGiven({ command, parts }: Reading): string[] {
  return [...new Set(levelsOf(command).flatMap(optionsOf))].flatMap((option) => {
    const part = parts.find((one) => one.is === 'option' && one.option === option);
    if (part?.is !== 'option') return [];
    return part.value === undefined ? [option.long] : [option.long, part.value];
  });
}
