import { Failure } from '../errors.js';
import { certificateNotUsed } from '../output/words/encrypt/encrypt-words.js';
import { checkWords } from '../output/words/encryption-choice.js';
import { noKey } from '../output/words/vendor-key-failures.js';
import type { EncryptionTarget } from '../pgp/encrypt/encryption-target.js';
import type { EncryptRequest } from '../pgp/encrypt/index.js';
import type { Signer } from '../pgp/encrypt/signer.js';
import { chooseRecipients } from '../pgp/policy/choose-recipients.js';
import { chooseEncryptionKey } from '../pgp/policy/encryption-key.js';
import type { ByteCounts, Write } from '../streams/byte-streams.js';
import { certificatesBehind } from './certificates.js';
import type { CommonOptions, Encrypted, EncryptOptions } from './encrypt-options.js';
import { bytesOf } from './source.js';
import type { Vendor } from './vendor-handle.js';

type CommonRequest = Omit<EncryptRequest, 'armor' | 'lineEnd' | 'size'>;

/** What both forms of a message share: who can read it, who signs it, and where it goes. */
export async function encryptWith(
  vendor: Vendor,
  options: CommonOptions,
  encrypt: (request: CommonRequest, write: Write) => Promise<ByteCounts>,
): Promise<Encrypted> {
  const now = new Date();
  const { targets, expired, leftOut } = await vendorRecipients(vendor, options.strict === true, now);
  const recipients = [...targets];
  if (options.encryptToSelf !== undefined) recipients.push(await ownRecipient(options.encryptToSelf, now));
  const signer = options.signWith ? await signerOf(options.signWith, now) : undefined;
  if (Buffer.byteLength(options.filename ?? '') > 255) {
    throw new Failure('USAGE', 'a file name takes at most 255 bytes');
  }
  const parts: Uint8Array[] = [];
  const write = options.write ?? ((chunk: Uint8Array) => void parts.push(Uint8Array.from(chunk)));
  const { hiddenRecipient: hidden, filename } = options;
  const request = { recipients, signer, hidden, filename };
  const counts = await encrypt(request, async (chunk) => write(chunk));
  return {
    message: Buffer.concat(parts),
    ...counts,
    recipients: recipients.map(recipientFacts),
    expired,
    leftOut,
  };
}

async function vendorRecipients(vendor: Vendor, strict: boolean, now: Date) {
  const candidates = certificatesBehind(vendor, 'encrypt').map(({ certificate }) => certificate);
  const { used, leftOut } = chooseRecipients(candidates, now, strict);
  const [worst] = leftOut;
  if (worst && (strict || used.length === 0)) {
    throw certificateNotUsed(worst.choice, now, `the key of ${vendor.name}`, []);
  }
  if (used.length === 0) throw noKey({ manifest: vendor.manifest, pageSource: vendor.page }, 'encrypt');
  const { encryptionFacts } = await import('../pgp/encrypt/encryption-target.js');
  const ends = used.flatMap(({ choice }) => (choice.status === 'expired' ? [choice.expired] : []));
  return {
    targets: used.map(
      ({ candidate, choice }): EncryptionTarget => ({ ...encryptionFacts(candidate), key: choice.key }),
    ),
    expired: ends.sort().at(-1) ?? null,
    leftOut: leftOut.map(({ candidate: { facts }, choice }) => ({
      fingerprint: facts.primary.fingerprint,
      reason: checkWords(choice, now),
    })),
  };
}

async function ownRecipient(data: Uint8Array | string, now: Date): Promise<EncryptionTarget> {
  const [{ readCertificate }, { encryptionFacts }] = await Promise.all([
    import('../pgp/certificate/index.js'),
    import('../pgp/encrypt/encryption-target.js'),
  ]);
  const certificate = await readCertificate(bytesOf(data), now);
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status !== 'usable') throw certificateNotUsed(usability, now, 'the own certificate', []);
  return { ...encryptionFacts(certificate), key: usability.key };
}

async function signerOf(
  { key, passphrase }: NonNullable<EncryptOptions['signWith']>,
  now: Date,
): Promise<Signer> {
  const { readSigningKey, unlock } = await import('../pgp/encrypt/signer.js');
  return unlock(await readSigningKey(bytesOf(key), now), passphrase, now);
}

function recipientFacts({ facts, key }: EncryptionTarget): Encrypted['recipients'][number] {
  return {
    userID: facts.userIDs[0] ?? null,
    fingerprint: facts.primary.fingerprint,
    encryptionKey: key.fingerprint,
  };
}
