/**
 * The first line of `verify`: its answer. Someone who has never heard of OpenPGP must be able to say from it whether to
 * believe what lies before him. GENUINE stands for one thing alone: signed by the vendor.
 */
import type { Successor } from '../../../bundle/manifest.js';
import type { CertificateFacts } from '../../../pgp/facts.js';
import type { SignatureReport, SignatureStatus } from '../../../pgp/verify/signature-report.js';
import type { PartReport, Recipient, Verdict, Verification } from '../../../pgp/verify/verification.js';
import { isComplete, isTextRepaired, repairsOf, showsMore } from '../../../pgp/verify/wholeness.js';
import { day } from '../../../text/dates.js';
import { cannotSignWords, unsupportedWords } from '../signature.js';
import { NATURES, OTHER_FORMATS } from './nature-words.js';
import { problemWords } from './problem-words.js';

/** A certificate whose signatures count. */
export interface SignerKey {
  /** As the bundle has it: whose it is, or what for. */
  name: string | undefined;
  facts: CertificateFacts;
}

/** Who the vendor is, for sentences. */
export interface VendorWords {
  name: string;
  /** Who answers for a retired vendor. */
  successor?: Successor | undefined;
  keys: readonly SignerKey[];
  /** Where a bundle lies that was given by its path: what it calls itself is its own word. */
  place: string | undefined;
}

/** What is asked of a message. */
export type Question = 'genuine' | 'addressed';

/** What the answer is about. */
export interface About {
  vendor: Pick<VendorWords, 'name' | 'successor'>;
  /** As the user named it; `-` is standard input. */
  file: string;
  question?: Question;
}

/** The name of a file in a sentence. */
export const inputName = (path: string) => (path === '-' ? 'standard input' : path);

/** The answer: one line. */
export function answerWords(result: Verification, about: About): string {
  return about.question === 'addressed' ? addressedAnswer(result, about) : genuineAnswer(result, about);
}

function genuineAnswer(result: Verification, { vendor: { name }, file }: About): string {
  switch (result.verdict) {
    case 'good':
      if (!isComplete(result))
        return `GENUINE, but only the text shown here: ${inputName(file)} holds more that nobody signed`;
      if (isTextRepaired(result)) return `GENUINE as shown here: ${inputName(file)} differs`;
      return `GENUINE: signed by ${name}'s key`;
    case 'not-verified':
      return result.parts ? partsAnswer(result.parts) : notVerifiedAnswer(result.signatures);
    case 'addressed':
      return `CANNOT TELL: it is encrypted and hides who wrote it; addressed to ${name}'s key`;
    case 'not-addressed':
      return `CANNOT TELL: it is encrypted and hides who wrote it; ${toOthers(result, name)}`;
    case 'cannot-tell':
      return 'CANNOT TELL: it is encrypted and hides who wrote it, and some of those whom it is for';
    case 'not-protected':
      return `${OTHER_FORMATS.has(result.nature) ? 'CANNOT TELL' : 'NOT SIGNED'}: ${NATURES[result.nature]}`;
    case 'malformed':
      return `CANNOT TELL: ${problemWords(result.problem)}`;
  }
}

/** Whom it is for instead: a message that is for others than the vendor is nothing to be afraid of. */
function toOthers(
  { recipients, passwords }: { recipients: readonly Recipient[]; passwords: number },
  name: string,
): string {
  if (recipients.length === 0 && passwords > 0) return 'it opens with a password';
  return `addressed to others than ${name}, as ${name}'s own messages are`;
}

/** Of a mail of several parts: no verdict of one of them is the mail's. */
function partsAnswer(parts: readonly PartReport[]): string {
  const mails = parts.filter(({ ofFile }) => ofFile);
  if (mails.length > 1) return mailsAnswer(mails, parts);
  const is = (...verdicts: Verdict[]) =>
    parts.some(({ verification }) => verdicts.includes(verification.verdict));
  if (parts.every(({ verification }) => verification.verdict === 'good')) return eachPartAnswer(parts);
  if (is('good')) return 'NOT GENUINE: only a part of the mail is signed by the vendor';
  if (parts.some(isEncrypted)) return 'CANNOT TELL: a part of the mail is encrypted';
  return 'NOT GENUINE: no part of the mail is signed by the vendor';
}

/** Of a mail of which each part is good; a part may show more than is signed, and so may the mail between its parts. */
function eachPartAnswer(parts: readonly PartReport[]): string {
  const what = parts.length === 1 ? 'one part' : 'each part';
  return parts.some(({ verification }) => showsMore(verification, parts.length - 1))
    ? `NOT GENUINE: ${what} of the mail holds a text signed by the vendor, and the mail shows more that nobody signed`
    : `NOT GENUINE as one: ${what} of the mail is signed by the vendor, by itself`;
}

