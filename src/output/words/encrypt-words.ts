import type { Manifest } from '../../bundle/manifest.js';
import { Failure, type Hint } from '../../errors.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { day, distance } from '../../text/dates.js';
import { sizeWords } from '../../text/sizes.js';
import { checkWords, expiredWords } from './encryption-choice.js';
import { grouped, noticeWords } from './key-words.js';

/** One message as it was written. `null`: standard input, standard output. */
export interface Written {
  input: string | null;
  output: string | null;
  bytesIn: number;
  bytesOut: number;
}

/** Somebody who can read the message, or who signed it. */
export interface Party {
  userID: string | null;
  fingerprint: string;
}

/** What is said before anything is written: the expired key, and the bundle's notices. */
export function encryptWarnings(usability: EncryptionChoice, manifest: Manifest, now: Date): string[] {
  const notices = manifest.notices.map(noticeWords);
  if (usability.status !== 'expired') return notices;
  const { expired } = usability;
  return [
    `${expiredWords(usability)} on ${day(expired)} (${distance(expired, now)}): the message is as secret as with a valid key, but the vendor may no longer hold the private half`,
    ...notices,
  ];
}

/** Why there is no encrypting to a certificate. */
export function refusal(
  usability: EncryptionChoice,
  now: Date,
  whose: string,
  hints: readonly Hint[],
): Failure {
  return new Failure('CERT_CANNOT_ENCRYPT', `${whose} is not used: ${checkWords(usability, now)}`, hints);
}

/** `wrote report.txt.asc (1.2 KiB)`. */
export function writtenWords({ output, bytesOut }: Written): string {
  return `wrote ${output ?? 'the message to standard output'} (${sizeWords(bytesOut)})`;
}

/** `encrypted for Security <…>, BF84 2CD0 …`. */
export function partyWords(verb: string, { userID, fingerprint }: Party): string {
  return `${verb} ${userID ?? 'a key without a user ID'}, ${grouped(fingerprint)}`;
}

/** What to do with it; nothing with what went to a device, but for standard output by another name. */
export function nextStep(written: readonly Written[], address: string): string | undefined {
  const outputs = written.map(({ output }) =>
    output === null || /^\/dev\/(stdout|fd\/\d+)$/.test(output) ? 'the message' : output,
  );
  const what = outputs.filter((output) => !output.startsWith('/dev/'));
  return what.length === 0 ? undefined : `mail ${what.join(', ')} to ${address}`;
}
