import type { PublicKeyPacket } from 'openpgp';
import type { Certificate } from '../certificate/index.js';
import { signerAt } from '../certificate/state-at.js';
import type { KeyFacts } from '../facts.js';
import type { SignerFacts } from '../policy/signature-dates.js';

/** One key of the pinned certificate: the primary key or a subkey whose binding verifies. */
export interface TrustedKey {
  facts: KeyFacts;
  packet: PublicKeyPacket;
}

/** The one certificate that is trusted. */
export interface Trust {
  primary: TrustedKey;
  /** The primary key first. */
  keys: TrustedKey[];
  /** The facts of a key as a signature made at `at` meets them. */
  signerAt: (key: TrustedKey, at: Date, now: Date) => SignerFacts;
}

/** What of a certificate counts: its verified components (pgp/certificate), nothing else. */
export function trustIn({ key, facts, components }: Certificate): Trust {
  const byFingerprint = new Map(
    [key, ...key.subkeys].map((part) => [part.getFingerprint().toUpperCase(), part]),
  );
  const keys = [facts.primary, ...facts.subkeys].flatMap((component) => {
    const packet = byFingerprint.get(component.fingerprint)?.keyPacket;
    return packet ? [{ facts: component, packet: packet as PublicKeyPacket }] : [];
  });
  const [primary] = keys;
  if (!primary) throw new Error('no-primary-key');
  return {
    primary,
    keys,
    signerAt: ({ facts: { fingerprint } }, at, now) => {
      const found = signerAt(components, fingerprint, { at, now });
      if (!found) throw new Error('no-such-key');
      return found;
    },
  };
}
