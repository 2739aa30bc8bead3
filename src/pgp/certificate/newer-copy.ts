import type { PublicKeyPacket } from 'openpgp';
import type { Refusal } from '../../errors.js';
import type { CertificateFacts, KeyFacts } from '../facts.js';
import { isRevocation } from '../format/signature-fields.js';
import { type Components, readComponents } from './read/components.js';
import { refuseCertificate } from './reason.js';
import { isSigned, packetsOf, type VerifiedComponents, verifyComponents } from './verified-components.js';
import type { VerifiedComponent } from './verify-component.js';

/** One thing that a newer copy brought. */
export type Change =
  | { what: 'revoked' | 'new'; component: 'key' | 'subkey'; fingerprint: string; date: string | null }
  | {
      what: 'expiry';
      component: 'key' | 'subkey';
      fingerprint: string;
      from: string | null;
      to: string | null;
    }
  | { what: 'new-user-id' | 'removed-user-id'; userID: string };

/**
 * Reads a newer copy of a certificate, as it comes from a vendor's page or a key server, or revocations by themselves
 * (RFC 9580 section 10.1.3), of the key or of a subkey or user ID that is known. What does not verify is dropped.
 *
 * @param known the certificate that it is a copy of
 * @throws Refusal PRIMARY_KEY_BAD: another key; BAD_DATA: a secret key, no certificate, another
 *   signature, nothing in it verifies
 */
export async function readCopy(data: Uint8Array, known: VerifiedComponents): Promise<VerifiedComponents> {
  const primary = known.primary.packet;
  const pin = primary.getFingerprint();
  const components = await readComponents(data, { pin, implied: primary });
  const alone = components.primary.packet === primary;
  if (alone) return revocationsAlone(components, known);
  const verified = await verifyComponents(components);
  if (isSigned(verified)) return verified;
  throw refuseCertificate('BAD_DATA', { reason: 'certificate-nothing-verifies' });
}

/** A revocation by itself says which key made it, and not what it revokes: it is tried on all that is known. */
async function revocationsAlone(
  components: Components,
  { users, subkeys }: VerifiedComponents,
): Promise<VerifiedComponents> {
  const bare = <P>({ packet }: VerifiedComponent<P>) => ({ packet, signatures: [] });
  const verified = await verifyComponents({
    ...components,
    users: users.map(bare),
    subkeys: subkeys.map(bare),
  });
  if (!isSigned(verified)) throw notByItself(components);
  // that nothing binds the others here says nothing of them
  return { ...verified, passedOver: verified.passedOver.filter(({ why }) => why !== 'unsigned') };
}

/** Signatures without a certificate, of which none revokes anything that is known. */
function notByItself({ primary }: Components): Refusal {
  // the type is the second octet of any signature of today (RFC 9580 section 5.2.3)
  const revokes = primary.signatures.some((body) => isRevocation(body[1] ?? 0));
  return revokes
    ? refuseCertificate('PRIMARY_KEY_BAD', { reason: 'revocation-foreign' })
    : refuseCertificate('BAD_DATA', { reason: 'signature-stray' });
}

/**
 * Everything that verifies in either of two copies of a certificate. OpenPGP.js's own `Key.update` does not verify
 * what it takes over.
 */
export function merge(a: VerifiedComponents, b: VerifiedComponents): VerifiedComponents {
  return {
    primary: mergeOne(a.primary, b.primary),
    users: mergeList(a.users, b.users, ({ packet }) => Buffer.from(packet.write()).toString('latin1')),
    subkeys: mergeList(a.subkeys, b.subkeys, ({ packet }) => packet.getFingerprint()),
    proven: new Set([...a.proven, ...b.proven]),
    revokers: mergeKeys(a.revokers, b.revokers),
    // of the second, what is not verified is dropped, and of no interest any more
    passedOver: a.passedOver,
  };
}

function mergeKeys(a: readonly PublicKeyPacket[], b: readonly PublicKeyPacket[]): PublicKeyPacket[] {
  return [...new Map([...a, ...b].map((key) => [key.getFingerprint(), key])).values()];
}

function mergeList<P>(
  a: readonly VerifiedComponent<P>[],
  b: readonly VerifiedComponent<P>[],
  nameOf: (component: VerifiedComponent<P>) => string,
): VerifiedComponent<P>[] {
  const merged = new Map(a.map((component) => [nameOf(component), component]));
  for (const component of b) {
    const known = merged.get(nameOf(component));
    merged.set(nameOf(component), known ? mergeOne(known, component) : component);
  }
  return [...merged.values()];
}

function mergeOne<P>(a: VerifiedComponent<P>, b: VerifiedComponent<P>): VerifiedComponent<P> {
  return {
    packet: a.packet,
    certifications: union(a.certifications, b.certifications),
    revocations: union(a.revocations, b.revocations),
  };
}

/** Two signatures are one if their bytes are. */
function union<S extends { write(): Uint8Array }>(a: readonly S[], b: readonly S[]): S[] {
  const byBytes = new Map<string, S>();
  for (const signature of [...a, ...b]) {
    const bytes = Buffer.from(signature.write()).toString('base64');
    if (!byBytes.has(bytes)) byBytes.set(bytes, signature);
  }
  return [...byBytes.values()];
}

/** The bytes to keep: binary packets (RFC 9580 section 10.1), with the keys that its revocations are checked with. */
export function serialise(components: VerifiedComponents): Uint8Array {
  const packets = packetsOf(components);
  packets.push(...components.revokers);
  return packets.write();
}

/** What is different between the facts before and after an update. */
export function changesBetween(before: CertificateFacts, after: CertificateFacts): Change[] {
  const users = (facts: CertificateFacts) => new Set(facts.userIDs);
  const [old, now] = [users(before), users(after)];
  return [
    ...keyChanges('key', before.primary, after.primary),
    ...after.subkeys.flatMap((subkey) => {
      const known = before.subkeys.find(({ fingerprint }) => fingerprint === subkey.fingerprint);
      return keyChanges('subkey', known, subkey);
    }),
    ...[...now]
      .filter((userID) => !old.has(userID))
      .map((userID) => ({ what: 'new-user-id' as const, userID })),
    ...[...old]
      .filter((userID) => !now.has(userID))
      .map((userID) => ({ what: 'removed-user-id' as const, userID })),
  ];
}

function keyChanges(component: 'key' | 'subkey', before: KeyFacts | undefined, after: KeyFacts): Change[] {
  const { fingerprint } = after;
  const changes: Change[] = [];
  if (!before) changes.push({ what: 'new', component, fingerprint, date: after.created });
  else if (before.expires !== after.expires)
    changes.push({ what: 'expiry', component, fingerprint, from: before.expires, to: after.expires });
  if (after.revoked && !before?.revoked)
    changes.push({ what: 'revoked', component, fingerprint, date: after.revoked.date });
  return changes;
}
