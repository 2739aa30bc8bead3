import {
  enums,
  PacketList,
  type PublicKey,
  type PublicKeyPacket,
  type PublicSubkeyPacket,
  type SignaturePacket,
  type UserIDPacket,
} from 'openpgp';
import type { Component, Components } from './components.js';
import { verdict } from './self-signatures.js';

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
  /** In words: what is there and does not verify. */
  damage: string[];
}

/** Whether anything in it verifies. */
export function isSigned({ primary, users, subkeys }: VerifiedComponents): boolean {
  const { certifications, revocations } = primary;
  return users.length + subkeys.length + certifications.length + revocations.length > 0;
}

const CERTIFICATIONS = [
  enums.signature.certGeneric,
  enums.signature.certPersona,
  enums.signature.certCasual,
  enums.signature.certPositive,
];

/** Verifies every signature that the primary key is said to have made. */
export async function verifyComponents(components: Components): Promise<VerifiedComponents> {
  const key = components.primary.packet;
  const damage: string[] = [];
  if (components.unreadable > 0) damage.push('a signature in it cannot be read');
  const verify = verifierFor(key, damage);
  const primary = await verify(components.primary, 'the primary key', { key }, [
    [enums.signature.key],
    enums.signature.keyRevocation,
  ]);
  const users = [];
  for (const user of components.users) {
    const data = { userID: user.packet, key };
    const types = [CERTIFICATIONS, enums.signature.certRevocation] as const;
    users.push(await verify(user, `the user ID "${user.packet.userID}"`, data, types));
  }
  const subkeys = [];
  for (const subkey of components.subkeys) {
    const name = `the subkey ${subkey.packet.getFingerprint().toUpperCase()}`;
    const types = [[enums.signature.subkeyBinding], enums.signature.subkeyRevocation] as const;
    subkeys.push(await verify(subkey, name, { key, bind: subkey.packet }, types));
  }
  for (const subkey of components.unknownSubkeys) {
    const types = [[enums.signature.subkeyBinding], enums.signature.subkeyRevocation] as const;
    await verify(subkey, 'a subkey of an unknown kind', { key, bind: subkey.packet }, types);
  }
  const signed = <P>(list: VerifiedComponent<P>[]) =>
    list.filter((part) => part.certifications.length + part.revocations.length > 0);
  return { primary, users: signed(users), subkeys: signed(subkeys), damage };
}

function verifierFor(key: PublicKeyPacket, damage: string[]) {
  return async <P>(
    component: Component<P>,
    name: string,
    data: object,
    [binding, revocation]: readonly [readonly enums.signature[], enums.signature],
  ): Promise<VerifiedComponent<P>> => {
    const found: VerifiedComponent<P> = { packet: component.packet, certifications: [], revocations: [] };
    for (const signature of component.signatures) {
      const type = signature.signatureType;
      const list = type === revocation ? found.revocations : found.certifications;
      const expected = type !== null && (type === revocation || binding.includes(type));
      const result = expected ? await verdict(signature, key, type, data) : 'bad';
      if (result === 'good') list.push(signature);
      const claimed = signature.issuerKeyID.equals(key.getKeyID());
      if (result === 'bad' && claimed) damage.push(`a signature on ${name} does not verify`);
    }
    if (found.certifications.length === 0 && component.packet !== key) {
      damage.push(`${name} has no self-signature that verifies`);
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
