/**
 * The exit statuses (docs/exit-statuses.md). Names and numbers follow the Stateless OpenPGP interface ("SOP",
 * draft-dkg-openpgp-stateless-cli, section 7) where it has a code for the case.
 */
export const EXIT = {
  OK: 0,
  NOTHING_DONE: 1,
  USAGE: 2,
  NO_SIGNATURE: 3,
  NOT_ADDRESSED: 4,
  NOT_PROTECTED: 5,
  CERT_CANNOT_ENCRYPT: 17,
  BAD_DATA: 41,
  OUTPUT_EXISTS: 59,
  MISSING_INPUT: 61,
  KEY_IS_PROTECTED: 67,
  INTERNAL: 70,
  IO_ERROR: 74,
  KEY_CANNOT_SIGN: 79,
  PRIMARY_KEY_BAD: 103,
} as const;

export type FailureCode = Exclude<keyof typeof EXIT, 'OK'>;

/**
 * A command to run next, which works as it is shown: a command of this program (a string is shown with the bundle that
 * the run works with, a list is a whole command line); the user's own command line with arguments added, where an option
 * takes the place of the same one, and with options left out; that line with another file in the place of one; or a
 * command for the shell of the system.
 */
export type Hint =
  | { run: string | readonly string[]; args?: readonly string[] }
  | { again: readonly string[]; without?: readonly string[] }
  | { inPlaceOf: string; file: string }
  | { shell: string };

/** What to do where no command does it: lower case, no full stop. */
export interface Advice {
  advice: string;
}

/** What to do next. */
export type Next = Hint | Advice;

/**
 * A failure that a user can understand: one sentence (lower case, no full stop) and, where the user can do
 * something about it, what to do next.
 */
export class Failure extends Error {
  readonly code: FailureCode;
  readonly next: readonly Next[];
  /** What was done before, for the JSON of an error: plain data. */
  readonly partial: object | undefined;

  constructor(
    code: FailureCode,
    message: string,
    next: readonly Next[] = [],
    options?: ErrorOptions & { partial?: object },
  ) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
    this.partial = options?.partial;
    this.next = next;
  }

  get status(): number {
    return EXIT[this.code];
  }
}

/** Why a layer without words refuses something: a code of its own, with the facts that words need. */
export interface Reason {
  readonly reason: string;
}

/**
 * A refusal by a layer that holds no words (`page`, `pgp`, `mail`, `bundle`). `output/words/refusals/` makes a
 * Failure of it, where somebody is there to read one.
 */
export class Refusal<R extends Reason = Reason> extends Error {
  readonly code: FailureCode;
  readonly facts: R;

  constructor(code: FailureCode, facts: R, options?: ErrorOptions) {
    super(facts.reason, options);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
  }
}

/** The reader of our output has gone away. `bytes`: the output was data, so that its loss matters. */
export class BrokenPipe extends Error {
  readonly bytes: boolean;

  constructor(bytes: boolean) {
    super('the reader of the output has gone away');
    this.name = 'BrokenPipe';
    this.bytes = bytes;
  }
}

/** The code of a Node.js system error (`ENOENT`, `EACCES`, …), or `undefined` for anything else. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' && /^E[A-Z0-9]+$/.test(error.code) ? error.code : undefined;
}
