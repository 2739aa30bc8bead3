import {
  enums,
  type PrivateKey,
  readPrivateKeys,
  type SecretKeyPacket,
  type SecretSubkeyPacket,
  type SignaturePacket,
} from 'openpgp';
import { Refusal } from '../../errors.js';
import { type Certificate, readCertificate } from '../certificate/index.js';
import { keyBytes } from '../certificate/read/key-bytes.js';
import type { CertificateReason } from '../certificate/reason.js';
import type { CertificateFacts, KeyFacts } from '../facts.js';
import { OPENPGP_CONFIG, SIGNING_CONFIG } from '../policy/openpgp-config.js';
import { chooseSigningKey, type SigningObstacle } from '../policy/signing-key.js';
import { heardDirectly } from './heard-directly.js';
import { publicHalf, restoreUserIDs } from './public-half.js';
import { refuseEncryption } from './reason.js';

type SecretPacket = SecretKeyPacket | SecretSubkeyPacket;

/** A secret key of which one component is going to sign. */
export interface SigningKey {
  key: PrivateKey;
  facts: CertificateFacts;
  /** The component that signs. */
  component: KeyFacts;
  /** It must be unlocked with a pass phrase. */
  locked: boolean;
  /** Why Sequoia refuses what this key signs. */
  doubts: SignerDoubt[];
}

/** What of a key counts here and not everywhere. */
export type SignerDoubt = { doubt: 'rsa-bits'; bits: number } | { doubt: 'sha-1' };

/** Sequoia's standard policy: RSA of 2048 bits, and no SHA-1 under what the key says of itself. */
function doubtsAbout({ facts, ruling }: Certificate, component: KeyFacts): SignerDoubt[] {
  const { direct, user, bindings } = ruling;
  const small = [facts.primary, component].find(
    ({ algorithm, bits }) => algorithm === 'RSA' && (bits ?? 0) < 2048,
  );
  const isOld = (one: SignaturePacket | undefined) =>
    one !== undefined && one.hashAlgorithm === enums.hash.sha1;
  const self = [user?.signature, direct].filter((one) => one !== undefined);
  const old = self.every(isOld) || isOld(bindings.get(component.fingerprint)?.signature);
  return [
    ...(small ? [{ doubt: 'rsa-bits', bits: small.bits ?? 0 } as const] : []),
    ...(old ? [{ doubt: 'sha-1' } as const] : []),
  ];
}

/**
 * Reads the reporter's secret key (armored or binary, RFC 9580 section 10.2) and chooses the component that signs.
 *
 * @throws Refusal BAD_DATA: not one secret key; KEY_CANNOT_SIGN: a certificate, expired, revoked, no signing key
 */
export async function readSigningKey(data: Uint8Array, now: Date): Promise<SigningKey> {
  const { key, packets } = await parse(data);
  const certificate = await readCertificate(await publicHalf(packets), now).catch((error) => {
    if (!isUnverifiable(error)) throw error;
    const { fault } = error.facts;
    throw refuseEncryption('KEY_CANNOT_SIGN', { reason: 'secret-key-unverifiable', fault }, error);
  });
  const { facts } = certificate;
  const choice = chooseSigningKey(facts, now, (one) => hasSecret(packetOf(key, one)));
  if ('obstacle' in choice) throw cannotSign(choice);
  const component = choice.key;
  heardDirectly(key, certificate);
  const locked = !packetOf(key, component).isDecrypted();
  return { key, facts, component, locked, doubts: doubtsAbout(certificate, component) };
}

async function parse(data: Uint8Array): Promise<{ key: PrivateKey; packets: Uint8Array }> {
  let keys: PrivateKey[];
  let packets: Uint8Array;
  try {
    packets = keyBytes(data, 'secret-key');
    keys = await readPrivateKeys({ binaryKeys: packets, config: OPENPGP_CONFIG });
  } catch (error) {
    if (await isCertificate(data)) {
      throw refuseEncryption('KEY_CANNOT_SIGN', { reason: 'secret-key-is-certificate' });
    }
    if (error instanceof Refusal) throw error;
    throw refuseEncryption('BAD_DATA', { reason: 'secret-key-unreadable' }, error);
  }
  const [key] = keys;
  if (!key || keys.length > 1) {
    throw refuseEncryption('BAD_DATA', { reason: 'secret-key-several', count: keys.length });
  }
  restoreUserIDs(key, packets);
  return { key, packets };
}

function isCertificate(data: Uint8Array): Promise<boolean> {
  return readCertificate(data, new Date()).then(() => true, isUnverifiable);
}

/** A certificate, of which OpenPGP.js cannot verify anything. */
function isUnverifiable(
  error: unknown,
): error is Refusal<Extract<CertificateReason, { reason: 'certificate-unverifiable' }>> {
  return error instanceof Refusal && error.facts.reason === 'certificate-unverifiable';
}

function cannotSign(why: SigningObstacle, cause?: unknown): Refusal {
  return refuseEncryption('KEY_CANNOT_SIGN', { reason: 'secret-key-cannot-sign', why }, cause);
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
  keyPacket: SecretPacket;
  /** When the signature is dated: now, whatever is done about the recipient's expiry. */
  date: Date;
}

/**
 * Unlocks the one component that signs.
 *
 * @param passphrase not looked at where the key is not locked
 * @throws Refusal KEY_IS_PROTECTED: the pass phrase is wrong; KEY_CANNOT_SIGN
 */
export async function unlock(
  { key, facts, component }: SigningKey,
  passphrase: string | undefined,
  date: Date,
): Promise<Signer> {
  const packet = packetOf(key, component);
  if (!packet.isDecrypted()) {
    await packet.decrypt(passphrase ?? '').catch((error) => {
      throw refuseEncryption('KEY_IS_PROTECTED', { reason: 'passphrase-wrong' }, error);
    });
  }
  try {
    await packet.validate();
    await key.getSigningKey(packet.getKeyID(), date, undefined, SIGNING_CONFIG);
  } catch (error) {
    throw cannotSign({ obstacle: 'unusable' }, error);
  }
  return { key, facts, keyPacket: packet, date };
}
