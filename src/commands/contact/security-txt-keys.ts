import type { PinnedKey } from '../../bundle/manifest.js';
import type { KeyToReach } from '../../output/words/contact/contact-words.js';
import { possibleRevocationWords } from '../../output/words/passed-over-words.js';
import { possibleRevokers } from '../../pgp/policy/possible-revocation.js';

/** What a security.txt says of the vendor's keys. */
export interface KeysPublished {
  /** Those that it may name (RFC 9116 section 2.5.4). */
  named: PinnedKey[];
  /** What speaks against them, and why others are left out, a line each. */
  doubts: string[];
}

/**
 * Which keys a security.txt names: those that `encrypt` goes ahead with, and those of a kind that this program does not
 * know, for another program may. Nobody is sent to a key that was revoked or cannot be encrypted to.
 */
export function keysPublished(keys: readonly KeyToReach[]): KeysPublished {
  const named: PinnedKey[] = [];
  const doubts: string[] = [];
  for (const key of keys.filter(({ pin }) => pin.use.includes('encrypt'))) {
    const isNamed = 'failure' in key || ['usable', 'expired'].includes(key.standing.status);
    if (isNamed) named.push(key.pin);
    const verb = isNamed ? 'names' : 'does not name';
    for (const words of doubtsOf(key))
      doubts.push(`the security.txt ${verb} the key ${key.pin.fingerprint}: ${words}`);
  }
  return { named, doubts };
}

function doubtsOf(key: KeyToReach): string[] {
  if ('failure' in key) return [key.failure.message];
  const { facts, standing } = key;
  return standing.status === 'usable' ? possibleRevocationWords(possibleRevokers(facts)) : [standing.reason];
}
