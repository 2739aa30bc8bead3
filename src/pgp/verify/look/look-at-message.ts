import { isRevocation } from '../../format/signature-fields.js';
import { packetType, TAG } from '../../format/tags.js';
import type { BeginLine } from '../armor/begin-lines.js';
import { isBehindText } from '../armor/behind-text.js';
import { changedBlockIn } from '../armor/changed-block.js';
import { isRichText, isUtf16Block, nameDisguise, onlyBase64 } from '../armor/disguises.js';
import { type FoundBlock, findBlocks, type ReadBlock, warningsOf } from '../armor/find-blocks.js';
import { type ArmorBlock, readArmor } from '../armor/read-armor.js';
import type { Cleartext } from '../armor/read-cleartext.js';
import type { DetachedSignature } from '../judge/judge-content.js';
import { MalformedError, malformed } from '../malformed.js';
import type { Nature } from '../nature.js';
import { beginsEncrypted, lookAtEncrypted } from '../packets/look-at-encrypted.js';
import { type Packet, readPackets, significant } from '../packets/read-packets.js';
import type { Trust } from '../trust.js';
import type { Kind, Verification, VerifyOptions, Warning } from '../verification.js';
import { holdsSigned } from './holds-signed.js';
import { looksLikeText, natureOf } from './nature-of.js';
import { startsLikePackets } from './starts-like-packets.js';

/** Everything is decided; or a detached signature waits for its data. */
export type Look = { verification: Verification } | { detached: DetachedSignature };

/**
 * Looks at a file that is no mail, or at what a mail holds, as it stands.
 *
 * @throws MalformedError several-blocks, with their number: it cannot be told which one is meant
 */
export async function lookAtMessage(data: Buffer, given: Given): Promise<Look> {
  if (startsLikePackets(data)) return lookAtPackets(readPackets(data), undefined, given);
  const { blocks, certificates } = findBlocks(data);
  const [first, second] = blocks;
  if (!first && certificates[0]) return lookAtCertificate(data, certificates[0], given);
  if (!first) return lookAtNoBlock(data, given);
  if (second && !blocks.every(({ begin }) => begin.meant === 'signature')) {
    malformed('several-blocks', { line: second.begin.number, number: blocks.length });
  }
  if (isRichText(data) && blocks.some(({ read }) => !read)) malformed('rtf');
  const reads = blocks.map(readOf);
  const begins = blocks.map(({ begin }) => begin);
  given.warnings.push(...warningsOf(data, reads, begins));
  if (first.begin.meant === 'signature' && isInsideOfMail(data, first.begin)) malformed('mail-inside');
  if (second) return lookAtSignatures(reads, given);
  const look = await lookAtBlock(reads[0] as ReadBlock, given);
  if (!('detached' in look) || !isBehindText(data, first.begin)) return look;
  return { detached: { ...look.detached, behindText: true } };
}

/** How many bytes before a signature the head of its part of a mail is looked for. */
const PART_HEAD = 4096;

/** A signature in a part of a mail, behind another part: what it signs is that, and no file. (RFC 3156 section 5) */
function isInsideOfMail(data: Buffer, { start }: BeginLine): boolean {
  const head = data.toString('latin1', Math.max(0, start - PART_HEAD), start);
  if (!/^[>| \t]*Content-Type:[ \t]*application\/pgp-signature\b/im.test(head)) return false;
  const [, boundary] = [...head.matchAll(/^[>| \t]*(--[^\s-]\S{0,80})[ \t]*\r?$/gm)].at(-1) ?? [];
  return boundary !== undefined && data.indexOf(boundary) < data.lastIndexOf(boundary, start);
}

function readOf(block: FoundBlock): ReadBlock {
  if (block.read) return block.read;
  throw new MalformedError(block.problem);
}

/** Of a larger text, no more is looked for. */
const LARGEST_TEXT = 4 << 20;

function lookAtNoBlock(data: Buffer, given: Given): Look {
  const isText = looksLikeText(data.subarray(0, 1 << 16));
  if (isText || isUtf16Block(data)) nameDisguise(data);
  const packets = onlyBase64(data);
  if (packets && startsLikePackets(packets)) malformed('base64-packets');
  const line = isText && data.length <= LARGEST_TEXT ? changedBlockIn(data.toString('latin1')) : undefined;
  if (line !== undefined) malformed('changed-lines', { line });
  return notProtected(natureOf(data), undefined, given.warnings);
}

/** Alone in a file, a certificate is what the file is. */
async function lookAtCertificate(data: Buffer, begin: BeginLine, given: Given): Promise<Look> {
  if (begin.damage) malformed(begin.damage, { line: begin.number });
  const armor = readArmor(data, begin);
  given.warnings.push(...warningsOf(data, [{ form: 'armor', armor }], [begin]));
  return lookAtPackets(readPackets(armor.data), armor, given);
}

async function lookAtBlock(read: ReadBlock, given: Given): Promise<Look> {
  if (read.form === 'armor') return lookAtPackets(readPackets(read.armor.data), read.armor, given);
  return decided(await verifyCleartext(read.cleartext, given));
}

