import {
  enums,
  PacketList,
  PublicKey,
  type PublicKeyPacket,
  type PublicSubkeyPacket,
  type SignaturePacket,
  type UserIDPacket,
} from 'openpgp';
import { Failure } from '../errors.js';
import { type Component, type Components, readComponents } from './components.js';
import type { CertificateFacts, KeyFacts } from './facts.js';
import { keyFacts } from './key-facts.js';
import { inForce, revocationInForce, time, verdict } from './self-signatures.js';

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

export interface Signed<P> {
  packet: P;
  signature: SignaturePacket;
}

/**
 * Reads one certificate, armored or binary. Of what does not verify, nothing is kept: third-party signatures,
 * unbound subkeys, user IDs that the key never signed.
 *
 * @param now signatures and keys made later do not count
 * @throws Failure BAD_DATA: not OpenPGP, a secret key, several certificates, no self-signature that verifies
 */
export async function readCertificate(data: Uint8Array, now: Date): Promise<Certificate> {
  const verified = await verifyComponents(await readComponents(data));
  return certificateOf(verified, now);
}

/**
 * Reads the certificate of a bundle, which has nothing in it that the vendor did not want there: the pin first, and
 * then each of its self-signatures must verify.
 *
 * @throws Failure PRIMARY_KEY_BAD, BAD_DATA
 */
export async function readPinned(data: Uint8Array, pin: string, now: Date): Promise<Certificate> {
  const components = await readComponents(data);
  checkPin(components.primary.packet.getFingerprint(), pin);
  const verified = await verifyComponents(components);
  const [damage] = verified.damage;
  if (damage !== undefined && isSigned(verified))
    throw new Failure('BAD_DATA', `the certificate is damaged: ${damage}`);
  return certificateOf(verified, now);
}

/**
 * Compares the computed primary fingerprint with the pin.
 *
 * @throws Failure PRIMARY_KEY_BAD where they differ
 */
export function checkPin(fingerprint: string, pin: string): void {
  const found = fingerprint.toUpperCase();
  if (found === pin.toUpperCase()) return;
  throw new Failure(
    'PRIMARY_KEY_BAD',
    `the certificate is not the pinned one: its fingerprint is ${found}, the pin is ${pin.toUpperCase()}`,
  );
}

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
  const signed = <P>(list: VerifiedComponent<P>[]) => list.filter((part) => part.certifications.length > 0);
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

/** What the verified components say at `now`. @throws Failure BAD_DATA where no self-signature is in force */
export async function certificateOf(verified: VerifiedComponents, now: Date): Promise<Certificate> {
  const { primary, subkeys } = verified;
  const users = usersInForce(verified.users, now);
  const [best] = users.filter((user) => !user.revoked);
  const user = best ?? users[0];
  const direct = inForce(primary.certifications, now);
  const sources = primary.packet.version === 6 ? [direct] : [user?.signature, direct];
  const [ruling, ...others] = sources.filter((signature) => signature !== undefined);
  if (!ruling)
    throw new Failure('BAD_DATA', 'the certificate is damaged: none of its self-signatures verifies');
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

interface UserInForce extends Signed<UserIDPacket> {
  revoked: boolean;
}

/** The primary user ID first (RFC 9580 section 5.2.3.27). A soft revocation is undone by a newer certification. */
function usersInForce(users: readonly VerifiedComponent<UserIDPacket>[], now: Date): UserInForce[] {
  const found: UserInForce[] = [];
  for (const { packet, certifications, revocations } of users) {
    const signature = inForce(certifications, now);
    if (!signature) continue;
    const revocation = revocationInForce(revocations, now);
    const revoked =
      revocation !== null && (revocation.hard || Date.parse(revocation.date) >= time(signature));
    found.push({ packet, signature, revoked });
  }
  const flag = (user: UserInForce) => Number(user.signature.isPrimaryUserID ?? false);
  return found.sort((a, b) => flag(b) - flag(a) || time(b.signature) - time(a.signature));
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
  return (await verdict(back, subkey, enums.signature.keyBinding, data)) === 'good';
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
