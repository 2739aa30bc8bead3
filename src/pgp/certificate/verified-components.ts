import {
  PacketList,
  type PublicKey,
  type PublicKeyPacket,
  type PublicSubkeyPacket,
  type SignaturePacket,
  type UserIDPacket,
} from 'openpgp';
import type { PassedOver } from '../facts.js';
import { SIGNATURE_TYPE } from '../format/signature-fields.js';
import { provenBindings } from './back-signatures.js';
import { takeDesignated } from './designated-revokers.js';
import { displacedFrom, placeDisplaced, type Target } from './displaced-revocations.js';
import type { Component, Components } from './read/components.js';
import {
  CERTIFICATIONS,
  type Checking,
  isBound,
  ownFingerprint,
  type Role,
  type VerifiedComponent,
  verifierFor,
} from './verify-component.js';

export interface VerifiedComponents {
  primary: VerifiedComponent<PublicKeyPacket>;
  users: VerifiedComponent<UserIDPacket>[];
  subkeys: VerifiedComponent<PublicSubkeyPacket>[];
  /** The bindings that their subkey has signed too, as one that signs must (RFC 9580 section 5.2.1.9). */
  proven: ReadonlySet<SignaturePacket>;
  /** The keys that revoked the certificate in place of its own (section 5.2.3.23). */
  revokers: PublicKeyPacket[];
  passedOver: PassedOver[];
}

/** Whether anything in it verifies. */
export function isSigned({ primary, users, subkeys }: VerifiedComponents): boolean {
  const { certifications, revocations } = primary;
  return users.length + subkeys.length + certifications.length + revocations.length > 0;
}

/** Verifies every signature that the primary key may have made. */
export async function verifyComponents(components: Components): Promise<VerifiedComponents> {
  const key = components.primary.packet;
  const { passedOver, strays, otherKeys } = components;
  const checking: Checking = { key, passedOver, displaced: displacedFrom(strays, key) };
  const verify = verifierFor(checking);
  const targets: Target[] = [];
  const take = async <P>(component: Component<P>, role: Role): Promise<VerifiedComponent<P>> => {
    const found = await verify(component, role);
    targets.push({ role, found });
    return found;
  };
  const primary = await take(components.primary, {
    what: 'primary-key',
    name: ownFingerprint(key),
    data: { key },
    binding: [SIGNATURE_TYPE.DIRECT_KEY],
    revocation: SIGNATURE_TYPE.KEY_REVOCATION,
  });
  const users = await inTurn(components.users, (user) =>
    take(user, {
      what: 'user-id',
      name: user.packet.userID,
      data: { userID: user.packet, key },
      binding: CERTIFICATIONS,
      revocation: SIGNATURE_TYPE.CERTIFICATION_REVOCATION,
    }),
  );
  const subkeys = await inTurn(components.subkeys, (subkey) =>
    take(subkey, {
      what: 'subkey',
      name: ownFingerprint(subkey.packet),
      data: { key, bind: subkey.packet },
      binding: [SIGNATURE_TYPE.SUBKEY_BINDING],
      revocation: SIGNATURE_TYPE.SUBKEY_REVOCATION,
    }),
  );
  const own = [primary, ...users].flatMap(({ certifications }) => certifications);
  const revokers = await takeDesignated(checking, primary, own, otherKeys);
  await placeDisplaced(checking, targets);
  for (const { role, found } of targets) {
    if (role.what !== 'primary-key' && !isBound(found)) passedOver.add(role.what, 'unsigned', role.name);
  }
  return {
    primary,
    users: users.filter(isBound),
    subkeys: subkeys.filter(isBound),
    proven: new Set(await provenBindings(subkeys, key)),
    revokers,
    passedOver: passedOver.all(),
  };
}

async function inTurn<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of list) done.push(await work(one));
  return done;
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
    packets.push(packet, ...revocations, ...certifications);
  }
  return packets;
}
