/** The program's command line as completion scripts need it; made of the declarations. */
export interface CommandModel {
  /** Empty for the program itself, `key export` for that command. */
  path: string;
  subcommands: Suggestion[];
  options: OptionModel[];
  /** What stands as an argument. */
  argument: Value | undefined;
}

export interface OptionModel {
  /** `--output`, `-o`. */
  names: string[];
  summary: string;
  value: Value | undefined;
}

/**
 * What an argument or an option's value is. For a bundle that is bundle.json itself, a folder that holds it, or one on
 * the way to it: with a bundle at most two folders below. Where there is none of these, every folder is offered.
 */
export interface Value {
  kind: 'file' | 'folder' | 'bundle' | 'section' | 'choice' | 'text';
  /** Of a choice, and of a section once the page is known; else empty. */
  words: Suggestion[];
}

/** A word to complete, and what it means. */
export interface Suggestion {
  word: string;
  summary: string;
}
