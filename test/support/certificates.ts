import { config, enums, generateKey, type KeyOptions, type PrivateKey, SignaturePacket } from 'openpgp';
import { readCertificate } from '../../src/pgp/certificate/index.js';

export const DAY = 86_400_000;
export const NOW = new Date();
export const at = (days: number) => new Date(Math.floor(NOW.getTime() / 1000) * 1000 + days * DAY);
export const me = { name: 'Example', email: 'security@example.com' };

export async function make(options: Partial<KeyOptions> = {}): Promise<PrivateKey> {
  const { privateKey } = await generateKey({
    type: 'ecc',
    userIDs: [me],
    date: at(-100),
    ...options,
    format: 'object',
  });
  return privateKey;
}

export const read = (key: { toPublic(): { write(): Uint8Array } }) =>
  readCertificate(key.toPublic().write(), NOW);
export const bytesOf = (key: PrivateKey) => key.toPublic().write();

/** A signature by `key` as OpenPGP.js itself makes them. */
export async function sign(
  key: PrivateKey,
  properties: Partial<SignaturePacket>,
  data: object,
  date: Date,
): Promise<SignaturePacket> {
  const signature = new SignaturePacket();
  Object.assign(signature, {
    publicKeyAlgorithm: key.keyPacket.algorithm,
    hashAlgorithm: enums.hash.sha512,
    ...properties,
  });
  // the configuration is a parameter that the types do not know
  const signIt = signature.sign.bind(signature) as (...parameters: unknown[]) => Promise<void>;
  // a salt would be taken for each hash, and those of old have none
  const plain = { ...config, nonDeterministicSignaturesViaNotation: false };
  await signIt(key.keyPacket, data, date, false, plain);
  return signature;
}
