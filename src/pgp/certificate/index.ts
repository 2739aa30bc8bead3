import {
  PublicKey,
  type PublicKeyPacket,
  type PublicSubkeyPacket,
  type SignaturePacket,
  type UserIDPacket,
} from 'openpgp';
import type { Refusal } from '../../errors.js';
import type { CertificateFacts, KeyFacts } from '../facts.js';
import { SIGNATURE_TYPE } from '../format/signature-fields.js';
import { unverifiable } from '../policy/key-kinds.js';
import { isAhead } from '../policy/validity.js';
import { readComponents } from './components.js';
import { keyFacts } from './key-facts.js';
import { refuseCertificate } from './reason.js';
import { checkSelfSignature, inForce, revocationInForce, time } from './self-signatures.js';
import { type Signed, usersInForce } from './users-in-force.js';
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

export interface Ruling {
  direct: SignaturePacket | undefined;
  user: Signed<UserIDPacket> | undefined;
  /** By the subkey's fingerprint, as in the facts. */
  bindings: Map<string, Signed<PublicSubkeyPacket>>;
}

/**
 * Reads one certificate, armored or binary. Of what does not verify, nothing is kept: third-party signatures,
 * unbound subkeys, user IDs that the key never signed.
 *
 * @param now signatures and keys made later do not count
 * @throws Refusal BAD_DATA: not OpenPGP, a secret key, several certificates, no self-signature that verifies;
 *   CERT_CANNOT_ENCRYPT: a primary key of an unsupported kind
 */
export async function readCertificate(data: Uint8Array, now: Date): Promise<Certificate> {
  const verified = await verifyComponents(await readComponents(data));
  return certificateOf(verified, now);
}

/**
 * Reads the certificate of a bundle, which has nothing in it that the vendor did not want there: the pin first, and
 * then each of its self-signatures must verify.
 *
 * @throws Refusal PRIMARY_KEY_BAD, BAD_DATA, CERT_CANNOT_ENCRYPT
 */
export async function readPinned(data: Uint8Array, pin: string, now: Date): Promise<Certificate> {
  const components = await readComponents(data);
  checkPin(components.primary.packet.getFingerprint(), pin);
  const verified = await verifyComponents(components);
  const [damage] = verified.damage;
  if (damage !== undefined && isSigned(verified)) {
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-damaged', damage });
  }
  return certificateOf(verified, now);
}

/**
 * Compares the computed primary fingerprint with the pin.
 *
 * @throws Refusal PRIMARY_KEY_BAD where they differ
 */
export function checkPin(fingerprint: string, pin: string): void {
  const found = fingerprint.toUpperCase();
  if (found === pin.toUpperCase()) return;
  const facts = { reason: 'pin-mismatch' as const, fingerprint: found, pin: pin.toUpperCase() };
  throw refuseCertificate('PRIMARY_KEY_BAD', facts);
}

/**
 * What the verified components say at `now`.
 *
 * @throws Refusal BAD_DATA where no self-signature is in force; CERT_CANNOT_ENCRYPT where none can be verified
 */
export async function certificateOf(verified: VerifiedComponents, now: Date): Promise<Certificate> {
  const { primary, subkeys } = verified;
  const users = usersInForce(verified.users, now);
  const [best] = users.filter((user) => !user.revoked);
  const user = best ?? users[0];
  const direct = inForce(primary.certifications, now);
  const sources = primary.packet.version === 6 ? [direct] : [user?.signature, direct];
  const [ruling, ...others] = sources.filter((signature) => signature !== undefined);
  if (!ruling) throw notInForce(verified, now);
  const bindings = new Map<string, Signed<PublicSubkeyPacket>>();
  const subkeyFacts: KeyFacts[] = [];
  for (const { packet, certifications, revocations } of subkeys) {
    const signature = inForce(certifications, now);
    if (!signature) continue;
    const facts = keyFacts(packet, [signature], revocationInForce(revocations, now));
    bindings.set(facts.fingerprint, { packet, signature });
    const proven = !facts.canSign || (await hasBackSignature(packet, signature, primary.packet));
    subkeyFacts.push({ ...facts, canSign: facts.canSign && proven });
  }
  return {
    key: new PublicKey(packetsOf(verified)),
    components: verified,
    facts: {
      userIDs: users.filter(({ revoked }) => !revoked).map(({ packet }) => packet.userID),
      primary: keyFacts(primary.packet, [ruling, ...others], revocationInForce(primary.revocations, now)),
      subkeys: subkeyFacts,
    },
    ruling: { direct, user, bindings },
  };
}

/** Why no self-signature says anything about a certificate. */
function notInForce(verified: VerifiedComponents, now: Date): Refusal {
  if (!isSigned(verified)) return nothingVerifies(verified);
  const made = [verified.primary, ...verified.users].flatMap(({ certifications }) =>
    certifications.map(time),
  );
  const first = made.length > 0 ? Math.min(...made) : 0;
  return isAhead(first, now)
    ? refuseCertificate('BAD_DATA', { reason: 'certificate-future', made: first, now: now.getTime() })
    : refuseCertificate('BAD_DATA', { reason: 'certificate-nothing-in-force' });
}

function nothingVerifies({ primary }: VerifiedComponents): Refusal {
  const fault = unverifiable(keyFacts(primary.packet, [], null));
  return fault
    ? refuseCertificate('CERT_CANNOT_ENCRYPT', { reason: 'certificate-unverifiable', fault })
    : refuseCertificate('BAD_DATA', { reason: 'certificate-nothing-verifies' });
}

/** A signing subkey must have signed its binding itself (RFC 9580 section 5.2.1.9). */
async function hasBackSignature(
  subkey: PublicSubkeyPacket,
  binding: SignaturePacket,
  primary: PublicKeyPacket,
): Promise<boolean> {
  const back = binding.embeddedSignature;
  if (!back) return false;
  const data = { key: primary, bind: subkey };
  return (await checkSelfSignature(back, subkey, SIGNATURE_TYPE.PRIMARY_KEY_BINDING, data)) === 'good';
}
