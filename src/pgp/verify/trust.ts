import type { PublicKeyPacket } from 'openpgp';
import type { Certificate } from '../certificate/index.js';
import type { KeyFacts } from '../facts.js';

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
}

/** What of a certificate counts: its verified components (pgp/certificate), nothing else. */
export function trustIn(certificate: Certificate): Trust {
  const { key, facts } = certificate;
  const byFingerprint = new Map(
    [key, ...key.subkeys].map((part) => [part.getFingerprint().toUpperCase(), part]),
  );
  const keys = [facts.primary, ...facts.subkeys].flatMap((component) => {
    const packet = byFingerprint.get(component.fingerprint)?.keyPacket;
    return packet ? [{ facts: component, packet: packet as PublicKeyPacket }] : [];
  });
  const [primary] = keys;
  if (!primary) throw new Error('no-primary-key');
  return { primary, keys };
}
