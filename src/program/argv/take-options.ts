import type { OptionDeclaration } from '../../declared/declaration.js';
import { HELP_OPTION } from '../../declared/program.js';

/** An argument. */
export interface LineWord {
  text: string;
  /** Its place in the command line. */
  at: number;
  /** It stands after a `--`, which has this place. */
  end?: number;
}

/** An argument, or a letter of several (`-qf`). */
export type LinePart = { text: string; at: number } & (
  | { is: 'command' | 'word' | 'help' | 'end' | 'unread' }
  /** A flag has no value, and what should have one may be without. */
  | { is: 'option'; option: OptionDeclaration; value: string | undefined }
  | { is: 'value'; option: OptionDeclaration }
);

/** `-` is a word: standard input. */
export const isOption = (text: string) => text.startsWith('-') && text !== '-';

/** Takes the options off a line. `other` gets what is none, and with a `--` all that is behind it. */
export function takeOptions(
  line: readonly LineWord[],
  options: () => readonly OptionDeclaration[],
  to: { parts: LinePart[]; other: (word: LineWord, behind: readonly LineWord[]) => void },
): void {
  let at = 0;
  const next = () => line[at++];
  let word = next();
  while (word) {
    if (word.text === '--') {
      to.other(word, line.slice(at));
      return;
    }
    const taken = isOption(word.text) ? takeOption(options(), word, next) : undefined;
    if (taken) to.parts.push(...taken.parts);
    else to.other(word, []);
    word = taken?.letters ?? next();
  }
}

interface Taken {
  parts: LinePart[];
  /** The other letters of its group. */
  letters?: LineWord;
}

/** `--quiet`, `-q`, `--output FILE`, `-o FILE`; `-oFILE`; the first of `-qf`; `--output=FILE`. */
function takeOption(
  options: readonly OptionDeclaration[],
  { text, at }: LineWord,
  next: () => LineWord | undefined,
): Taken | undefined {
  const part = (option: OptionDeclaration, typed: string, value?: string): LinePart =>
    option === HELP_OPTION
      ? { is: 'help', text: typed, at }
      : { is: 'option', text: typed, at, option, value };
  const exact = options.find(({ long, short }) => text === long || text === short);
  if (exact?.value !== undefined) {
    const value = next();
    const parts = [part(exact, text, value?.text)];
    if (value) parts.push({ is: 'value', text: value.text, at: value.at, option: exact });
    return { parts };
  }
  if (exact) return { parts: [part(exact, text)] };
  const letter = text.startsWith('--') ? undefined : options.find(({ short }) => short === text.slice(0, 2));
  if (letter?.value !== undefined) return { parts: [part(letter, text, text.slice(2))] };
  if (letter) {
    return { parts: [part(letter, text.slice(0, 2))], letters: { text: `-${text.slice(2)}`, at } };
  }
  const [, name, value] = /^(--[^=]+)=(.*)$/s.exec(text) ?? [];
  const joined = options.find((option) => option.long === name && option.value !== undefined);
  return joined && { parts: [part(joined, text, value)] };
}
