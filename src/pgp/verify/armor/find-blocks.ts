import { isBlank, type Line, lineAt, linesFrom, textOf } from '../../../text/byte-lines.js';
import { MalformedError, malformed, type Problem } from '../malformed.js';
import type { Warning } from '../verification.js';
import { type BeginLine, beginLines } from './begin-lines.js';
import { OutsideText } from './outside-text.js';
import { type ArmorBlock, readArmor } from './read-armor.js';
import { type Cleartext, readCleartext } from './read-cleartext.js';

/** A block that could be read. */
export type ReadBlock =
  | { form: 'cleartext'; cleartext: Cleartext; armor: ArmorBlock }
  | { form: 'armor'; armor: ArmorBlock };

/** A block of a text: read, or broken. */
export type FoundBlock = { begin: BeginLine } & ({ read: ReadBlock } | { read?: never; problem: Problem });

/** All blocks of a text but certificates: those are passed over, and never trusted. */
export interface FoundBlocks {
  blocks: FoundBlock[];
  certificates: BeginLine[];
}

/** More blocks than this are not told apart: somebody wants to exhaust the reader. */
const MAX_BLOCKS = 64;

const MARK = '-----BEGIN PGP';

/** Whether there is anything in `data` that could be meant as a block: then it is taken seriously. */
export function mentionsBlock(data: Buffer): boolean {
  return data.includes(MARK) || beginsBlock(data);
}

/** Whether a line of `data` begins a block, or once did: a mention in a line's middle (an archive has such) is none. */
export function beginsBlock(data: Buffer): boolean {
  return firstBegin(data) !== undefined;
}

/** The first line that begins a block, or once did. */
export function firstBegin(data: Buffer): BeginLine | undefined {
  for (const begin of beginLines(data)) if (!begin.weak) return begin;
  return undefined;
}

/**
 * Finds the blocks of a text, broken ones too, and reads them.
 *
 * @throws MalformedError several-blocks: more than anybody writes
 */
export function findBlocks(data: Buffer): FoundBlocks {
  const found: FoundBlocks = { blocks: [], certificates: [] };
  let weak: BeginLine | undefined;
  let open: FoundBlock | undefined;
  let after = 0;
  for (const begin of beginLines(data)) {
    if (begin.start < after) continue;
    if (begin.weak) weak = begin;
    else if (begin.meant === 'certificate') found.certificates.push(begin);
    // a signature belongs to the damaged text above it
    else if (begin.meant === 'signature' && open) open = undefined;
    else {
      const head = begin.meant === 'signature' && weak ? weak : begin;
      const block = readBlock(data, head);
      found.blocks.push(block);
      if (found.blocks.length > MAX_BLOCKS) malformed('several-blocks', { line: begin.number });
      if (block.read) after = block.read.armor.after.start;
      // the line is a string, and all that it holds
      else if (block.problem.code === 'json-encoded') after = lineAt(data, begin.start, begin.number).next;
      open = !block.read && head === begin && begin.meant === 'cleartext' ? block : undefined;
      weak = undefined;
    }
  }
  return found;
}

function readBlock(data: Buffer, begin: BeginLine): FoundBlock {
  if (begin.damage) return { begin, problem: { code: begin.damage, line: begin.number } };
  try {
    if (begin.label !== 'SIGNED MESSAGE') {
      return { begin, read: { form: 'armor', armor: readArmor(data, begin) } };
    }
    const cleartext = readCleartext(data, begin);
    return { begin, read: { form: 'cleartext', cleartext, armor: cleartext.signature } };
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return { begin, problem: error.problem };
  }
}

/** What stands around the blocks that were read, and what is to be said of their armor. */
export function warningsOf(data: Buffer, reads: readonly ReadBlock[], begins: readonly Line[]): Warning[] {
  const before = new OutsideText();
  const after = new OutsideText();
  let at = { start: 0, number: 1 };
  let text = before;
  for (const [index, { armor }] of reads.entries()) {
    countLines(data.subarray(0, begins[index]?.start), at, text);
    at = armor.after;
    text = after;
  }
  countLines(data, at, text);
  const warnings: Warning[] = reads.flatMap(({ armor }) => armor.repairs);
  warnings.push(...outsideWarnings(before, after));
  for (const sum of ['wrong', 'missing'] as const) {
    if (reads.some(({ armor }) => armor.crc === sum)) warnings.push({ code: `crc-${sum}` });
  }
  return warnings;
}

/** Text before and after, and certificates on either side. */
export function outsideWarnings(before: OutsideText, after: OutsideText): Warning[] {
  const warnings: Warning[] = [];
  if (before.lines > 0) warnings.push({ code: 'text-before', count: before.lines });
  if (after.lines > 0) warnings.push({ code: 'text-after', count: after.lines });
  const certificates = before.certificates + after.certificates;
  if (certificates > 0) warnings.push({ code: 'certificate-beside', count: certificates });
  return warnings;
}

/** Counts the lines from a place on. */
export function countLines(
  data: Buffer,
  { start, number }: Pick<Line, 'start' | 'number'>,
  text: OutsideText,
) {
  for (const line of linesFrom(data, start, number)) {
    if (!isBlank(data, line)) text.add(textOf(data, line));
  }
}
