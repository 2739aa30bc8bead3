import { isRevocation } from '../../format/signature-fields.js';
import { packetType, TAG } from '../../format/tags.js';
import type { BeginLine } from '../armor/begin-lines.js';
import { isUtf16Block, nameDisguise } from '../armor/disguises.js';
import { type FoundBlock, findBlocks, type ReadBlock, warningsOf } from '../armor/find-blocks.js';
import { type ArmorBlock, readArmor } from '../armor/read-armor.js';
import type { Cleartext } from '../armor/read-cleartext.js';
import { TEXT_ONLY } from '../judge/candidates.js';
import { type DetachedSignature, judgeContent, verdictFrom } from '../judge/judge-content.js';
import { MalformedError, malformed } from '../malformed.js';
import type { Nature } from '../nature.js';
import { beginsEncrypted, lookAtEncrypted } from '../packets/look-at-encrypted.js';
import { readMessage, significant } from '../packets/read-message.js';
import { type Packet, readPackets } from '../packets/read-packets.js';
import { parseSignature } from '../packets/signature-packet.js';
import type { Trust } from '../trust.js';
import type { Kind, Verification, VerifyOptions, Warning } from '../verification.js';
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
  const reads = blocks.map(readOf);
  const begins = blocks.map(({ begin }) => begin);
  given.warnings.push(...warningsOf(data, reads, begins));
  return second ? lookAtSignatures(reads, given) : lookAtBlock(reads[0] as ReadBlock, given);
}

function readOf(block: FoundBlock): ReadBlock {
  if (block.read) return block.read;
  throw new MalformedError(block.problem);
}

function lookAtNoBlock(data: Buffer, given: Given): Look {
  if (looksLikeText(data.subarray(0, 1 << 16)) || isUtf16Block(data)) nameDisguise(data);
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
function lookAtSignatures(reads: readonly ReadBlock[], given: Given): Look {
  const layers = reads.map(({ armor }) => {
    const layer = significant(readPackets(armor.data));
    const alone = layer.length > 0 && layer.every(({ tag }) => tag === TAG.SIGNATURE);
    return alone ? layer : malformed('label-content', { text: armor.label });
  });
  return signaturesAlone(layers.flat(), reads[0]?.armor, given);
}

/** What a look is given. Warnings are collected as they are found. */
export interface Given {
  trust: Trust;
  options: VerifyOptions;
  warnings: Warning[];
}

async function verifyCleartext(cleartext: Cleartext, given: Given): Promise<Verification> {
  warnOfHeaders(cleartext.signature, given);
  const packets = significant(readPackets(cleartext.signature.data));
  const stray = packets.find(({ tag }) => tag !== TAG.SIGNATURE);
  if (stray) malformed('grammar', { number: stray.tag, offset: stray.offset });
  if (packets.length === 0) malformed('no-signature-packet');
  const shapes = packets.map(({ body }) => parseSignature(body));
  const judged = await judgeContent(shapes, cleartext.text, { ...given, types: TEXT_ONLY });
  if (cleartext.notUtf8 === undefined) return verdictFrom('cleartext', judged, cleartext.text, given);
  const signatures = judged.map((report) =>
    report.status === 'good' || report.status === 'bad'
      ? { ...report, status: 'unsupported' as const, why: { what: 'invalid-utf8' as const } }
      : report,
  );
  const { warnings } = given;
  return { kind: 'cleartext', verdict: 'not-verified', signatures, warnings, notUtf8: cleartext.notUtf8 };
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
  const message = readMessage(layer, given.options.maxSize);
  if (message.signatures.length === 0) return notProtected('literal', 'literal', given.warnings);
  if (block) warnOfHeaders(block, given);
  const judged = await judgeContent(message.signatures, message.content, given);
  return decided(verdictFrom('inline', judged, message.content, given));
}

/** They stand in the block as if they were a part of it. */
function warnOfHeaders({ headers }: ArmorBlock, { warnings }: Given): void {
  if (headers > 0) warnings.push({ code: 'armor-headers', count: headers });
}

function signaturesAlone(layer: readonly Packet[], block: ArmorBlock | undefined, given: Given): Look {
  const shapes = layer.map(({ body }) => parseSignature(body));
  const revokes = shapes.every((shape) => shape.state === 'readable' && isRevocation(shape.signature.type));
  if (block?.label === 'MESSAGE') given.warnings.push({ code: 'label', text: block.label });
  else if (block && block.label !== 'SIGNATURE' && !revokes)
    malformed('label-content', { text: block.label });
  return { detached: { shapes, warnings: given.warnings, revokes } };
}

export function notProtected(nature: Nature, kind?: Kind, given: Warning[] = []): Look {
  const secret = nature === 'secret-key' || nature === 'ssh-key';
  const warnings: Warning[] = secret ? [...given, { code: 'secret-key' }] : given;
  const textual = ['text', 'mail', 'mail-part'].includes(nature);
  return decided({ kind: kind ?? (textual ? 'text' : 'other'), verdict: 'not-protected', nature, warnings });
}

/** What a file of revocations is by itself. */
export function revocationAlone(warnings: Warning[]): Verification {
  return { kind: 'certificate', verdict: 'not-protected', nature: 'revocation', warnings };
}

export function decided(verification: Verification): Look {
  return { verification };
}
