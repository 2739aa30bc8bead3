import type { Bundle } from '../../bundle/model.js';
import { Failure, type Next } from '../../errors.js';
import { certificateNotUsed } from '../../output/words/encrypt/encrypt-words.js';
import { checkWords } from '../../output/words/encryption-choice.js';
import { leftOutWords } from '../../output/words/key-words.js';
import type { EncryptionTarget } from '../../pgp/encrypt/encryption-target.js';
import { chooseRecipients, type UsableChoice } from '../../pgp/policy/choose-recipients.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { openForEncryption } from '../../vendor/open-for-encryption.js';
import { keysFor, openEach } from '../../vendor/open-keys.js';

/** Whom a message for the vendor is encrypted to. */
export interface VendorRecipients {
  targets: readonly [EncryptionTarget, ...EncryptionTarget[]];
  /** Of the one that can be used longest: where it has expired, all have. */
  usability: UsableChoice;
  /** What is said of the keys that are not used. */
  leftOut: readonly string[];
}

/**
 * The vendor's certificates as recipients (pgp/policy says which).
 *
 * @param strict each must be valid
 * @param compiled what the build has verified need not be verified again
 * @throws Failure CERT_CANNOT_ENCRYPT: there is no key, or none can be used
 */
export async function openRecipients(
  bundle: Bundle,
  { strict, compiled }: { strict: boolean; compiled: boolean },
  now: Date,
): Promise<VendorRecipients> {
  const keys = keysFor(bundle, 'encrypt');
  const opened = await openEach(keys, (key) => openForEncryption(bundle, key, { now, compiled }));
  const [first] = opened.flatMap((one) => ('failure' in one ? [one.failure] : []));
  if (strict && first) throw first;
  const candidates = opened.flatMap((one) => ('failure' in one ? [] : [one]));
  const { used, leftOut } = chooseRecipients(candidates, now, strict);
  const [best, ...others] = used.map(({ candidate, choice }) => ({ ...candidate, key: choice.key, choice }));
  if (!best || (strict && leftOut.length > 0)) {
    const reasons = leftOut.map(({ candidate: { pin }, choice }) => ({ pin, choice }));
    throw notUsed(bundle.manifest.name, reasons, now, keys.length === 1);
  }
  const reasons = opened.flatMap((one) => {
    if ('failure' in one) return [leftOutWords(one.pin, one.failure.message)];
    const out = leftOut.find(({ candidate }) => candidate === one);
    return out ? [leftOutWords(one.pin, checkWords(out.choice, now))] : [];
  });
  return { targets: [best, ...others], usability: best.choice, leftOut: reasons };
}

/** @param alone the bundle has no other key */
function notUsed(
  name: string,
  keys: readonly { pin: { fingerprint: string }; choice: EncryptionChoice }[],
  now: Date,
  alone: boolean,
): Failure {
  const expired = keys.some(({ choice }) => choice.status === 'expired');
  const next: Next[] = expired
    ? [
        { advice: 'without --strict it is used, with a warning' },
        { again: [], without: ['--strict'] },
        { advice: 'a newer copy of the key is taken by key update' },
      ]
    : [{ run: 'contact' }];
  const [first] = keys;
  if (first && alone) return certificateNotUsed(first.choice, now, `the key of ${name}`, next);
  const reasons = keys.map(({ pin, choice }) => `${pin.fingerprint} (${checkWords(choice, now)})`);
  const message = `of the keys of ${name} not every one is usable: ${reasons.join(', ')}`;
  const none = `no key of ${name} is used: ${reasons.join(', ')}`;
  return new Failure('CERT_CANNOT_ENCRYPT', expired ? message : none, next);
}
