/** A mail with all its parts, cut in the one way in which every program cuts it; or a fault. */

import { isIdentity } from './encoding.js';
import { type Entity, isCms, readEntity, readPart } from './entity.js';
import { boundaryOf } from './header/content-type.js';
import { MAX_PARTS } from './largest-mail.js';
import { structureFault } from './mail-fault.js';
import { splitParts } from './split-parts.js';

/** An entity and what it holds. */
export interface MailTree extends Entity {
  /** Of a multipart, its parts; of `message/rfc822`, the mail. */
  children: MailTree[];
  preamble: Buffer;
  epilogue: Buffer;
  /** Programs may differ on which lines are boundaries, in it or in a part of it. */
  overlap: boolean;
}

/** Deeper is a fault. */
const MAX_DEPTH = 40;

interface Growth {
  /** Of the multiparts around. */
  boundaries: readonly string[];
  depth: number;
  /** The parts of a signed mail are not taken apart: all of them is signed. */
  shallow: boolean;
}

const NOTHING = Buffer.alloc(0);

/**
 * Takes a mail apart to its last part.
 *
 * @param root its head, read before
 * @throws MailFault
 */
export function growTree(root: Entity): MailTree {
  if (hidesBoundary(root.whole)) structureFault('lone-cr');
  const shallow = root.type.name === 'multipart/signed';
  const count = { parts: 0 };
  return grow(root, { boundaries: [], depth: 0, shallow }, count);
}

function grow(entity: Entity, growth: Growth, count: { parts: number }): MailTree {
  if (++count.parts > MAX_PARTS) structureFault('too-many-parts');
  if (growth.depth > MAX_DEPTH) structureFault('too-deep');
  const { name } = entity.type;
  if (growth.shallow && growth.depth > 0) return leaf(entity);
  // S/MIME is another format: its parts are not looked at
  if (isCms(entity)) return leaf(entity);
  if (name.startsWith('multipart/')) return growMultipart(entity, growth, count);
  if (name !== 'message/rfc822' && name !== 'message/global') return leaf(entity);
  if (!isIdentity(entity.encoding)) structureFault('multipart-encoding');
  const inner = readEntity(entity.body);
  const child = grow(inner, { ...growth, depth: growth.depth + 1 }, count);
  return { ...leaf(entity), children: [child], overlap: child.overlap };
}

const leaf = (entity: Entity): MailTree => ({
  ...entity,
  children: [],
  preamble: NOTHING,
  epilogue: NOTHING,
  overlap: false,
});

function growMultipart(entity: Entity, growth: Growth, count: { parts: number }): MailTree {
  // programs differ on whether an encoding of the whole is undone (RFC 2045 section 6.4 forbids it)
  if (!isIdentity(entity.encoding)) structureFault('multipart-encoding');
  const boundary = boundaryOf(entity.type);
  const overlaps = (other: string) => other.startsWith(boundary) || boundary.startsWith(other);
  const { preamble, parts, epilogue, overlap } = splitParts(entity.body, boundary, MAX_PARTS);
  const otherwise = entity.type.name === 'multipart/digest' ? 'message/rfc822' : undefined;
  const inside = { ...growth, boundaries: [...growth.boundaries, boundary], depth: growth.depth + 1 };
  const children = parts.map((part) => grow(readPart(part, otherwise), inside, count));
  const unclear = overlap || growth.boundaries.some(overlaps) || children.some((child) => child.overlap);
  return { ...entity, children, preamble, epilogue, overlap: unclear };
}

const CR = 13;
const DASH = 0x2d;

/** A carriage return alone ends a line for some programs: a boundary behind it would be one for them. */
function hidesBoundary(data: Buffer): boolean {
  for (let at = data.indexOf(CR); at >= 0; at = data.indexOf(CR, at + 1)) {
    if (data[at + 1] === DASH && data[at + 2] === DASH) return true;
  }
  return false;
}
