import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle, CertificateUpdate } from '../bundle/model.js';
import { readBundle } from '../bundle/read.js';
import { Failure, type Next, Refusal } from '../errors.js';
import type { Context } from '../output/context.js';
import { commandFor } from '../output/hints.js';
import { inWords } from '../output/in-words.js';
import { INSTALL_ANEW, lookAgain } from '../output/words/bundle-hints.js';
import { PAGE_WORDS } from '../output/words/page-words.js';
import type { Page } from '../page/model.js';
import type { Certificate } from '../pgp/certificate/index.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { chooseEncryptionKey } from '../pgp/policy/encryption-key.js';
import type { FileIdentity } from '../system/file-identity.js';
import { exportFromKeyring, showKeysOf } from '../text/system-commands.js';

/**
 * The bundle that this run works with. The program's own files were checked when it was built and are compared
 * by their bytes; anything else is checked here, its certificate and pin too.
 *
 * @throws Failure BAD_DATA, CERT_CANNOT_ENCRYPT, PRIMARY_KEY_BAD; Refusal BAD_DATA, MISSING_INPUT
 */
export async function openBundle(context: Context): Promise<Bundle> {
  if (context.bundleFromEnvironment)
    context.say.info(`CODESHIP_SEC_BUNDLE names the bundle ${context.bundleDir}`);
  const bundle = await readBundle(context.io.root, context.bundleDir);
  if (!bundle.compiled) await pinnedCertificate(bundle, new Date()).catch(unlessUnsupported);
  bundle.findUpdate = updateFinder(bundle.manifest.key.fingerprint);
  bundle.tellUpdate = updateTeller(context);
  return bundle;
}

/** A key that this program cannot use leaves page and contact as they are; what needs the key asks for it again. */
function unlessUnsupported(error: unknown): void {
  if (!(error instanceof Failure) || error.code !== 'CERT_CANNOT_ENCRYPT') throw error;
}

/** Looks once. */
function updateFinder(fingerprint: string): () => Promise<CertificateUpdate | undefined> {
  let found: Promise<CertificateUpdate | undefined> | undefined;
  return () => {
    found ??= import('./stored-key.js').then(({ readStored }) => readStored(fingerprint));
    return found;
  };
}

/** Says once what the key was updated with; of a revocation not how to be rid of it. */
function updateTeller(context: Context): (update: CertificateUpdate, revokes: boolean) => void {
  let told = false;
  return ({ date }, revokes) => {
    if (told) return;
    told = true;
    const words = `the key is used as updated on ${date.toISOString().slice(0, 10)}`;
    const more = revokes
      ? ', and that update revokes it: nobody should encrypt to it any more'
      : `; to take that back: ${commandFor(context, 'key reset')}`;
    context.say.info(words + more);
  };
}

/** What the build compiled, or `undefined` where the bundle has other files than the build saw. */
async function readCompiled<T>(bundle: Bundle, name: string): Promise<T | undefined> {
  if (!bundle.compiled) return undefined;
  return JSON.parse(readFileSync(join(bundle.compiled, `${name}.json`), 'utf8')) as T;
}

/**
 * The vendor's certificate, read, verified and compared with the pin, together with the user's newer copy of it.
 *
 * @throws Failure BAD_DATA, CERT_CANNOT_ENCRYPT, PRIMARY_KEY_BAD, IO_ERROR
 */
export async function openCertificate(bundle: Bundle, now = new Date()): Promise<Certificate> {
  const certificate = await pinnedCertificate(bundle, now);
  const update = await bundle.findUpdate?.();
  if (!update) return certificate;
  const [{ certificateOf, readWhole }, { merge }] = await Promise.all([
    import('../pgp/certificate/index.js'),
    import('../pgp/certificate/newer-copy.js'),
  ]);
  let components = certificate.components;
  for (const { path, data } of update.copies) {
    const newer = await readWhole(data, bundle.manifest.key.fingerprint, now).catch(async (error) => {
      const failure = await inWords(error);
      if (!(failure instanceof Failure)) throw error;
      const message = `the updated key ${path}: ${failure.message}`;
      throw new Failure(failure.code, message, [{ run: 'key reset' }], { cause: error });
    });
    components = merge(components, newer.components);
  }
  const updated = certificateOf(components, now);
  bundle.tellUpdate?.(update, isRevoked(updated, now) && !isRevoked(certificate, now));
  return updated;
}

const isRevoked = ({ facts }: Certificate, now: Date) => chooseEncryptionKey(facts, now).status === 'revoked';

