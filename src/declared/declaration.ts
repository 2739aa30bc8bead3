/** What a value or an argument names, where a shell can complete it. */
type Names = 'file' | 'folder' | 'bundle' | 'section';

/** An option. One with a value takes exactly one, once; one without is a flag. */
export interface OptionDeclaration {
  /** `--no-pager` is on, as `pager`, until it is given. */
  readonly long: `--${string}`;
  readonly short?: `-${string}`;
  /** What help calls its value. */
  readonly value?: string;
  readonly names?: Names;
  /** The only values that it takes. */
  readonly choices?: readonly string[];
  /** Its value where it is not given. */
  readonly default?: string;
  /** A few words for help and completion: lower case, no full stop. */
  readonly text: string;
  /** It is taken, and neither help nor completion names it. */
  readonly hidden?: true;
}

/** What stands after a command's name. */
export interface ArgumentDeclaration {
  readonly name: string;
  readonly required: boolean;
  /** It takes all the words that are left. */
  readonly many?: true;
  readonly names?: Names;
  readonly choices?: readonly string[];
  /** Where its name alone does not say it. */
  readonly text?: string;
}

/** A command, or the program itself: all that parsing, help, completion and documents say of it, as plain data. */
export interface CommandDeclaration {
  /** The words that name it: `key export`. Those of the program itself are none. */
  readonly path: string;
  /** A few words for the list of commands. */
  readonly summary: string;
  /** One paragraph for `--help`. */
  readonly description: string;
  /** More paragraphs, for the man page. */
  readonly details?: readonly string[];
  /** Command lines that are run by a test, each with what it does. */
  readonly examples: readonly (readonly [line: string, what: string])[];
  /** `--json` is offered. */
  readonly json: boolean;
  readonly arguments: readonly ArgumentDeclaration[];
  /** Those of its own: the global ones are added (see `optionsOf`). */
  readonly options: readonly OptionDeclaration[];
}
