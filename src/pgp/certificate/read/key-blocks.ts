import { Refusal } from '../../../errors.js';
import { cutPackets, type Frame, isRevocationPacket, writePacket } from '../../format/key-packet-frames.js';
import { packetType, TAG } from '../../format/tags.js';
import { refuseCertificate, type UnreadableForm } from '../reason.js';
import { type ArmoredBlock, armoredBlocks, keyText, plainLines } from './armored-keys.js';
import { keyBytes } from './key-bytes.js';
import { fingerprintOf } from './key-packet.js';
import { unreadableForm } from './unreadable-form.js';

/** Where in a file something stands: a line from 1; `undefined` where the file is no text with blocks. */
export interface InBlock {
  line: number | undefined;
}

/** What of the keys in a file can be read, and what cannot. */
export interface KeyBlocks {
  /** The certificates, each once, where it stands first. Upper-case hex. */
  certificates: (InBlock & { fingerprint: string })[];
  /** The packets of all blocks that can be read. */
  packets: Uint8Array;
  unreadable: (InBlock & { refusal: Refusal })[];
}

/**
 * Reads the keys in a file block by block, so that a damaged one takes none of the others with it: a keyring, a page
 * with blocks in it, a list of a project's keys. A text without a block is no fault here.
 */
export function readKeyBlocks(data: Uint8Array): KeyBlocks {
  const text = keyText(data);
  const blocks = text === undefined ? [] : armoredBlocks(text).filter(isKey);
  const found: KeyBlocks = { certificates: [], packets: new Uint8Array(), unreadable: [] };
  const frames: Frame[] = [];
  const known = new Set<string>();
  const take = (line: number | undefined, packets: () => Frame[]) => {
    const read = packets();
    frames.push(...read);
    for (const { tag, body } of read) {
      const fingerprint = tag === TAG.PUBLIC_KEY ? fingerprintOf(body) : null;
      if (fingerprint === null || known.has(fingerprint)) continue;
      known.add(fingerprint);
      found.certificates.push({ fingerprint, line });
    }
  };
  for (const block of blocks) {
    try {
      take(block.line, () => packetsOf(block));
    } catch (error) {
      found.unreadable.push({ line: block.line, refusal: refusalOf(error, block) });
    }
  }
  if (text !== undefined) found.unreadable.push(...brokenFrames(text, blocks));
  if (blocks.length === 0 && found.unreadable.length === 0) {
    try {
      take(undefined, () => cutPackets(keyBytes(data)));
    } catch (error) {
      if (!(error instanceof Refusal || error instanceof RangeError)) throw error;
    }
  }
  found.unreadable.sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  return { ...found, packets: Buffer.concat(frames.map(writePacket)) };
}

/** What keys are in, or revocations by themselves. */
const isKey = ({ label }: ArmoredBlock) => /^(?:PUBLIC|PRIVATE) KEY BLOCK$|^SIGNATURE$/.test(label);

/** @throws Refusal BAD_DATA: a secret key, no key; RangeError: it is damaged */
function packetsOf(block: ArmoredBlock): Frame[] {
  if (block.label === 'SIGNATURE') return revocationsIn(block);
  const frames = cutPackets(block.bytes());
  if (frames.some(({ tag }) => packetType(tag)?.role === 'secret-key'))
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-secret' });
  if (frames.every(({ tag }) => tag !== TAG.PUBLIC_KEY && tag !== TAG.SIGNATURE))
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-none' });
  return frames;
}

/** Other signatures stand on pages too: they are nobody's key, also where they are damaged. */
function revocationsIn(block: ArmoredBlock): Frame[] {
  try {
    const frames = cutPackets(block.bytes());
    return frames.every(isRevocationPacket) ? frames : [];
  } catch {
    return [];
  }
}

function refusalOf(error: unknown, block: ArmoredBlock): Refusal {
  if (error instanceof Refusal) return error;
  if (!(error instanceof RangeError)) throw error;
  return unreadable(unreadableForm(Buffer.from(block.text(), 'latin1'), error), error);
}

function unreadable(form: UnreadableForm, cause?: unknown): Refusal {
  return refuseCertificate('BAD_DATA', { reason: 'certificate-unreadable', form }, cause);
}

/** What is left of a frame around a key, in the order in which it is tried. */
const BROKEN: readonly [UnreadableForm, RegExp][] = [
  [
    'dashes',
    /^(?:\xe2\x80[\x93\x94]|[\x96\x97\u2013\u2014])(?:\xe2\x80[\x93\x94]|[\x96\x97\u2013\u2014-])*\s*BEGIN PGP PUBLIC KEY/,
  ],
  ['json', /-----BEGIN PGP PUBLIC KEY BLOCK-----(?:\\r)?\\n/],
  ['one-line', /-----BEGIN PGP PUBLIC KEY BLOCK-----.*[A-Za-z0-9+/]{32}/],
  ['damaged', /^-*\s*BEGIN PGP PUBLIC KEY BLOCK\s*-*$/],
];
const END = /^-----END PGP PUBLIC KEY BLOCK-----$/;

/** Blocks that begin or end in no line that armor has (RFC 9580 section 6.2). A mention in a sentence is none. */
function brokenFrames(text: string, blocks: readonly ArmoredBlock[]): KeyBlocks['unreadable'] {
  const begins = new Set(blocks.map(({ line }) => line));
  let open = false;
  return plainLines(text).flatMap(({ line, text: one }) => {
    const form = begins.has(line) ? undefined : BROKEN.find(([, pattern]) => pattern.test(one))?.[0];
    const headless = END.test(one) && !open;
    if (begins.has(line) || form !== undefined) open = true;
    else if (END.test(one)) open = false;
    if (form !== undefined) return [{ line, refusal: unreadable(form) }];
    return headless ? [{ line, refusal: unreadable('headless') }] : [];
  });
}
