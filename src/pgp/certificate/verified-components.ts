import {
  PacketList,
  type PublicKey,
  type PublicKeyPacket,
  type PublicSubkeyPacket,
  type SignaturePacket,
  type UserIDPacket,
} from 'openpgp';
import type { PassedOver } from '../facts.js';
import { isRevocation, SIGNATURE_TYPE } from '../format/signature-fields.js';
import type { PassedOverList } from './passed-over.js';
import type { Component, Components } from './read/components.js';
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

export interface VerifiedComponents {
  primary: VerifiedComponent<PublicKeyPacket>;
  users: VerifiedComponent<UserIDPacket>[];
  subkeys: VerifiedComponent<PublicSubkeyPacket>[];
  /** The bindings that their subkey has signed too, as one that signs must (RFC 9580 section 5.2.1.9). */
  proven: ReadonlySet<SignaturePacket>;
  passedOver: PassedOver[];
}

/** Whether anything in it verifies. */
export function isSigned({ primary, users, subkeys }: VerifiedComponents): boolean {
  const { certifications, revocations } = primary;
  return users.length + subkeys.length + certifications.length + revocations.length > 0;
}

const CERTIFICATIONS: readonly number[] = [
  SIGNATURE_TYPE.CERTIFICATION_GENERIC,
  SIGNATURE_TYPE.CERTIFICATION_PERSONA,
  SIGNATURE_TYPE.CERTIFICATION_CASUAL,
  SIGNATURE_TYPE.CERTIFICATION_POSITIVE,
];

/** What a component is, and the types of the signatures that bind and revoke it. */
interface Role {
  what: 'user-id' | 'subkey' | 'primary-key';
  /** The user ID, or the fingerprint. */
  name: string;
  data: SignedData;
  binding: readonly number[];
  revocation: number;
}

/** So many signatures that name other keys are tried: a certificate can be flooded with them. */
const MOST_FOREIGN = 256;

/** Verifies every signature that the primary key may have made. */
export async function verifyComponents(components: Components): Promise<VerifiedComponents> {
  const key = components.primary.packet;
  const { passedOver } = components;
  const verify = verifierFor(key, passedOver);
  const primary = await verify(components.primary, {
    what: 'primary-key',
    name: nameOf(key),
    data: { key },
    binding: [SIGNATURE_TYPE.DIRECT_KEY],
    revocation: SIGNATURE_TYPE.KEY_REVOCATION,
  });
  const users = await inTurn(components.users, (user) =>
    verify(user, {
      what: 'user-id',
      name: user.packet.userID,
      data: { userID: user.packet, key },
      binding: CERTIFICATIONS,
      revocation: SIGNATURE_TYPE.CERTIFICATION_REVOCATION,
    }),
  );
  const subkeys = await inTurn(components.subkeys, (subkey) =>
    verify(subkey, {
      what: 'subkey',
      name: nameOf(subkey.packet),
      data: { key, bind: subkey.packet },
      binding: [SIGNATURE_TYPE.SUBKEY_BINDING],
      revocation: SIGNATURE_TYPE.SUBKEY_REVOCATION,
    }),
  );
  return {
    primary,
    users: users.filter(isBound),
    subkeys: subkeys.filter(isBound),
    proven: new Set(await provenBindings(subkeys, key)),
    passedOver: passedOver.all(),
  };
}

const nameOf = (key: KeyPacket) => key.getFingerprint().toUpperCase();

const isBound = <P>({ certifications, revocations }: VerifiedComponent<P>) =>
  certifications.length + revocations.length > 0;

async function inTurn<T, R>(list: readonly T[], work: (one: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const one of list) done.push(await work(one));
  return done;
}

function verifierFor(key: PublicKeyPacket, passedOver: PassedOverList) {
  const issuer = { fingerprint: nameOf(key), keyID: key.getKeyID().toHex().toUpperCase() };
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
      const fits = raw.type === role.revocation || role.binding.includes(raw.type);
      const result = fits
        ? await checkSelfSignature(raw, key, role.data)
        : { state: 'not-verified' as const };
      if (result.state === 'good') {
        (isRevocation(raw.type) ? found.revocations : found.certifications).push(result.packet);
      } else if (claimed) passedOver.add('signature', result.state, role.name);
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
    if (role.what !== 'primary-key' && !isBound(found)) passedOver.add(role.what, 'unsigned', role.name);
    return found;
  };
}

/** The bindings in which a signature by the subkey over both keys stands; of several, one must verify. */
async function provenBindings(
  subkeys: readonly VerifiedComponent<PublicSubkeyPacket>[],
  key: PublicKeyPacket,
): Promise<SignaturePacket[]> {
  const proven: SignaturePacket[] = [];
  for (const { packet, certifications } of subkeys) {
    for (const binding of certifications) {
      const raw = readRawSignature(Buffer.from(binding.write()));
      const bodies = typeof raw === 'string' ? [] : raw.embedded.slice(0, MOST_EMBEDDED);
      const results = await inTurn(bodies, (body) => isBackSignature(body, packet, key));
      if (results.includes(true)) proven.push(binding);
    }
  }
  return proven;
}

const MOST_EMBEDDED = 16;

async function isBackSignature(
  body: Buffer,
  subkey: PublicSubkeyPacket,
  key: PublicKeyPacket,
): Promise<boolean> {
  const raw = readRawSignature(body);
  if (typeof raw === 'string' || raw.type !== SIGNATURE_TYPE.PRIMARY_KEY_BINDING) return false;
  return (await checkSelfSignature(raw, subkey, { key, bind: subkey })).state === 'good';
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
