import type { PublishedKey } from '../../bundle/draft.js';
import { Failure, type FailureCode } from '../../errors.js';
import { failureOf } from '../../output/in-words.js';
import { passedOverWords } from '../../output/words/passed-over-words.js';
import type { Certificate } from '../../pgp/certificate/index.js';
import { chooseEncryptionKey } from '../../pgp/policy/encryption-key.js';
import { signingStateOf } from '../../pgp/policy/verification-key.js';

/** A certificate that was found. */
export interface FoundKey {
  certificate: Certificate;
  /** The file that it was found in; of several, the last. */
  path: string;
  /** The same, with the line where there is one: `SECURITY.md:20`. */
  place: string;
}

/** Why a key that was found is not taken, or not all of it. */
export interface KeyDoubt {
  place: string;
  /** In words. */
  text: string;
}

/** A file that may hold keys. */
export interface ProjectKeyFile {
  path: string;
  data: Uint8Array;
  /** `named`: by the user, who wants a key of it; `linked`: by the page; `page`: the page itself. */
  as: 'named' | 'linked' | 'page';
}

/**
 * The certificates in files, each once: by itself, in a keyring, or inline in a page. One that is damaged takes none of
 * the others with it.
 *
 * @throws Failure BAD_DATA, CERT_CANNOT_ENCRYPT naming the file that the user named: there is none in it
 */
export async function certificatesOf(
  files: readonly ProjectKeyFile[],
): Promise<{ keys: FoundKey[]; doubts: KeyDoubt[] }> {
  const found = new Map<string, FoundKey>();
  const doubts: KeyDoubt[] = [];
  for (const file of files) {
    const { keys, faults } = await keysIn(file);
    if (keys.length === 0 && file.as === 'named') throw noKeyIn(file, faults);
    doubts.push(...faults.map(({ place, text }) => ({ place, text })));
    for (const key of keys) {
      const { fingerprint } = key.certificate.facts.primary;
      const known = found.get(fingerprint);
      const { passedOver } = key.certificate.facts;
      doubts.push(
        ...passedOver.map((part) => ({ place: key.place, text: `not used: ${passedOverWords(part)}` })),
      );
      found.set(fingerprint, { ...key, certificate: known?.certificate ?? key.certificate });
    }
  }
  return { keys: [...found.values()], doubts };
}

interface Fault extends KeyDoubt {
  code: FailureCode;
}

async function keysIn({ path, data, as }: ProjectKeyFile): Promise<{ keys: FoundKey[]; faults: Fault[] }> {
  const [{ readCertificate, readPinned }, { readKeyBlocks }] = await Promise.all([
    import('../../pgp/certificate/index.js'),
    import('../../pgp/certificate/read/key-blocks.js'),
  ]);
  const now = new Date();
  const { certificates, packets, unreadable } = readKeyBlocks(data);
  const keys: FoundKey[] = [];
  const faults: Fault[] = [];
  const placeOf = (line: number | undefined) => (line === undefined ? path : `${path}:${line}`);
  const take = async (line: number | undefined, read: () => Promise<Certificate>) => {
    const place = placeOf(line);
    try {
      keys.push({ path, place, certificate: await read() });
    } catch (error) {
      const failure = await failureOf(error);
      faults.push({ place, text: failure.message, code: failure.code });
    }
  };
  for (const { line, refusal } of unreadable) await take(line, () => Promise.reject(refusal));
  for (const { line, fingerprint } of certificates)
    await take(line, () => readPinned(packets, fingerprint, now));
  const none = certificates.length === 0 && unreadable.length === 0;
  // says what the file is instead
  if (none && as !== 'page') await take(undefined, () => readCertificate(data, now));
  return { keys, faults };
}

function noKeyIn({ path }: ProjectKeyFile, [first, ...more]: readonly Fault[]): Failure {
  const next = [
    ...more.map(({ place, text }) => ({ advice: `${place}: ${text}` })),
    { advice: `let --key name a file with the vendor's certificate` },
  ];
  return new Failure(first?.code ?? 'BAD_DATA', `${first?.place ?? path}: ${first?.text ?? ''}`, next);
}

/** What a draft wants to know of it. */
export function publishedKey({ certificate: { facts }, path }: FoundKey, pagePath: string): PublishedKey {
  const now = new Date();
  const canEncrypt = chooseEncryptionKey(facts, now).status !== 'no-encryption-key';
  const canSign = signingStateOf(facts, now).status !== 'cannot-sign';
  return {
    fingerprint: facts.primary.fingerprint,
    subkeys: facts.subkeys.map(({ fingerprint }) => fingerprint),
    addresses: facts.userIDs.map((userID) => /<([^<>]*)>\s*$/.exec(userID)?.[1] ?? userID),
    inline: path === pagePath,
    use: canEncrypt === canSign ? undefined : canEncrypt ? 'encrypt' : 'verify',
  };
}