/** Whether a part is encrypted, whomever it is for. */
export function isEncrypted({ verification }: PartReport): boolean {
  return 'recipients' in verification;
}

/** Of several mails in one file: each has an answer of its own. */
function mailsAnswer(mails: readonly PartReport[], parts: readonly PartReport[]): string {
  const good = mails.filter(({ verification }) => verification.verdict === 'good').length;
  const held = `the file holds ${mails.length} mails`;
  if (good === mails.length) return `NOT GENUINE as one: ${held}, and each of them is signed by the vendor`;
  if (good > 0)
    return `NOT GENUINE: ${held}, of which ${good} ${good === 1 ? 'is' : 'are'} signed by the vendor`;
  const is = (verdict: Verdict) => parts.some(({ verification }) => verification.verdict === verdict);
  if (is('good')) return `NOT GENUINE: ${held}, and only a part of one is signed by the vendor`;
  const encrypted = is('addressed') || is('not-addressed') || is('cannot-tell');
  return encrypted
    ? `CANNOT TELL: ${held}, and something in them is encrypted`
    : `NOT GENUINE: ${held}, and nothing in them is signed by the vendor`;
}

/** The other question: of an encrypted message, whether it names the vendor. */
function addressedAnswer(result: Verification, { vendor: { name } }: About): string {
  const key = `${name}'s key`;
  switch (result.verdict) {
    case 'addressed':
      return repairsOf(result).length > 0
        ? `CANNOT TELL: a program has changed it on its way, and it names ${key} only when that is undone`
        : `ADDRESSED: it is encrypted, and addressed to ${key}; it hides who wrote it`;
    case 'not-addressed':
      return `NOT ADDRESSED: it is encrypted, and not addressed to ${key}`;
    case 'cannot-tell':
      return `CANNOT TELL: it is encrypted, with hidden recipients: whether ${key} is one of them cannot be told`;
    case 'good':
    case 'not-verified':
      if (result.parts?.some(isEncrypted)) return 'CANNOT TELL: no more than a part of the mail is encrypted';
      if (result.parts) return 'NOT ADDRESSED: no part of the mail is encrypted: anyone can read it';
      return 'NOT ADDRESSED: it is signed, and not encrypted: anyone can read it';
    case 'not-protected':
      return `NOT ADDRESSED: ${NATURES[result.nature]}`;
    case 'malformed':
      return `CANNOT TELL: ${problemWords(result.problem)}`;
  }
}

/** The clause of each status that is not good. */
const CLAUSES: {
  [S in Exclude<SignatureStatus, 'good'>]: (report: SignatureReport & { status: S }) => string;
} = {
  'key-revoked': ({ date }) => `NOT GENUINE: signed with a key that the vendor revoked on ${day(date)}`,
  'key-expired': ({ date }) => `NOT GENUINE: made after the vendor's key expired on ${day(date)}`,
  'signature-expired': ({ date }) => `NOT GENUINE: the signature was valid only until ${day(date)}`,
  'from-the-future': () =>
    "NOT GENUINE: the signature is dated in the future (is this computer's clock right?)",
  'before-key': () => "NOT GENUINE: the signature is dated before the vendor's key was made",
  'key-cannot-sign': ({ why }) =>
    `NOT GENUINE: signed with a key of the vendor that ${cannotSignWords(why, 'messages')}`,
  'weak-hash': ({ hash }) => `NOT GENUINE: the signature rests on ${hash ?? 'a hash'}, which can be forged`,
  bad: () => "NOT GENUINE: the signature does not fit (the text was changed, or it never was the vendor's)",
  'wrong-type': () => 'NOT GENUINE: the signature is of a kind that signs no such message',
  unsupported: ({ why }) => `CANNOT TELL: the signature cannot be checked here (${unsupportedWords(why)})`,
  malformed: () => 'CANNOT TELL: the signature is damaged',
  'unknown-signer': () => 'NOT GENUINE: not signed by the vendor',
};

/** Of several signatures the one speaks that says most of the vendor's own: the first of these. */
const ORDER = Object.keys(CLAUSES) as (keyof typeof CLAUSES)[];

function notVerifiedAnswer(signatures: readonly SignatureReport[]): string {
  for (const status of ORDER) {
    const report = signatures.find((one) => one.status === status);
    const clause = CLAUSES[status] as (report: SignatureReport) => string;
    if (report) return clause(report);
  }
  return 'NOT GENUINE: not signed by the vendor';
}
