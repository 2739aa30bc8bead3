import type { PublicKeyPacket, SignaturePacket } from 'openpgp';
import { isRevocation, SIGNATURE_TYPE } from '../format/signature-fields.js';
import type { PassedOverList } from './passed-over.js';
import type { Component } from './read/components.js';
import {
  isAnonymous,
  isForeignAtSight,
  namesIssuer,
  type RawSignature,
  readRawSignature,
} from './read/raw-signature.js';
import { checkSelfSignature, type KeyPacket, type SignedData } from './self-signatures.js';

/** A component and those of its signatures by the primary key that verify. */
export interface VerifiedComponent<P> {
  packet: P;
  certifications: SignaturePacket[];
  revocations: SignaturePacket[];
}

/** What a component is, and the types of the signatures that bind and revoke it. */
export interface Role {
  what: 'user-id' | 'subkey' | 'primary-key';
  /** The user ID, or the fingerprint. */
  name: string;
  data: SignedData;
  binding: readonly number[];
  revocation: number;
}

/** A revocation that does not verify where it stands, and may belong elsewhere. */
export interface Displaced {
  raw: RawSignature;
  /** It says that the primary key made it. */
  claimed: boolean;
  /** The name of what it stands on; `null`: nothing of the certificate. */
  on: string | null;
}

/** What the signatures of one certificate are checked with, and what is left of them. */
export interface Checking {
  key: PublicKeyPacket;
  passedOver: PassedOverList;
  displaced: Displaced[];
}

export const CERTIFICATIONS: readonly number[] = [
  SIGNATURE_TYPE.CERTIFICATION_GENERIC,
  SIGNATURE_TYPE.CERTIFICATION_PERSONA,
  SIGNATURE_TYPE.CERTIFICATION_CASUAL,
  SIGNATURE_TYPE.CERTIFICATION_POSITIVE,
];

/** So many signatures that name other keys are tried: a certificate can be flooded with them. */
const MOST_FOREIGN = 256;

export const ownFingerprint = (key: KeyPacket) => key.getFingerprint().toUpperCase();

export const isBound = <P>({ certifications, revocations }: VerifiedComponent<P>) =>
  certifications.length + revocations.length > 0;

/** The names by which signatures say that a key made them. */
export function issuerOf(key: KeyPacket): { fingerprint: string; keyID: string } {
  return { fingerprint: ownFingerprint(key), keyID: key.getKeyID().toHex().toUpperCase() };
}

/** A function that verifies the signatures of one component after the other. */
export function verifierFor({ key, passedOver, displaced }: Checking) {
  const issuer = issuerOf(key);
  const keyID = Buffer.from(issuer.keyID, 'hex');
  let foreign = 0;
  return async <P>(component: Component<P>, role: Role): Promise<VerifiedComponent<P>> => {
    const found: VerifiedComponent<P> = { packet: component.packet, certifications: [], revocations: [] };
    const others: Buffer[] = [];
    const taken = new Set<string>();
    const take = async (raw: RawSignature, claimed: boolean) => {
      const name = raw.body.toString('latin1');
      if (taken.has(name)) return; // of two copies of a certificate, or twice in one
      taken.add(name);
      const result = fits(raw, role)
        ? await checkSelfSignature(raw, key, role.data)
        : { state: 'not-verified' as const };
      const revokes = isRevocation(raw.type);
      if (result.state === 'good') (revokes ? found.revocations : found.certifications).push(result.packet);
      else if (revokes && result.state === 'not-verified') displaced.push({ raw, claimed, on: role.name });
      else if (claimed) passedOver.add('signature', result.state, role.name);
    };
    for (const body of component.signatures) {
      const raw = isForeignAtSight(body, keyID) ? 'foreign' : readRawSignature(body);
      if (raw === 'unreadable') passedOver.add('signature', 'damaged', role.name);
      else if (raw === 'old') continue;
      else if (raw === 'foreign') others.push(body);
      else if (namesIssuer(raw, issuer)) await take(raw, true);
      else if (isAnonymous(raw)) await take(raw, false);
      else others.push(body);
    }
    // what names another key is by that key, as good as always; and user IDs are there for others to certify
    const certified = found.certifications.length > 0;
    for (const body of others) {
      if (certified && CERTIFICATIONS.includes(body[1] ?? 0)) continue;
      const raw = foreign++ < MOST_FOREIGN ? readRawSignature(body) : 'unreadable';
      if (typeof raw !== 'string') await take(raw, false);
    }
    return found;
  };
}

const fits = ({ type }: RawSignature, { revocation, binding }: Role) =>
  type === revocation || binding.includes(type);
