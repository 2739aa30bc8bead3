import type { OptionsOf } from '../../declared/values.js';
import { Failure } from '../../errors.js';
import { checkInput } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { failureOf } from '../../output/in-words.js';
import {
  certificateNotUsed,
  OWN_CERTIFICATE,
  OWN_SECRET_KEY,
  signerDoubtWords,
} from '../../output/words/encrypt/encrypt-words.js';
import { type EncryptionTarget, encryptionFacts } from '../../pgp/encrypt/encryption-target.js';
import type { Signer } from '../../pgp/encrypt/signer.js';
import { chooseEncryptionKey } from '../../pgp/policy/encryption-key.js';
import { type InputIdentity, sameFile } from '../../system/file-identity.js';
import { inFile, nameAnother, readKeyFile } from './key-file.js';
import { unlockWith } from './unlock-key.js';

type KeyOptions = Pick<OptionsOf<'encrypt'>, 'signWith' | 'passphraseFile' | 'encryptToSelf'>;

/** A file that an option names. */
export interface KeyFile {
  option: string;
  path: string;
  identity: InputIdentity;
}

/**
 * Contradictions, and what is missing.
 *
 * @returns the files that the options name
 * @throws Failure USAGE, MISSING_INPUT
 */
export async function checkKeyOptions(options: KeyOptions): Promise<KeyFile[]> {
  if (options.passphraseFile !== undefined && options.signWith === undefined) {
    throw new Failure('USAGE', '--passphrase-file goes with --sign-with', [
      { advice: 'name the key to sign with, with --sign-with' },
      { again: [], without: ['--passphrase-file'] },
    ]);
  }
  const named = [
    ['--sign-with', options.signWith],
    ['--passphrase-file', options.passphraseFile],
    ['--encrypt-to-self', options.encryptToSelf],
  ] as const;
  const files: KeyFile[] = [];
  for (const [option, path] of named) {
    if (path === undefined) continue;
    const hints = [nameAnother(option)];
    if (path === '-') throw new Failure('USAGE', `${option} takes a file, and - is standard input`, hints);
    files.push({ option, path, identity: await checkInput(path, hints) });
  }
  return files;
}

const ANOTHER_CERTIFICATE = [
  { advice: 'name another certificate with --encrypt-to-self' },
  { again: [], without: ['--encrypt-to-self'] },
];

/**
 * Keeps a secret from being taken for the report, by whatever name: the same file, a link to it, or standard input
 * that a path such as /dev/stdin names once more. A certificate is no secret, but a pipe cannot hold it and the report.
 *
 * @param report `null`: standard input
 * @throws Failure USAGE
 */
export function refuseSecret(
  report: { input: string | null; identity: InputIdentity | undefined },
  keyFiles: readonly KeyFile[],
): void {
  const { input, identity } = report;
  if (!identity) return;
  const isSecret = ({ option }: KeyFile) => option !== '--encrypt-to-self';
  const twice = keyFiles.find(
    (one) => sameFile(one.identity, identity) && (isSecret(one) || !identity.regular),
  );
  if (!twice) return;
  const why = isSecret(twice) ? 'a secret is not sent as the report' : 'it can be read once';
  throw new Failure(
    'USAGE',
    `${input ?? 'standard input'} is the report and what ${twice.option} reads: ${why}`,
    [{ advice: 'name the report as a file of its own' }],
  );
}

/**
 * The reporter's own certificate. It is judged at the present time, and its expiry is not forgiven: its owner can
 * renew it.
 *
 * @throws Failure BAD_DATA, CERT_CANNOT_ENCRYPT, MISSING_INPUT, USAGE
 */
export async function openSelf(
  context: Context,
  path: string,
  vendor: readonly EncryptionTarget[],
  now: Date,
): Promise<EncryptionTarget> {
  const { readCertificate } = await import('../../pgp/certificate/index.js');
  const certificate = await inFile(path, [OWN_CERTIFICATE], async () =>
    readCertificate(await readKeyFile(context, path), now).catch(async (error) => {
      const failure = await failureOf(error);
      if (failure.code !== 'CERT_CANNOT_ENCRYPT') throw failure;
      throw new Failure(failure.code, failure.message, ANOTHER_CERTIFICATE, { cause: error });
    }),
  );
  const { fingerprint } = certificate.facts.primary;
  if (vendor.some((one) => one.facts.primary.fingerprint === fingerprint)) {
    throw new Failure('USAGE', `--encrypt-to-self ${path} is the vendor's own certificate, not yours`, [
      OWN_CERTIFICATE,
    ]);
  }
  const usability = chooseEncryptionKey(certificate.facts, now);
  if (usability.status === 'usable') return { ...encryptionFacts(certificate), key: usability.key };
  throw certificateNotUsed(usability, now, `your certificate ${path}`, ANOTHER_CERTIFICATE);
}

/**
 * The reporter's secret key, unlocked.
 *
 * @throws Failure KEY_IS_PROTECTED, KEY_CANNOT_SIGN, BAD_DATA, MISSING_INPUT
 */
export async function openSigner(
  context: Context,
  path: string,
  options: KeyOptions,
  now: Date,
): Promise<Signer> {
  const { readSigningKey, unlock } = await import('../../pgp/encrypt/signer.js');
  const key = await inFile(path, [OWN_SECRET_KEY], async () =>
    readSigningKey(await readKeyFile(context, path), now),
  );
  for (const doubt of key.doubts) context.say.warning(signerDoubtWords(doubt));
  return key.locked
    ? unlockWith(context, key, options.passphraseFile, now)
    : inFile(path, [OWN_SECRET_KEY], () => unlock(key, undefined, now));
}
