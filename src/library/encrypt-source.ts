import { obstacleWords } from '../output/words/encryption-choice.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../pgp/policy/encryption-key.js';
import type { Encrypted, EncryptOptions } from './encrypt-options.js';
import { encryptWith } from './encrypt-with.js';
import { piecesOf, type Source } from './source.js';
import { inFailures, type Vendor } from './vendor-handle.js';

/**
 * Encrypts to a vendor: the very bytes of `source`, in constant memory where `write` is given.
 *
 * An expired key is used unless `strict` (it takes no secrecy away) and reported in `expired`; a revoked one never.
 *
 * @throws Failure CERT_CANNOT_ENCRYPT, KEY_IS_PROTECTED, KEY_CANNOT_SIGN, BAD_DATA (a key that is none), USAGE,
 *   IO_ERROR (`size` is not what came); and what `source` and `write` throw
 */
export function encrypt(vendor: Vendor, source: Source, options: EncryptOptions = {}): Promise<Encrypted> {
  return inFailures(() => encryptSource(vendor, source, options));
}

async function encryptSource(vendor: Vendor, source: Source, options: EncryptOptions): Promise<Encrypted> {
  const { encryptStream } = await import('../pgp/encrypt/index.js');
  const { binary, size } = options;
  return encryptWith(vendor, options, (request, write) =>
    encryptStream({ ...request, armor: !binary, size }, piecesOf(source), write),
  );
}

/** Whether, and with which key, a message can be encrypted to a certificate. */
export type Usability =
  | Exclude<EncryptionChoice, { status: 'no-encryption-key' }>
  | { status: 'no-encryption-key'; reason: string };

/** Judges a certificate at `now`. */
export function judge(facts: CertificateFacts, now: Date): Usability {
  const choice = chooseEncryptionKey(facts, now);
  if (choice.status !== 'no-encryption-key') return choice;
  return { status: choice.status, reason: obstacleWords(choice.obstacle, now) };
}
