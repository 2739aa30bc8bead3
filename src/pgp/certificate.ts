import {
  config,
  enums,
  type Key,
  type PublicKeyPacket,
  readKeys,
  type SignaturePacket,
  type Subkey,
} from 'openpgp';
import { Failure } from '../errors.js';
import type { CertificateFacts, KeyFacts, Revocation } from './facts.js';

type KeyPacket = Key['keyPacket'] | Subkey['keyPacket'];

/** A certificate (RFC 9580 section 10.1) whose self-signatures have been verified. */
export interface Certificate {
  key: Key;
  facts: CertificateFacts;
}

/**
 * Reads one certificate, armored or binary, and verifies its self-signatures.
 *
 * @param data the bytes of the file
 * @param now signatures made later do not count
 * @throws Failure BAD_DATA: not OpenPGP, a secret key, several certificates, no verified self-signature
 */
export async function readCertificate(data: Uint8Array, now: Date): Promise<Certificate> {
  const keys = await parseKeys(data);
  const [key] = keys;
  if (!key || keys.length > 1) {
    throw new Failure('BAD_DATA', `one certificate is expected, and there are ${keys.length}`);
  }
  if (key.isPrivate()) throw new Failure('BAD_DATA', 'this is a secret key, not a certificate');
  return { key, facts: await certificateFacts(key, now) };
}

async function parseKeys(data: Uint8Array): Promise<Key[]> {
  const plain = withoutByteOrderMark(data);
  const armored = isArmored(plain) ? Buffer.from(plain).toString('latin1') : undefined;
  const blocks = armored?.match(/^-----BEGIN PGP /gm)?.length ?? 1;
  // OpenPGP.js reads the first and says nothing of the rest
  if (blocks > 1)
    throw new Failure('BAD_DATA', `one certificate is expected, and there are ${blocks} armored blocks`);
  try {
    return armored === undefined
      ? await readKeys({ binaryKeys: plain })
      : await readKeys({ armoredKeys: armored });
  } catch (error) {
    throw new Failure('BAD_DATA', 'the certificate is not OpenPGP data or is damaged', [], { cause: error });
  }
}

/** Binary packets start with the top bit set (RFC 9580 section 4.2). */
function isArmored(data: Uint8Array): boolean {
  return ((data[0] ?? 0) & 0x80) === 0;
}

/** An editor's mark before the armor, which OpenPGP.js does not skip. No packet of a certificate starts so. */
function withoutByteOrderMark(data: Uint8Array): Uint8Array {
  return data[0] === 0xef && data[1] === 0xbb && data[2] === 0xbf ? data.subarray(3) : data;
}

/**
 * Compares the computed primary fingerprint with the pin.
 *
 * @throws Failure PRIMARY_KEY_BAD where they differ
 */
export function checkPin(facts: CertificateFacts, pin: string): void {
  if (facts.primary.fingerprint === pin.toUpperCase()) return;
  throw new Failure(
    'PRIMARY_KEY_BAD',
    `the certificate is not the pinned one: its fingerprint is ${facts.primary.fingerprint}, the pin is ${pin}`,
  );
}

/** What the verified self-signatures say. @throws Failure BAD_DATA where none verifies */
export async function certificateFacts(key: Key, now: Date): Promise<CertificateFacts> {
  const users = await verifiedUsers(key, now);
  const direct = await newestValid(
    key,
    directSignatures(key),
    enums.signature.key,
    { key: key.keyPacket },
    now,
  );
  const best = users[0]?.signature ?? direct;
  if (!best)
    throw new Failure('BAD_DATA', 'the certificate is damaged: none of its self-signatures verifies');
  const ruling = key.keyPacket.version === 6 && direct ? direct : best;
  const revocation = await newestRevocation(
    key,
    key.revocationSignatures,
    enums.signature.keyRevocation,
    { key: key.keyPacket },
    now,
  );
  const subkeys = await Promise.all(key.subkeys.map((subkey) => subkeyFacts(key, subkey, now)));
  return {
    userIDs: users.map((user) => user.userID),
    primary: keyFacts(key.keyPacket, ruling, revocation),
    subkeys: subkeys.filter((facts) => facts !== undefined),
  };
}

/** Signatures directly on the primary key (type 0x1F); OpenPGP.js has them and leaves them out of its types. */
function directSignatures(key: Key): SignaturePacket[] {
  return (key as Key & { directSignatures: SignaturePacket[] }).directSignatures;
}

interface VerifiedUser {
  userID: string;
  signature: SignaturePacket;
}

async function verifiedUsers(key: Key, now: Date): Promise<VerifiedUser[]> {
  const found: VerifiedUser[] = [];
  for (const user of key.users) {
    if (!user.userID) continue;
    const data = { userID: user.userID, key: key.keyPacket };
    const signature = await newestValid(key, user.selfCertifications, enums.signature.certGeneric, data, now);
    if (!signature) continue;
    const revoked = await newestRevocation(
      key,
      user.revocationSignatures,
      enums.signature.certRevocation,
      data,
      now,
    );
    if (!revoked || (!revoked.hard && Date.parse(revoked.date) < Number(signature.created))) {
      found.push({ userID: user.userID.userID, signature });
    }
  }
  return found.sort(primaryFirst);
}

function primaryFirst(a: VerifiedUser, b: VerifiedUser): number {
  const primary = Number(b.signature.isPrimaryUserID ?? false) - Number(a.signature.isPrimaryUserID ?? false);
  return primary || Number(b.signature.created) - Number(a.signature.created);
}

