import {
  type enums,
  PacketList,
  type PublicKey,
  type PublicKeyPacket,
  type PublicSubkeyPacket,
  type SignaturePacket,
  type UserIDPacket,
} from 'openpgp';
import { SIGNATURE_TYPE } from '../format/signature-fields.js';
import type { Component, Components } from './components.js';
import type { CertificateDamage, CertificatePart } from './reason.js';
import { checkSelfSignature } from './self-signatures.js';

/** A component and those of its signatures by the primary key that verify. */
export interface VerifiedComponent<P> {
  packet: P;
  certifications: SignaturePacket[];
  revocations: SignaturePacket[];
}

export interface VerifiedComponents {
  primary: VerifiedComponent<PublicKeyPacket>;
  users: VerifiedComponent<UserIDPacket>[];
  subkeys: VerifiedComponent<PublicSubkeyPacket>[];
  /** What is there and does not verify. */
  damage: CertificateDamage[];
}

/** Whether anything in it verifies. */
export function isSigned({ primary, users, subkeys }: VerifiedComponents): boolean {
  const { certifications, revocations } = primary;
  return users.length + subkeys.length + certifications.length + revocations.length > 0;
}

const CERTIFICATIONS = [
  SIGNATURE_TYPE.CERTIFICATION_GENERIC,
  SIGNATURE_TYPE.CERTIFICATION_PERSONA,
  SIGNATURE_TYPE.CERTIFICATION_CASUAL,
  SIGNATURE_TYPE.CERTIFICATION_POSITIVE,
];

/** The types that bind a component, and the one that revokes it. */
type Types = readonly [binding: readonly enums.signature[], revocation: enums.signature];

const OF_PRIMARY: Types = [[SIGNATURE_TYPE.DIRECT_KEY], SIGNATURE_TYPE.KEY_REVOCATION];
const OF_USER: Types = [CERTIFICATIONS, SIGNATURE_TYPE.CERTIFICATION_REVOCATION];
const OF_SUBKEY: Types = [[SIGNATURE_TYPE.SUBKEY_BINDING], SIGNATURE_TYPE.SUBKEY_REVOCATION];

/** Verifies every signature that the primary key is said to have made. */
export async function verifyComponents(components: Components): Promise<VerifiedComponents> {
  const key = components.primary.packet;
  const damage: CertificateDamage[] = [];
  if (components.unreadable > 0) damage.push({ damage: 'unreadable-signature' });
  const verify = verifierFor(key, damage);
  const primary = await verify(components.primary, { part: 'primary-key' }, { key }, OF_PRIMARY);
  const users = [];
  for (const user of components.users) {
    const { userID } = user.packet;
    users.push(await verify(user, { part: 'user-id', userID }, { userID: user.packet, key }, OF_USER));
  }
  const subkeys = [];
  for (const subkey of components.subkeys) {
    const fingerprint = subkey.packet.getFingerprint().toUpperCase();
    const data = { key, bind: subkey.packet };
    subkeys.push(await verify(subkey, { part: 'subkey', fingerprint }, data, OF_SUBKEY));
  }
  for (const subkey of components.unknownSubkeys) {
    await verify(subkey, { part: 'unknown-subkey' }, { key, bind: subkey.packet }, OF_SUBKEY);
  }
  const signed = <P>(list: VerifiedComponent<P>[]) =>
    list.filter((part) => part.certifications.length + part.revocations.length > 0);
  return { primary, users: signed(users), subkeys: signed(subkeys), damage };
}

function verifierFor(key: PublicKeyPacket, damage: CertificateDamage[]) {
  return async <P>(
    component: Component<P>,
    part: CertificatePart,
    data: object,
    [binding, revocation]: Types,
  ): Promise<VerifiedComponent<P>> => {
    const found: VerifiedComponent<P> = { packet: component.packet, certifications: [], revocations: [] };
    for (const signature of component.signatures) {
      const type = signature.signatureType;
      const list = type === revocation ? found.revocations : found.certifications;
      const expected = type !== null && (type === revocation || binding.includes(type));
      const result = expected ? await checkSelfSignature(signature, key, type, data) : 'bad';
      if (result === 'good') list.push(signature);
      const claimed = signature.issuerKeyID.equals(key.getKeyID());
      if (result === 'bad' && claimed) damage.push({ damage: 'bad-signature', part });
    }
    if (found.certifications.length === 0 && component.packet !== key) {
      damage.push({ damage: 'no-self-signature', part });
    }
    return found;
  };
}

/** The packets of the verified components, in the order of RFC 9580 section 10.1. */
export function packetsOf({
  primary,
  users,
  subkeys,
}: VerifiedComponents): ConstructorParameters<typeof PublicKey>[0] {
  const packets: ConstructorParameters<typeof PublicKey>[0] = new PacketList();
  packets.push(primary.packet, ...primary.revocations, ...primary.certifications);
  for (const { packet, revocations, certifications } of [...users, ...subkeys]) {
    if (certifications.length > 0) packets.push(packet, ...revocations, ...certifications);
  }
  return packets;
}
