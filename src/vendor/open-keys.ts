import type { KeyUse, PinnedKey } from '../bundle/manifest.js';
import type { Bundle, KeyInFile } from '../bundle/model.js';
import { Failure } from '../errors.js';
import { failureOf } from '../output/in-words.js';
import { explained, noKey } from '../output/words/vendor-key-failures.js';
import type { Certificate, KnownCertificate } from '../pgp/certificate/index.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { chooseEncryptionKey } from '../pgp/policy/encryption-key.js';

/** What was found of each key of the vendor's; `failure` (CERT_CANNOT_ENCRYPT): why this program cannot use it. */
export type Opened<T> = ({ pin: PinnedKey } & T) | { pin: PinnedKey; failure: Failure };

/**
 * The keys of a bundle that have a use, in its order.
 *
 * @throws Failure CERT_CANNOT_ENCRYPT where there are none
 */
export function keysFor(bundle: Bundle, use?: KeyUse): readonly KeyInFile[] {
  const keys = bundle.keys.filter(({ pin }) => use === undefined || pin.use.includes(use));
  if (keys.length === 0) throw noKey(bundle, use);
  return keys;
}

/**
 * Opens each key. One that cannot be used is a failure of the whole only where it is the only one.
 *
 * @throws Failure CERT_CANNOT_ENCRYPT where none can be used; and what else `open` throws
 */
export async function openEach<T>(
  keys: readonly KeyInFile[],
  open: (key: KeyInFile) => Promise<T>,
): Promise<Opened<T>[]> {
  const opened: Opened<T>[] = [];
  for (const key of keys) {
    try {
      opened.push({ pin: key.pin, ...(await open(key)) });
    } catch (error) {
      const failure = await failureOf(error);
      if (failure.code !== 'CERT_CANNOT_ENCRYPT') throw failure;
      opened.push({ pin: key.pin, failure });
    }
  }
  const [first] = opened;
  if (first && 'failure' in first && opened.every((one) => 'failure' in one)) throw first.failure;
  return opened;
}

/**
 * A certificate of the vendor's, read, verified and compared with its pin, together with the user's newer copy of it.
 *
 * @throws Failure BAD_DATA, CERT_CANNOT_ENCRYPT, PRIMARY_KEY_BAD, IO_ERROR
 */
export async function openCertificate(
  bundle: Bundle,
  key: KeyInFile,
  now = new Date(),
): Promise<Certificate> {
  const certificate = await pinnedCertificate(bundle, key, now);
  const { fingerprint } = key.pin;
  const update = await bundle.findUpdate?.(fingerprint);
  if (!update) return certificate;
  const [{ certificateOf, readWhole }, { merge }] = await Promise.all([
    import('../pgp/certificate/index.js'),
    import('../pgp/certificate/newer-copy.js'),
  ]);
  let components = certificate.components;
  for (const { path, data } of update.copies) {
    const newer = await readWhole(data, fingerprint, now).catch(async (error) => {
      const failure = await failureOf(error);
      const message = `the updated key ${path}: ${failure.message}`;
      throw new Failure(failure.code, message, [{ run: 'key reset' }], { cause: error });
    });
    components = merge(components, newer.components);
  }
  const updated = certificateOf(components, now);
  bundle.tellUpdate?.(update, isRevoked(updated, now) && !isRevoked(certificate, now), fingerprint);
  return updated;
}

const isRevoked = ({ facts }: Certificate, now: Date) => chooseEncryptionKey(facts, now).status === 'revoked';

/**
 * `openCertificate` for what is handed out or added to: something of it must verify.
 *
 * @throws Failure as `openCertificate`; CERT_CANNOT_ENCRYPT where nothing of it can be verified
 */
export async function openVerified(bundle: Bundle, key: KeyInFile, now = new Date()): Promise<Certificate> {
  const certificate = await openCertificate(bundle, key, now);
  const { requireVerifiable } = await import('../pgp/certificate/index.js');
  try {
    requireVerifiable(certificate);
  } catch (error) {
    throw explained(bundle, key.pin, await failureOf(error));
  }
  return certificate;
}

/** The certificate that lies in the bundle, without the user's newer copies. @throws Failure as `openCertificate` */
export async function pinnedCertificate(
  bundle: Bundle,
  { pin, data }: KeyInFile,
  now: Date,
): Promise<Certificate> {
  const { readPinned } = await import('../pgp/certificate/index.js');
  return readPinned(data, pin.fingerprint, now).catch(async (error) => {
    throw explained(bundle, pin, await failureOf(error));
  });
}

/** `openCertificate` where the facts may be enough: those of the program's own certificates need no OpenPGP.js. */
export async function openKnown(bundle: Bundle, key: KeyInFile): Promise<KnownCertificate> {
  let opened: Promise<Certificate> | undefined;
  const open = () => {
    opened ??= openCertificate(bundle, key);
    return opened;
  };
  const updated = await bundle.findUpdate?.(key.pin.fingerprint);
  const compiled = updated ? undefined : readCompiled<CertificateFacts[]>(bundle, 'keys');
  return { facts: compiled?.[bundle.keys.indexOf(key)] ?? (await open()).facts, open };
}

/** The facts alone. */
export async function openFacts(bundle: Bundle, key: KeyInFile): Promise<CertificateFacts> {
  return (await openKnown(bundle, key)).facts;
}

/** What the build compiled, or `undefined` where the bundle has other files than the build saw. */
export function readCompiled<T>(bundle: Bundle, name: string): T | undefined {
  if (!bundle.compiled) return undefined;
  return JSON.parse(bundle.compiled(`${name}.json`).toString()) as T;
}