async function subkeyFacts(key: Key, subkey: Subkey, now: Date): Promise<KeyFacts | undefined> {
  const data = { key: key.keyPacket, bind: subkey.keyPacket };
  const binding = await newestValid(key, subkey.bindingSignatures, enums.signature.subkeyBinding, data, now);
  if (!binding) return undefined;
  const revocation = await newestRevocation(
    key,
    subkey.revocationSignatures,
    enums.signature.subkeyRevocation,
    data,
    now,
  );
  const facts = keyFacts(subkey.keyPacket, binding, revocation);
  return facts.canSign && !(await hasBackSignature(subkey, binding, data))
    ? { ...facts, canSign: false }
    : facts;
}

/** A signing subkey must have signed its binding itself (RFC 9580 section 5.2.1.9). */
async function hasBackSignature(subkey: Subkey, binding: SignaturePacket, data: object): Promise<boolean> {
  const back = binding.embeddedSignature;
  if (!back) return false;
  return verifies(back, subkey.keyPacket, enums.signature.keyBinding, data);
}

/**
 * The newest signature by the primary key that verifies, was not made after `now` and has not itself expired.
 * The key's own expiry does not matter here. `date: null` is OpenPGP.js's "whatever the date"; dates are compared
 * here.
 */
async function newestValid(
  key: Key,
  signatures: readonly SignaturePacket[],
  type: enums.signature,
  data: object,
  now: Date,
): Promise<SignaturePacket | undefined> {
  const byAge = [...signatures].sort((a, b) => Number(b.created) - Number(a.created));
  for (const signature of byAge) {
    if (!signature.created || signature.created > now || signature.getExpirationTime() <= now) continue;
    if (await verifies(signature, key.keyPacket, type, data)) return signature;
  }
  return undefined;
}

async function newestRevocation(
  key: Key,
  signatures: readonly SignaturePacket[],
  type: enums.signature,
  data: object,
  now: Date,
): Promise<Revocation | null> {
  const soft = [
    enums.reasonForRevocation.keyRetired,
    enums.reasonForRevocation.keySuperseded,
    enums.reasonForRevocation.userIDInvalid,
  ];
  const found: Revocation[] = [];
  for (const signature of signatures) {
    const flag = signature.reasonForRevocationFlag;
    const hard = flag === null || !soft.includes(flag);
    if (!hard && (signature.created ?? now) > now) continue;
    if (!(await verifies(signature, key.keyPacket, type, data))) continue;
    found.push({ date: (signature.created ?? now).toISOString(), hard, reason: reasonWords(signature) });
  }
  return found.find((revocation) => revocation.hard) ?? found[0] ?? null;
}

function reasonWords(signature: SignaturePacket): string | null {
  const names: Record<number, string> = {
    1: 'superseded',
    2: 'compromised',
    3: 'retired',
    32: 'user ID no longer valid',
  };
  const name = names[signature.reasonForRevocationFlag ?? 0];
  const text = signature.reasonForRevocationString;
  return [name, text].filter(Boolean).join(': ') || null;
}

async function verifies(
  signature: SignaturePacket,
  issuer: KeyPacket,
  type: enums.signature,
  data: object,
): Promise<boolean> {
  try {
    await signature.verify(issuer as PublicKeyPacket, type, data, null as unknown as Date, false, config);
    return true;
  } catch {
    return false;
  }
}

function keyFacts(packet: KeyPacket, signature: SignaturePacket, revoked: Revocation | null): KeyFacts {
  const { algorithm, bits, curve } = packet.getAlgorithmInfo() as {
    algorithm: string;
    bits?: number;
    curve?: string;
  };
  const flags = signature.keyFlags?.[0] ?? 0;
  const created = packet.created;
  const expires =
    signature.keyNeverExpires === false
      ? new Date(created.getTime() + (signature.keyExpirationTime ?? 0) * 1000)
      : null;
  return {
    fingerprint: packet.getFingerprint().toUpperCase(),
    keyID: packet.getKeyID().toHex().toUpperCase(),
    version: packet.version,
    algorithm: algorithmName(algorithm),
    bits: bits ?? null,
    curve: curve ?? null,
    created: created.toISOString(),
    expires: expires?.toISOString() ?? null,
    revoked,
    canEncrypt:
      (flags & (enums.keyFlags.encryptCommunication | enums.keyFlags.encryptStorage)) !== 0 &&
      canEncryptWith(algorithm),
    canSign: (flags & enums.keyFlags.signData) !== 0,
  };
}

function canEncryptWith(algorithm: string): boolean {
  return ['rsaEncryptSign', 'rsaEncrypt', 'elgamal', 'ecdh', 'x25519', 'x448'].includes(algorithm);
}

/** OpenPGP.js's name of an algorithm as the field writes it (RFC 9580 section 9.1). */
function algorithmName(name: string): string {
  const names: Record<string, string> = {
    rsaEncryptSign: 'RSA',
    rsaEncrypt: 'RSA',
    rsaSign: 'RSA',
    elgamal: 'Elgamal',
    dsa: 'DSA',
    ecdh: 'ECDH',
    ecdsa: 'ECDSA',
    eddsaLegacy: 'EdDSA',
    x25519: 'X25519',
    x448: 'X448',
    ed25519: 'Ed25519',
    ed448: 'Ed448',
  };
  return names[name] ?? name;
}

/** The component of a certificate with this fingerprint. */
export function componentKey(key: Key, fingerprint: string): Key | Subkey | undefined {
  const wanted = fingerprint.toLowerCase();
  return [key, ...key.subkeys].find((component) => component.getFingerprint() === wanted);
}