/**
 * The same, where it is handed out or added to.
 *
 * @throws Failure as `openCertificate`; CERT_CANNOT_ENCRYPT where nothing of it can be verified
 */
export async function openVerified(bundle: Bundle, now = new Date()): Promise<Certificate> {
  const certificate = await openCertificate(bundle, now);
  const { requireVerifiable } = await import('../pgp/certificate/index.js');
  try {
    requireVerifiable(certificate);
  } catch (error) {
    const failure = await inWords(error);
    throw failure instanceof Failure ? explained(bundle, failure) : error;
  }
  return certificate;
}

/** The certificate that lies in the bundle. */
export async function pinnedCertificate(bundle: Bundle, now: Date): Promise<Certificate> {
  const { readPinned } = await import('../pgp/certificate/index.js');
  return readPinned(bundle.keyData, bundle.manifest.key.fingerprint, now).catch(async (error) => {
    const failure = await inWords(error);
    throw failure instanceof Failure ? explained(bundle, failure) : error;
  });
}

/** Says which field of the bundle named the file that is wrong, and what to do about a wrong pin. */
function explained(bundle: Bundle, { code, message, next: given, cause }: Failure): Failure {
  const place = `${join(bundle.dir, 'bundle.json')}: key.file ${bundle.manifest.key.file}`;
  if (code === 'PRIMARY_KEY_BAD') {
    const next = bundle.bundled
      ? INSTALL_ANEW
      : { advice: 'write nothing with this bundle until both agree with a source that you trust' };
    return new Failure(code, message, [next, ...given], { cause });
  }
  // where the certificate is not at fault, the failure says what is
  const incomplete = cause instanceof Refusal && cause.facts.reason === 'certificate-no-user-id';
  const known = code === 'CERT_CANNOT_ENCRYPT' && !incomplete ? whenUnsupported(bundle) : given;
  const next = known.length > 0 ? known : whenWrong(bundle);
  return new Failure(code, `${place}: ${message}`, next, { cause });
}

/** Whatever lies there, the certificate with the pinned fingerprint belongs there: alone, and public. */
function whenWrong({ bundled, dir, manifest: { key } }: Bundle): Next[] {
  if (bundled) return [INSTALL_ANEW];
  const source =
    key.url === undefined ? [] : [{ advice: `the vendor publishes the certificate at ${key.url}` }];
  return [
    ...source,
    { advice: 'where your keyring has it, gpg puts it there' },
    { shell: exportFromKeyring(key.fingerprint, join(dir, key.file)) },
    lookAgain(dir),
  ];
}

/** Another certificate is what it takes, or another program. */
function whenUnsupported({ dir, manifest: { address, key } }: Bundle): Next[] {
  return [
    {
      advice: `ask ${address} for a key that is RSA, Ed25519 or on a NIST curve, and let key.file and key.fingerprint name it`,
    },
    { advice: 'GnuPG knows more kinds of keys' },
    { shell: showKeysOf(join(dir, key.file)) },
  ];
}

/** The files behind a bundle, with the user's newer copy of its certificate: no output may be one of them. */
export async function bundleFiles(bundle: Bundle): Promise<FileIdentity[]> {
  const update = await bundle.findUpdate?.();
  return [...bundle.files, ...(update?.copies ?? []).map(({ file }) => file)];
}

/** The facts alone: for the program's own certificate, not updated, without loading OpenPGP.js. */
export async function openFacts(bundle: Bundle): Promise<CertificateFacts> {
  const compiled = (await bundle.findUpdate?.()) ? undefined : readCompiled<CertificateFacts>(bundle, 'key');
  return (await compiled) ?? (await openCertificate(bundle)).facts;
}

/** The page: the program's own as the build compiled it, without loading a Markdown parser. */
export async function openPage(bundle: Bundle): Promise<Page> {
  const compiled = await readCompiled<Page>(bundle, 'page');
  if (compiled) return compiled;
  const { compilePage } = await import('../page/compile-page.js');
  const { page, site } = bundle.manifest;
  try {
    return compilePage(bundle.pageSource, site, PAGE_WORDS, page.url);
  } catch (error) {
    const failure = await inWords(error);
    if (!(failure instanceof Failure) || bundle.bundled) throw error;
    const message = `${join(bundle.dir, 'bundle.json')}: page.file ${page.file}: ${failure.message}`;
    const again = { run: 'toc' };
    throw new Failure(failure.code, message, [...failure.next, again], { cause: error });
  }
}
