import { commandFor, quoted } from '../command-line.js';
import type { Context } from '../context.js';
import { Failure, type Hint } from '../errors.js';
import { sameFile } from '../file-identity.js';
import { checkInput, type InputIdentity, openInput, readAll } from '../input.js';
import { refusal } from '../output/encrypt-words.js';
import type { Recipient } from '../pgp/recipients.js';
import type { Signer, SigningKey } from '../pgp/signer.js';

/** Larger files are no key. */
const LIMIT = 4 << 20;

export interface KeyOptions {
  signWith?: string;
  passphraseFile?: string;
  encryptToSelf?: string;
}

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
      { again: ['--sign-with', 'KEYFILE'] },
    ]);
  }
  const named = [
    ['--sign-with', options.signWith],
    ['--passphrase-file', options.passphraseFile],
    ['--encrypt-to-self', options.encryptToSelf],
  ] as const;
  const files: KeyFile[] = [];
  for (const [option, path] of named) {
    if (path === '-') throw new Failure('USAGE', `${option} takes a file, and - is standard input`);
    if (path === undefined) continue;
    const hints: Hint[] = [{ again: [option, 'FILE'], instead: [option] }];
    files.push({ option, path, identity: await checkInput(path, hints) });
  }
  return files;
}

/**
 * Keeps a secret from being taken for the report, by whatever name: the same file, a link to it, or standard input
 * that a path such as /dev/stdin names once more. A certificate is no secret, but a pipe cannot hold it and the report.
 *
 * @param report `null`: standard input
 * @throws Failure USAGE
 */
export function refuseSecret(
  context: Context,
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
  const keys = keyFiles.map(({ option, path }) => `${option} ${quoted(path)}`);
  throw new Failure(
    'USAGE',
    `${input ?? 'standard input'} is the report and what ${twice.option} reads: ${why}`,
    [`name the report as a file of its own: ${commandFor(context, 'encrypt')} FILE ${keys.join(' ')}`],
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
  vendor: Recipient,
  now: Date,
): Promise<Recipient> {
  const { readCertificate } = await import('../pgp/certificate.js');
  const { judge } = await import('../pgp/policy.js');
  const certificate = await inFile(path, async () => readCertificate(await readKeyFile(context, path), now));
  if (certificate.facts.primary.fingerprint === vendor.certificate.facts.primary.fingerprint) {
    throw new Failure('USAGE', `--encrypt-to-self ${path} is the vendor's own certificate, not yours`, [
      'gpg --export --armor YOUR-ADDRESS > my-certificate.asc',
    ]);
  }
  const usability = judge(certificate.facts, now);
  if (usability.status === 'usable') return { certificate, key: usability.key };
  throw refusal(usability, now, `your certificate ${path}`, [
    'name another certificate, or leave --encrypt-to-self out',
  ]);
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
  const { readSigningKey, unlock } = await import('../pgp/signer.js');
  const key = await inFile(path, async () => readSigningKey(await readKeyFile(context, path), now));
  if (!key.locked) return unlock(key, undefined, now);
  const { passphraseFile } = options;
  if (passphraseFile === undefined) return askAndUnlock(key, now);
  const passphrase = await readPassphrase(context, passphraseFile);
  return inFile(passphraseFile, () => unlock(key, passphrase, now));
}

const TRIES = 3;

async function askAndUnlock(key: SigningKey, now: Date): Promise<Signer> {
  const { askPassphrase } = await import('../output/passphrase.js');
  const { unlock } = await import('../pgp/signer.js');
  const name = key.facts.userIDs[0] ?? key.facts.primary.fingerprint;
  for (let left = TRIES; ; left--) {
    const again = left < TRIES ? 'that was not it; ' : '';
    const passphrase = await askPassphrase(`${again}pass phrase of ${name}`);
    try {
      return await unlock(key, passphrase, now);
    } catch (error) {
      if (left > 1 && error instanceof Failure && error.code === 'KEY_IS_PROTECTED') continue;
      throw error;
    }
  }
}

/** The file's text; one final newline is not a part of the pass phrase. */
async function readPassphrase(context: Context, path: string): Promise<string> {
  const data = await readKeyFile(context, path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data).replace(/\r?\n$/, '');
  } catch (error) {
    throw new Failure('BAD_DATA', `${path}: the pass phrase is not UTF-8 text`, [], { cause: error });
  }
}

async function readKeyFile(context: Context, path: string): Promise<Uint8Array> {
  const input = await openInput(context.io, path);
  try {
    return await readAll(input, LIMIT);
  } finally {
    await input.close();
  }
}

/** Names the file that a failure is about. */
async function inFile<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Failure) || error.message.includes(path)) throw error;
    throw new Failure(error.code, `${path}: ${error.message}`, error.hints, { cause: error });
  }
}
