/** The ways of being malformed, and how a reader ends with one. */
import type { StructureFault } from '../../mail/mail-fault.js';
import type { Nature } from './nature.js';

export type ProblemCode =
  // armor
  | 'quoted'
  | 'changed-lines'
  | 'indented'
  | 'quoted-printable'
  | 'bom'
  | 'utf-16'
  | 'cr-only'
  | 'crcrlf'
  | 'html'
  | 'joined'
  | 'nbsp'
  | 'dashes'
  | 'begin-line'
  | 'begin-prefix'
  | 'invisible'
  | 'end-line'
  | 'no-blank-line'
  | 'rewrapped'
  | 'armor-character'
  | 'armor-padding'
  | 'armor-header'
  | 'armor-empty'
  | 'armor-part'
  | 'no-end-line'
  | 'several-blocks'
  | 'two-readings'
  // disguises that are named and not undone
  | 'plus-blanks'
  | 'percent-encoded'
  | 'json-encoded'
  | 'base64-armor'
  | 'base64-packets'
  | 'rtf'
  | 'label-content'
  // cleartext
  | 'cleartext-header'
  | 'lone-cr'
  | 'dash-line'
  | 'line-too-long'
  | 'no-signature-block'
  // packets
  | 'truncated'
  | 'packet-header'
  | 'packet-length'
  | 'packet-unknown'
  | 'too-many-packets'
  | 'trailing-data'
  | 'several-literals'
  | 'literal-header'
  | 'grammar'
  | 'no-signature-packet'
  | 'not-a-signature'
  | 'signed-message'
  | 'encrypted-message'
  | 'compression'
  | 'compression-damaged'
  | 'compression-trailing'
  | 'too-deep'
  | 'too-large'
  | 'encryption-version'
  | 'no-encrypted-data'
  // mail
  | 'mail-too-large'
  | 'mail-repeated'
  | 'mail-structure'
  | 'mail-encoding'
  | 'mail-inside';

/** Why a message is malformed. */
export interface Problem {
  code: ProblemCode;
  /** Line of the file, from 1. After a repair that makes other lines, and in a mail, there is none. */
  line?: number;
  /** Byte of the binary data, from 0. */
  offset?: number;
  /** Packet type, limit, count: what the code is about. */
  number?: number;
  text?: string;
  /** What a mail's structure lacks. */
  fault?: StructureFault;
  /** What something is that is no signature. */
  nature?: Nature;
}

/** A malformed message, on its way out of a reader. */
export class MalformedError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'MalformedError';
    this.problem = problem;
  }
}

/** Ends a reading: the message is malformed. */
export function malformed(code: ProblemCode, details: Omit<Problem, 'code'> = {}): never {
  throw new MalformedError({ code, ...details });
}
