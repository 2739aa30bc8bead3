import { PublicKey } from 'openpgp';
import type { Refusal } from '../../errors.js';
import type { CertificateFacts } from '../facts.js';
import { nothingVerified, unverifiable } from '../policy/key-kinds.js';
import { isAhead } from '../policy/validity.js';
import { revocationInForce } from './in-force.js';
import { keyFacts } from './key-facts.js';
import { readComponents } from './read/components.js';
import { refuseCertificate } from './reason.js';
import { time } from './self-signatures.js';
import { type Ruling, stateAt } from './state-at.js';
import { isSigned, packetsOf, type VerifiedComponents, verifyComponents } from './verified-components.js';

/** A certificate (RFC 9580 section 10.1) of which only what its own key signed is left. */
export interface Certificate {
  /** For OpenPGP.js: the verified components, with the signatures that verify. */
  key: PublicKey;
  facts: CertificateFacts;
  components: VerifiedComponents;
  /** The self-signatures in force, with what they stand on. */
  ruling: Ruling;
}

/** A certificate whose facts are at hand before it is read and verified. */
export interface KnownCertificate {
  facts: CertificateFacts;
  /** Reads and verifies it, once. */
  open(): Promise<Certificate>;
}

/**
 * Reads one certificate, armored or binary. Of what does not verify, nothing is kept: third-party signatures,
 * unbound subkeys, user IDs that the key never signed.
 *
 * @param now signatures and keys made later do not count
 * @throws Refusal BAD_DATA: not OpenPGP, a secret key, several certificates, no self-signature that verifies;
 *   CERT_CANNOT_ENCRYPT: a primary key of an unsupported kind, no user ID
 */
export async function readCertificate(data: Uint8Array, now: Date): Promise<Certificate> {
  const certificate = certificateOf(await verifyComponents(await readComponents(data)), now);
  requireVerifiable(certificate);
  return certificate;
}

/**
 * Reads the certificate of a bundle, out of one or several. Anybody can add to a published certificate, so the pin and
 * what verifies are enough: what does not is passed over, and named in the facts. Where the primary key is of a kind
 * of which nothing can be verified, the facts say that, and hold nothing else.
 *
 * @throws Refusal PRIMARY_KEY_BAD, BAD_DATA, CERT_CANNOT_ENCRYPT, as `readCertificate`
 */
export async function readPinned(data: Uint8Array, pin: string, now: Date): Promise<Certificate> {
  return certificateOf(await verifyComponents(await readComponents(data, { pin })), now);
}

/**
 * Reads a stored copy of a certificate. Only what verifies was ever stored, so anything that does not verify was
 * damaged since, and may have been a revocation.
 *
 * @throws Refusal as `readPinned`; BAD_DATA where anything in it does not verify
 */
export async function readWhole(data: Uint8Array, pin: string, now: Date): Promise<Certificate> {
  const certificate = await readPinned(data, pin, now);
  const [part] = certificate.facts.passedOver;
  if (part) throw refuseCertificate('BAD_DATA', { reason: 'certificate-damaged', part });
  return certificate;
}

/**
 * What the verified components say at `now`.
 *
 * @throws Refusal BAD_DATA where no self-signature is in force; CERT_CANNOT_ENCRYPT where there is no user ID
 */
export function certificateOf(verified: VerifiedComponents, now: Date): Certificate {
  const { primary } = verified;
  const { ruling, sources, users, subkeys } = stateAt(verified, { at: now, now });
  const opaque = !isSigned(verified) && unverifiable(keyFacts(primary.packet, [], null)) !== undefined;
  const facts = {
    userIDs: users.filter(({ revoked }) => !revoked).map(({ packet }) => packet.userID),
    nameless: verified.users.length === 0 && ruling.direct !== undefined,
    primary: keyFacts(primary.packet, sources, revocationInForce(primary.revocations, now)),
    subkeys,
    // of what cannot be verified, nothing can be said, not even that it is wrong
    passedOver: opaque ? [] : verified.passedOver,
  };
  if (sources.length === 0 && !facts.primary.revoked && !opaque) throw notInForce(verified, now);
  return { key: new PublicKey(packetsOf(verified)), components: verified, facts, ruling };
}

/** @throws Refusal CERT_CANNOT_ENCRYPT where nothing of the certificate can be verified */
export function requireVerifiable({ facts }: Certificate): void {
  const fault = nothingVerified(facts);
  if (fault) throw refuseCertificate('CERT_CANNOT_ENCRYPT', { reason: 'certificate-unverifiable', fault });
}

/** Why no self-signature says anything about a certificate. */
function notInForce(verified: VerifiedComponents, now: Date): Refusal {
  const { primary, users } = verified;
  if (!isSigned(verified)) {
    return verified.passedOver.some(({ why }) => why === 'not-counted')
      ? refuseCertificate('CERT_CANNOT_ENCRYPT', { reason: 'certificate-nothing-counts' })
      : refuseCertificate('BAD_DATA', { reason: 'certificate-nothing-verifies' });
  }
  const made = [primary, ...users].flatMap(({ certifications }) => certifications.map(time));
  if (made.length > 0) {
    const first = Math.min(...made);
    const facts = { reason: 'certificate-future' as const, made: first, now: now.getTime() };
    if (isAhead(first, now)) return refuseCertificate('BAD_DATA', facts);
  }
  const unnamed = users.length === 0 && !verified.passedOver.some(({ what }) => what === 'user-id');
  return unnamed
    ? refuseCertificate('CERT_CANNOT_ENCRYPT', { reason: 'certificate-no-user-id' })
    : refuseCertificate('BAD_DATA', { reason: 'certificate-nothing-in-force' });
}
