import {
  type KeyID,
  type PrivateKey,
  readPrivateKeys,
  type SecretKeyPacket,
  type SecretSubkeyPacket,
} from 'openpgp';
import { Failure } from '../../errors.js';
import { keyBytes } from '../certificate/components.js';
import type { CertificateFacts, KeyFacts } from '../certificate/facts.js';
import { readCertificate } from '../certificate/index.js';
import { weakness } from '../certificate/policy.js';

type SecretPacket = SecretKeyPacket | SecretSubkeyPacket;

/** A secret key of which one component is going to sign. */
export interface SigningKey {
  key: PrivateKey;
  facts: CertificateFacts;
  /** The component that signs. */
  component: KeyFacts;
  /** It must be unlocked with a pass phrase. */
  locked: boolean;
}

/**
 * Reads the reporter's secret key (armored or binary, RFC 9580 section 10.2) and chooses the component that signs:
 * of those that may sign at `now` and whose secret half is there, the newest.
 *
 * @throws Failure BAD_DATA: not one secret key; KEY_CANNOT_SIGN: a certificate, expired, revoked, no signing key
 */
export async function readSigningKey(data: Uint8Array, now: Date): Promise<SigningKey> {
  const key = await parse(data);
  const { facts } = await readCertificate(key.toPublic().write(), now).catch((error) => {
    throw isUnsupported(error) ? new Failure('KEY_CANNOT_SIGN', error.message, LEAVE_OUT) : error;
  });
  const component = choose(key, facts, now);
  const locked = !packetOf(key, component).isDecrypted();
  return { key, facts, component, locked };
}

async function parse(data: Uint8Array): Promise<PrivateKey> {
  let keys: PrivateKey[];
  try {
    keys = await readPrivateKeys({ binaryKeys: await keyBytes(data, 'secret key') });
  } catch (error) {
    if (await isCertificate(data)) {
      throw new Failure(
        'KEY_CANNOT_SIGN',
        'this is a certificate, the public half of a key: it cannot sign',
        ['gpg --export-secret-keys --armor YOUR-ADDRESS > my-key.asc'],
      );
    }
    if (error instanceof Failure) throw error;
    throw new Failure('BAD_DATA', 'this is not an OpenPGP secret key, or it is damaged', [], {
      cause: error,
    });
  }
  const [key] = keys;
  if (!key || keys.length > 1)
    throw new Failure('BAD_DATA', `one secret key is expected, and there are ${keys.length}`);
  return key;
}

function isCertificate(data: Uint8Array): Promise<boolean> {
  return readCertificate(data, new Date()).then(() => true, isUnsupported);
}

/** A certificate, of which OpenPGP.js cannot verify anything. */
function isUnsupported(error: unknown): error is Failure {
  return error instanceof Failure && error.code === 'CERT_CANNOT_ENCRYPT';
}

function choose(key: PrivateKey, { primary, subkeys }: CertificateFacts, now: Date): KeyFacts {
  const ended = (one: KeyFacts) => one.expires !== null && Date.parse(one.expires) <= now.getTime();
  if (primary.revoked) throw cannotSign(`was revoked on ${primary.revoked.date.slice(0, 10)}`);
  if (primary.expires !== null && ended(primary)) {
    throw cannotSign(`expired on ${primary.expires.slice(0, 10)}`);
  }
  const capable = [primary, ...subkeys].filter((one) => one.canSign);
  const usable = capable
    .filter(
      (one) => !one.revoked && !ended(one) && !weakness(one) && Date.parse(one.created) <= now.getTime(),
    )
    .sort((a, b) => Date.parse(b.created) - Date.parse(a.created));
  const found = usable.find((one) => hasSecret(packetOf(key, one)));
  if (found) return found;
  if (usable.length > 0) throw cannotSign('is here without the secret half of its signing key');
  const [only] = capable;
  if (!only) throw cannotSign('has no signing key');
  if (only.revoked) throw cannotSign('has a signing key that was revoked');
  if (ended(only)) throw cannotSign('has a signing key that expired');
  throw cannotSign(`has no usable signing key: it is ${weakness(only) ?? 'dated in the future'}`);
}

const LEAVE_OUT = ['encrypt without --sign-with, or name another key'];

function cannotSign(why: string, cause?: unknown): Failure {
  return new Failure('KEY_CANNOT_SIGN', `the key to sign with ${why}`, LEAVE_OUT, { cause });
}

function packetOf(key: PrivateKey, component: KeyFacts): SecretPacket {
  const wanted = component.fingerprint.toLowerCase();
  const found = [key, ...key.subkeys].find((one) => one.getFingerprint() === wanted);
  return found?.keyPacket as SecretPacket;
}

/** A key whose secret half lies elsewhere (on a card, offline) holds a stub in its place. */
function hasSecret(packet: SecretPacket): boolean {
  return !packet.isDummy() && !packet.isMissingSecretKeyMaterial();
}

/** A signing key that is unlocked and was found to work. */
export interface Signer {
  key: PrivateKey;
  facts: CertificateFacts;
  /** Of the component that signs. */
  keyID: KeyID;
  /** When the signature is dated: now, whatever is done about the recipient's expiry. */
  date: Date;
}

/**
 * Unlocks the one component that signs.
 *
 * @param passphrase not looked at where the key is not locked
 * @throws Failure KEY_IS_PROTECTED: the pass phrase is wrong; KEY_CANNOT_SIGN
 */
export async function unlock(
  { key, facts, component }: SigningKey,
  passphrase: string | undefined,
  date: Date,
): Promise<Signer> {
  const packet = packetOf(key, component);
  if (!packet.isDecrypted()) {
    await packet.decrypt(passphrase ?? '').catch((error) => {
      throw new Failure('KEY_IS_PROTECTED', 'the pass phrase does not unlock the key', [], { cause: error });
    });
  }
  try {
    await packet.validate();
    await key.getSigningKey(packet.getKeyID(), date);
  } catch (error) {
    throw cannotSign('is damaged or of an unsupported kind', error);
  }
  return { key, facts, keyID: packet.getKeyID(), date };
}
