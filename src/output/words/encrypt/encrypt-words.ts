import { type Advice, Failure, type Next } from '../../../errors.js';
import type { SignerDoubt } from '../../../pgp/encrypt/signer.js';
import type { EncryptionChoice } from '../../../pgp/policy/encryption-key.js';
import { sizeWords } from '../../../text/sizes.js';
import { checkWords } from '../encryption-choice.js';

/** One message as it was written. `null`: standard input, standard output. */
export interface Written {
  input: string | null;
  output: string | null;
  bytesIn: number;
  bytesOut: number;
  /** Of a mail: the files that go with the report. */
  attachments?: readonly string[];
}

/** What the recipient sees where nothing else is given. */
export const DEFAULT_SUBJECT = 'Security report';

/** The text of a mail whose report is no text. */
export const REPORT_ATTACHED = 'The report is attached.\n';

/** Of a file whose name holds what no other system could save. */
export const renamedWords = (path: string, name: string) =>
  `${path} goes with the mail under the name ${name}`;

/** Of a report that was printed and encrypted, and not written in between. */
export const untouchedWords = (name: string) =>
  `nothing is filled in: ${name} is the template as it was printed`;

export const NO_SENDER = 'the mail has no From: your mail program may ask for one, and --from puts it in';

/** Somebody who can read the message, or who signed it. */
export interface Party {
  userID: string | null;
  fingerprint: string;
}

/** Where keys of the user's own come from. */
export const OWN_CERTIFICATE: Advice = {
  advice: 'gpg writes yours with --armor --export and your address',
};
export const OWN_SECRET_KEY: Advice = {
  advice: 'gpg writes yours with --armor --export-secret-keys and your address',
};

/** Why there is no encrypting to a certificate. */
export function certificateNotUsed(
  usability: EncryptionChoice,
  now: Date,
  whose: string,
  next: readonly Next[],
): Failure {
  return new Failure('CERT_CANNOT_ENCRYPT', `${whose} is not used: ${checkWords(usability, now)}`, next);
}

/** Why another program will not take what a key signs. */
export function signerDoubtWords(doubt: SignerDoubt): string {
  const why =
    doubt.doubt === 'rsa-bits'
      ? `RSA of ${doubt.bits} bits, under 2048`
      : 'what it says of itself is signed with SHA-1';
  return `programs such as sq refuse signatures by the key to sign with: ${why}`;
}

/** `wrote report.txt.asc (1.2 KiB)`. */
export function writtenWords({ output, bytesOut }: Written): string {
  return `wrote ${output ?? 'the message to standard output'} (${sizeWords(bytesOut)})`;
}

/** `readable only with the key of Security <…>:`, and the fingerprint alone on its line, to be searched and compared. */
export function partyLines(verb: string, { userID, fingerprint }: Party): [string, string] {
  return [`${verb} ${userID === null ? 'a key without a user ID' : `the key of ${userID}`}:`, fingerprint];
}
