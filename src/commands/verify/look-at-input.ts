import type { FileSink } from '../../files/write/atomic-file.js';
import { isUtf16Block } from '../../pgp/verify/armor/disguises.js';
import { mentionsBlock } from '../../pgp/verify/armor/find-blocks.js';
import {
  type Look,
  lookAt,
  lookAtStart,
  type PassingMessage,
  passingMessage,
} from '../../pgp/verify/index.js';
import { LARGEST_UNDONE } from '../../pgp/verify/look/look-undone.js';
import { looksLikeText } from '../../pgp/verify/look/nature-of.js';
import { startsLikePackets } from '../../pgp/verify/look/starts-like-packets.js';
import type { HeldSource } from './held-source.js';
import type { VerifySession } from './session.js';

/** Enough to tell what a file is. */
const HEAD = 1 << 16;

/** A smaller signed message is held: its text may be shown. */
const SMALL = 4 << 20;

/** How an input is looked at. */
export interface InputOptions {
  /** Whom an encrypted message names is enough: it need not be read to its end. */
  startOnly?: boolean | undefined;
  /** Of the parts of a mail, or of several messages, the one that is meant. */
  part?: number | undefined;
  /** Opens what takes content that is not held. */
  release?: (() => Promise<FileSink>) | undefined;
}

/** What an input is, and the verdict where that can be told from it alone. */
export interface Found {
  look: Look;
  /** Content that was not held, where it is good. */
  content?: { sink: FileSink | undefined; bytes: number };
}

/**
 * Holds what may be a message whole, up to what a message of the largest size takes when armored. An encrypted one is
 * looked at while it is read, and so is a signed one that is not small; they are held only as far as they could be
 * undone: where one turns out to be malformed, a program may have changed it. Of what is surely no message (a disk
 * image, a video) only the head is read.
 */
export async function lookAtInput(
  session: VerifySession,
  source: HeldSource,
  { startOnly, part, release }: InputOptions,
): Promise<Found> {
  const { trust, maxSize } = session;
  const start = async () => ({ look: lookAtStart(await source.held(), trust, session) });
  for (let before = 0; await source.next(); before = source.length) {
    if (source.length > maxSize * 1.5 + (1 << 20)) return start();
    // where a part is meant, there may be others
    const passes = part === undefined;
    if (source.length >= HEAD && before < HEAD) {
      const head = await source.held();
      const passing = passes ? passingMessage(head, trust) : undefined;
      if (isSurelyNone(head) || (passing && startOnly)) return start();
      const look = passing && (await lookAtPassing(source, passing));
      if (look && (await isFinal(source, look))) return { look };
    }
    if (passes && source.length >= SMALL && before < SMALL) {
      const found = await lookAtSigned(session, source, release);
      if (found) return found;
    }
  }
  return { look: await lookAt(await source.held(), trust, { now: session.now, maxSize, part }) };
}

async function lookAtPassing(source: HeldSource, passing: PassingMessage): Promise<Look> {
  for await (const chunk of source.rest()) passing.push(chunk);
  return passing.end();
}

/** @returns `undefined` for what must be held */
async function lookAtSigned(
  session: VerifySession,
  source: HeldSource,
  release: InputOptions['release'],
): Promise<Found | undefined> {
  const { passingSigned } = await import('../../pgp/verify/look/passing/passing-signed.js');
  const passing = passingSigned(await source.held(), { trust: session.trust, options: session });
  if (!passing) return undefined;
  const sink = await release?.();
  let bytes = 0;
  try {
    const look = await passing(source.rest(), async (chunk) => {
      bytes += chunk.length;
      await sink?.write(chunk);
    });
    if ('verification' in look && look.verification.verdict === 'good')
      return { look, content: { sink, bytes } };
    await sink?.abort();
    return (await isFinal(source, look)) ? { look } : undefined;
  } catch (error) {
    await sink?.abort();
    throw error;
  }
}

/** Whether nothing could be undone. Otherwise the source is read to its end. */
async function isFinal(source: HeldSource, look: Look): Promise<boolean> {
  if (!isMalformed(look)) return true;
  while (source.length <= LARGEST_UNDONE && (await source.next()));
  return source.length > LARGEST_UNDONE;
}

function isSurelyNone(start: Buffer): boolean {
  const head = start.subarray(0, HEAD);
  return !startsLikePackets(head) && !looksLikeText(head) && !mentionsBlock(head) && !isUtf16Block(head);
}

function isMalformed(look: Look): boolean {
  return 'verification' in look && look.verification.verdict === 'malformed';
}