/** Detached signatures over one file of data, a block each. */
function lookAtSignatures(reads: readonly ReadBlock[], given: Given): Promise<Look> {
  const layers = reads.map(({ armor }) => {
    const layer = significant(readPackets(armor.data));
    const alone = layer.length > 0 && layer.every(({ tag }) => tag === TAG.SIGNATURE);
    return alone ? layer : malformed('label-content', { text: armor.label });
  });
  return signaturesAlone(layers.flat(), reads[0]?.armor, given);
}

/** What an encrypted message is looked at without: hashes, and what unpacks. */
const judging = () => import('../judge/index.js');

/** What a look is given. Warnings are collected as they are found. */
export interface Given {
  trust: Trust;
  options: VerifyOptions;
  warnings: Warning[];
  /** It lies in an mbox file. */
  mbox?: boolean;
  /** It is the signature of a mail, which the mail shows. */
  inMail?: boolean;
}

async function verifyCleartext(cleartext: Cleartext, given: Given): Promise<Verification> {
  warnOfHeaders(cleartext.signature, given);
  const packets = significant(readPackets(cleartext.signature.data));
  const stray = packets.find(({ tag }) => tag !== TAG.SIGNATURE);
  if (stray) malformed('grammar', { number: stray.tag, offset: stray.offset });
  if (packets.length === 0) malformed('no-signature-packet');
  const { judgeContent, parseSignature, TEXT_ONLY, verdictFrom } = await judging();
  const shapes = packets.map(({ body }) => parseSignature(body));
  const judged = await judgeContent(shapes, cleartext.text, { ...given, types: TEXT_ONLY });
  if (cleartext.notUtf8 === undefined) return verdictFrom('cleartext', judged, cleartext.text, given);
  const signatures = judged.map((report) =>
    report.status === 'good' || report.status === 'bad'
      ? { ...report, status: 'unsupported' as const, why: { what: 'invalid-utf8' as const } }
      : report,
  );
  const { warnings } = given;
  const notUtf8 = { line: cleartext.notUtf8 };
  return { kind: 'cleartext', verdict: 'not-verified', signatures, warnings, notUtf8 };
}

async function lookAtPackets(
  packets: readonly Packet[],
  block: ArmorBlock | undefined,
  given: Given,
): Promise<Look> {
  const layer = significant(packets);
  const [first] = layer;
  if (!first) return malformed('grammar', { offset: 0 });
  const role = packetType(first.tag)?.role;
  if (role === 'secret-key') return notProtected('secret-key', 'secret-key');
  if (role === 'public-key') return notProtected('certificate', 'certificate');
  if (layer.every(({ tag }) => tag === TAG.SIGNATURE)) return signaturesAlone(layer, block, given);
  if (block && block.label !== 'MESSAGE') malformed('label-content', { text: block.label });
  if (beginsEncrypted(first.tag)) {
    const verification = lookAtEncrypted(layer, given.trust);
    return decided({ ...verification, warnings: [...given.warnings, ...verification.warnings] });
  }
  const { judgeContent, readMessage, verdictFrom } = await judging();
  const message = readMessage(layer, given.options.maxSize);
  if (message.signatures.length === 0) return literalAlone(message.content, given.warnings);
  if (block) warnOfHeaders(block, given);
  if (message.fileName !== '') given.warnings.push({ code: 'literal-name', text: message.fileName });
  const judged = await judgeContent(message.signatures, message.content, given);
  return decided(await verdictFrom('inline', judged, message.content, given));
}

/** They stand in the block as if they were a part of it. */
function warnOfHeaders({ headers }: ArmorBlock, { warnings }: Given): void {
  if (headers > 0) warnings.push({ code: 'armor-headers', count: headers });
}

async function signaturesAlone(
  layer: readonly Packet[],
  block: ArmorBlock | undefined,
  given: Given,
): Promise<Look> {
  const { parseSignature } = await judging();
  const shapes = layer.map(({ body }) => parseSignature(body));
  const revokes = shapes.every((shape) => shape.state === 'readable' && isRevocation(shape.signature.type));
  if (block?.label === 'MESSAGE') given.warnings.push({ code: 'label', text: block.label });
  else if (block && block.label !== 'SIGNATURE' && !revokes)
    malformed('label-content', { text: block.label });
  if (block && given.inMail) warnOfHeaders(block, given);
  return { detached: { shapes, warnings: given.warnings, revokes } };
}

export function notProtected(nature: Nature, kind?: Kind, given: Warning[] = []): Look {
  const secret = nature === 'secret-key' || nature === 'ssh-key';
  const warnings: Warning[] = secret ? [...given, { code: 'secret-key' }] : given;
  const textual = ['text', 'mail', 'mail-part'].includes(nature);
  return decided({ kind: kind ?? (textual ? 'text' : 'other'), verdict: 'not-protected', nature, warnings });
}

/** A message without a signature of its own. @param content or the start of it */
export function literalAlone(content: Uint8Array, warnings: Warning[]): Look {
  return notProtected(holdsSigned(content) ? 'literal-signed' : 'literal', 'literal', warnings);
}

/** What a file of revocations is by itself. */
export function revocationAlone(warnings: Warning[]): Verification {
  return { kind: 'certificate', verdict: 'not-protected', nature: 'revocation', warnings };
}

export function decided(verification: Verification): Look {
  return { verification };
}
