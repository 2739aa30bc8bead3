/**
 * What a look at a message finds, as plain data: codes, numbers and strings from the message. output/words/verify/
 * puts it into words; every string here is as it stood and must be sanitised before it is shown.
 */

import type { OuterField, PartForm, UnsignedText } from '../../mail/model.js';
import type { Revocation } from '../facts.js';
import type { Problem } from './malformed.js';
import type { Nature } from './nature.js';
import type { RepairWarning } from './repair.js';
import type { SignatureReport } from './signature-report.js';

/** What the input is. */
export type Kind =
  | 'cleartext'
  | 'inline'
  | 'detached'
  | 'encrypted'
  | 'literal'
  | 'certificate'
  | 'secret-key'
  | 'signature'
  | 'mail'
  | 'text'
  | 'other';

/** One recipient of an encrypted message: what its session key packet says (RFC 9580 section 5.1). */
export interface Recipient {
  /** Upper-case hex, 16 digits; all zeros: hidden. */
  keyID: string;
  ours: boolean;
  hidden: boolean;
  /** `RSA`, `ECDH`, … */
  algorithm: string;
}

/** What encrypts the body, as far as it can be seen without the key (RFC 9580 sections 5.7 and 5.13). */
export interface Encryption {
  /** 1: with a modification detection code; 2: AEAD; 0: neither (obsolete); `ocb`: LibrePGP's packet 20. */
  version: 0 | 1 | 2 | 'ocb';
  cipher: string | null;
  aead: string | null;
}

export type WarningCode =
  | RepairWarning
  | 'crc-wrong'
  | 'crc-missing'
  | 'text-before'
  | 'text-after'
  | 'armor-headers'
  | 'certificate-beside'
  | 'other-blocks'
  | 'label'
  | 'too-many-signatures'
  | 'too-many-recipients'
  | 'names-primary'
  | 'revoked-since'
  | 'perhaps-revoked'
  | 'no-integrity'
  | 'not-to-the-end'
  | 'outer-headers'
  | 'line-ends'
  | 'literal-name'
  | 'mangled-mail'
  | 'unknown-charset'
  | 'empty-data'
  | 'secret-key';

/** Something to know that is no verdict. */
export interface Warning {
  code: WarningCode;
  /** Lines, signatures, recipients: what the code counts. */
  count?: number;
  /** Of the file, from 1. After a repair that makes other lines, and in a mail, there is none. */
  line?: number;
  text?: string;
  /** The fields of a mail's head that it is about. */
  fields?: readonly OuterField['name'][];
  /** Of the key that made a good signature. */
  revocation?: Revocation;
}

interface Common {
  kind: Kind;
  warnings: Warning[];
  /** What a mail program shows beside what is judged. */
  unsigned?: readonly UnsignedText[];
  /** Of the mail's own head. */
  outerFields?: readonly OuterField[];
  /** Of a mail of several parts, or of several messages in one file. */
  parts?: readonly PartReport[];
}

/** A part of a mail or one of several messages, and what is said of it where it alone is asked for. */
export interface PartReport {
  /** From 1; of a mail depth first. */
  number: number;
  form: PartForm | 'block';
  /** One of several mails of the file. */
  ofFile?: boolean;
  /** Of a block, the line on which it begins. */
  line?: number;
  /** Its file's name; empty: it has none. */
  name: string;
  /** Its content type. */
  type: string;
  /** The number of the mail of the list that it is in. */
  inside?: number;
  /** Of a mail, what its head says; empty: nothing. */
  head?: { subject: string; date: string };
  verification: Verification;
}

/** The result of a verification. */
export type Verification =
  | (Common & {
      verdict: 'good';
      /** Good by a key that has expired since. */
      keyExpired: boolean;
      signatures: SignatureReport[];
      /** The signed bytes; `null` where they are not held: of a detached signature, and of a message that passed. */
      content: Uint8Array | null;
    })
  | (Common & {
      verdict: 'not-verified';
      signatures: SignatureReport[];
      /** The text is not UTF-8, and from which line on. */
      notUtf8?: { line?: number };
    })
  | (Common & {
      verdict: 'addressed' | 'not-addressed' | 'cannot-tell';
      recipients: Recipient[];
      passwords: number;
      encryption: Encryption;
    })
  | (Common & { verdict: 'not-protected'; nature: Nature; text?: string })
  | (Common & { verdict: 'malformed'; problem: Problem });

export type Verdict = Verification['verdict'];

/** Limits and the time, for one look. */
export interface VerifyOptions {
  now: Date;
  /** The most bytes that an inline or compressed message may unpack to. */
  maxSize: number;
  /** The number of the part of a mail, or of the one of several messages, that is meant. */
  part?: number | undefined;
}

/** How many signatures and recipients are looked at. */
export const MAX_SIGNATURES = 64;
export const MAX_RECIPIENTS = 1024;
