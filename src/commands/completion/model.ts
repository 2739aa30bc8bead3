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

/** What an argument or an option's value is; `words` for a choice, and once the page is known for a section. */
export interface Value {
  kind: 'file' | 'folder' | 'section' | 'choice' | 'text';
  words: Suggestion[];
}

/** A word to complete, and what it means. */
export interface Suggestion {
  word: string;
  summary: string;
}
