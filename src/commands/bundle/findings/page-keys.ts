import { contradicting, fingerprintsIn } from '../../../bundle/facts-in-text.js';
import type { Manifest } from '../../../bundle/manifest.js';
import { failureOf } from '../../../output/in-words.js';
import { type Finding, finding } from '../../../output/words/bundle-findings.js';
import type { KeyBlocks } from '../../../pgp/certificate/read/key-blocks.js';
import type { KeysRead } from './key-findings.js';

/** What a page says of keys, beside those of the bundle. */
export async function pageKeyFindings(
  text: string,
  manifest: Manifest,
  keys: Pick<KeysRead, 'read' | 'complete'>,
  now: Date,
): Promise<Finding[]> {
  const { readKeyBlocks } = await import('../../../pgp/certificate/read/key-blocks.js');
  const blocks = readKeyBlocks(Buffer.from(text));
  const damaged = await damagedBlocks(blocks, manifest.page.file, now);
  // without all keys of the bundle nobody can say which of the page's are strange
  return keys.complete ? [...damaged, ...mentionFindings(text, blocks, manifest, keys)] : damaged;
}

async function damagedBlocks(
  { certificates, packets, unreadable }: KeyBlocks,
  file: string,
  now: Date,
): Promise<Finding[]> {
  const { readPinned } = await import('../../../pgp/certificate/index.js');
  const found: Finding[] = [];
  const attempt = async (line: number | undefined, read: () => Promise<unknown>) => {
    try {
      await read();
    } catch (error) {
      const failure = await failureOf(error);
      // of a kind that is not known here, nothing is wrong
      if (failure.code !== 'BAD_DATA') return;
      found.push(finding('page-key-damaged', placeIn(file, line), { text: failure.message }));
    }
  };
  for (const { line, refusal } of unreadable) await attempt(line, () => Promise.reject(refusal));
  for (const { line, fingerprint } of certificates)
    await attempt(line, () => readPinned(packets, fingerprint, now));
  return found;
}

const placeIn = (file: string, line: number | undefined) => (line === undefined ? file : `${file}:${line}`);

/** Fingerprints of subkeys are published too. */
function mentionFindings(
  text: string,
  { certificates }: KeyBlocks,
  { page, keys: pins }: Manifest,
  { read }: Pick<KeysRead, 'read'>,
): Finding[] {
  const pinned = pins.map(({ fingerprint }) => fingerprint);
  const known = new Set([
    ...pinned,
    ...read.flatMap(({ certificate }) => certificate.facts.subkeys.map(({ fingerprint }) => fingerprint)),
  ]);
  const mentions = fingerprintsIn(text);
  const named = new Set(mentions.map((mention) => mention.text));
  const atOdds = new Set(contradicting(mentions, pinned, [...known]));
  const inline = certificates.filter(({ fingerprint }) => !known.has(fingerprint));
  // the page's key is another one than the bundle's
  const noneInline = pinned.length > 0 && inline.length === certificates.length;
  return [
    ...mentions
      .filter((mention) => !known.has(mention.text))
      .map((mention) =>
        finding(
          atOdds.has(mention) ? 'page-fingerprint-differs' : 'page-fingerprint',
          placeIn(page.file, mention.line),
          mention,
        ),
      ),
    ...inline.map(({ fingerprint, line }) =>
      finding(noneInline ? 'page-key-differs' : 'page-key', placeIn(page.file, line), { text: fingerprint }),
    ),
    // of a pin that no certificate has, that is the fault
    ...pins
      .filter(({ fingerprint }) => !named.has(fingerprint))
      .filter(({ fingerprint }) => read.some(({ pin }) => pin.fingerprint === fingerprint))
      .map(({ field, fingerprint }) =>
        finding('key-unconfirmed', `${field}.fingerprint`, { text: fingerprint }),
      ),
  ];
}
