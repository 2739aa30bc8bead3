import { isRevocation } from '../../format/signature-fields.js';
import { packetType, TAG } from '../../format/tags.js';
import { findBlock, isUtf16Block, mentionsBlock } from '../armor/find-block.js';
import type { ArmorBlock } from '../armor/read-armor.js';
import type { Cleartext } from '../armor/read-cleartext.js';
import { TEXT_ONLY } from '../judge/candidates.js';
import { type DetachedSignature, judgeContent, verdictFrom } from '../judge/judge-content.js';
import { malformed } from '../malformed.js';
import type { Nature } from '../nature.js';
import { beginsEncrypted, lookAtEncrypted } from '../packets/look-at-encrypted.js';
import { readMessage, significant } from '../packets/read-message.js';
import { type Packet, readPackets } from '../packets/read-packets.js';
import { parseSignature } from '../packets/signature-packet.js';
import type { Trust } from '../trust.js';
import type { Kind, Verification, VerifyOptions, Warning } from '../verification.js';
import { natureOf } from './nature-of.js';
import { startsLikePackets } from './starts-like-packets.js';

/** Everything is decided; or a detached signature waits for its data. */
export type Look = { verification: Verification } | { detached: DetachedSignature };

/** Looks at a file that is no mail, or at what a mail holds. @throws MalformedError */
export async function lookAtMessage(data: Buffer, given: Given): Promise<Look> {
  if (startsLikePackets(data)) return lookAtPackets(readPackets(data), undefined, given);
  if (isUtf16Block(data)) malformed('utf-16', { line: 1 });
  const found = mentionsBlock(data) ? findBlock(data) : undefined;
  if (!found) return notProtected(natureOf(data), undefined, given.warnings);
  given.warnings.push(...found.warnings);
  if (found.form === 'cleartext') return decided(await verifyCleartext(found.cleartext, given));
  return lookAtPackets(readPackets(found.block.data), found.block, given);
}

/** What a look is given. Warnings are collected as they are found. */
export interface Given {
  trust: Trust;
  options: VerifyOptions;
  warnings: Warning[];
}

async function verifyCleartext(cleartext: Cleartext, given: Given): Promise<Verification> {
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
  const judged = await judgeContent(message.signatures, message.content, given);
  return decided(verdictFrom('inline', judged, message.content, given));
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
