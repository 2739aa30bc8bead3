import type { PublicKeyPacket } from 'openpgp';
import type { Certificate, KnownCertificate } from '../certificate/index.js';
import type { KeyFacts } from '../facts.js';
import { possibleRevokers } from '../policy/possible-revocation.js';
import type { SignerFacts } from '../policy/signature-dates.js';

/** One key of a pinned certificate: the primary key or a subkey whose binding verifies. */
export interface TrustedKey {
  facts: KeyFacts;
  /** The facts of its primary key; of a primary key, its own. */
  primary: KeyFacts;
  /** Fingerprints of those who may have revoked its certificate. */
  possibleRevokers: readonly string[];
  /** Loads what a signature is checked with: until there is one, nobody waits for OpenPGP.js. */
  open(): Promise<OpenedKey>;
}

/** A key that can be checked with. */
export interface OpenedKey {
  packet: PublicKeyPacket;
  /** Its facts as a signature made at `at` meets them. */
  signerAt: (at: Date, now: Date) => SignerFacts;
}

/** The certificates that are trusted, each by itself. */
export interface Trust {
  /** Whose signatures count; of each certificate the primary key first. */
  keys: readonly TrustedKey[];
  /** The keys of those that a message may be addressed to. */
  recipients: readonly KeyFacts[];
}

/**
 * What of the certificates counts: their verified components (pgp/certificate), nothing else.
 *
 * @param signers whose signatures count
 * @param readers whom messages are for
 */
export function trustIn(signers: readonly Certificate[], readers = signers): Trust {
  const known = (certificate: Certificate) => ({
    facts: certificate.facts,
    open: async () => certificate,
  });
  return trustInKnown(signers.map(known), readers.map(known));
}

/** The same, of certificates that are opened when a signature is to be checked. */
export function trustInKnown(
  signers: readonly KnownCertificate[],
  readers: readonly Pick<KnownCertificate, 'facts'>[],
): Trust {
  return {
    keys: signers.flatMap(keysIn),
    recipients: readers.flatMap(({ facts }) => [facts.primary, ...facts.subkeys]),
  };
}

function keysIn({ facts, open }: KnownCertificate): TrustedKey[] {
  const { primary, subkeys } = facts;
  return [primary, ...subkeys].map((component) => ({
    facts: component,
    primary,
    possibleRevokers: possibleRevokers(facts),
    open: async () => openKey(await open(), component.fingerprint),
  }));
}

async function openKey({ key, components }: Certificate, fingerprint: string): Promise<OpenedKey> {
  const { signerAt } = await import('../certificate/state-at.js');
  const part = [key, ...key.subkeys].find((one) => one.getFingerprint().toUpperCase() === fingerprint);
  if (!part) throw new Error('no-such-key');
  return {
    packet: part.keyPacket as PublicKeyPacket,
    signerAt: (at, now) => {
      const found = signerAt(components, fingerprint, { at, now });
      if (!found) throw new Error('no-such-key');
      return found;
    },
  };
}
