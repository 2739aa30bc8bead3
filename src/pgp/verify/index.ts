/**
 * The strictest reader of a signed message: one certificate is trusted, and "good" means that a signature of the
 * right type by it, made while it was valid, over exactly the bytes that are handed out, has verified.
 */
import { isMail } from '../../mail/mime.js';
import { unpackMail } from '../../mail/unpack.js';
import type { ArmorBlock } from './armor.js';
import { findBlock, isUtf16Block, mentionsBlock } from './blocks.js';
import type { Cleartext } from './cleartext.js';
import { isEncryptedTag, lookAtEncrypted } from './encrypted.js';
import { guessKind } from './kind.js';
import { readMessage, significant } from './message.js';
import { natureOf } from './nature.js';
import { type Packet, readPackets, startsLikePackets } from './packets.js';
import { parseSignature } from './signature-packet.js';
import type { Trust } from './trust.js';
import {
  type DetachedSignature,
  type Kind,
  MalformedError,
  malformed,
  type Nature,
  type Verification,
  type VerifyOptions,
  type Warning,
} from './types.js';
import { judgeContent, TEXT_ONLY, verdictFrom } from './verdict.js';

export { type Trust, trustIn } from './trust.js';
export type * from './types.js';
export { verifyDetached } from './verdict.js';

/** Everything is decided; or a detached signature waits for its data. */
export type Look = { verification: Verification } | { detached: DetachedSignature };

/**
 * Looks at a whole file: what it is and, where that can be told from it alone, the verdict. Never throws for what
 * the file holds.
 */
export async function lookAt(data: Buffer, trust: Trust, options: VerifyOptions): Promise<Look> {
  try {
    return await look(data, trust, options);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return decided({ kind: guessKind(data), verdict: 'malformed', problem: error.problem, warnings: [] });
  }
}

/**
 * Looks at the start of a file that is too large to be held: enough to tell what it is, and for whom it is
 * encrypted.
 */
export function lookAtStart(data: Buffer, trust: Trust, options: VerifyOptions): Look {
  const large = (kind: Kind): Look =>
    decided({
      kind,
      verdict: 'malformed',
      problem: { code: 'too-large', number: options.maxSize },
      warnings: [],
    });
  const kind = guessKind(data);
  const binary = startsLikePackets(data);
  if (!binary && !mentionsBlock(data)) return notProtected(natureOf(data));
  if (kind !== 'encrypted') return large(kind);
  try {
    const packets = binary ? data : startOfArmor(data);
    const verification = lookAtEncrypted(readPackets(packets, { cutOff: true }), trust);
    const warnings: Warning[] = [...verification.warnings, { code: 'not-to-the-end', count: data.length }];
    return decided({ ...verification, warnings });
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
    return decided({ kind, verdict: 'malformed', problem: error.problem, warnings: [] });
  }
}

/** What the whole lines of a cut block hold. */
function startOfArmor(data: Buffer): Buffer {
  const lines = data.subarray(0, data.lastIndexOf(10) + 1);
  const found = findBlock(Buffer.concat([lines, Buffer.from('-----END PGP MESSAGE-----\n')]));
  return found?.form === 'armor' ? found.block.data : Buffer.alloc(0);
}

async function look(data: Buffer, trust: Trust, options: VerifyOptions): Promise<Look> {
  return isMail(data)
    ? lookAtMail(data, trust, options)
    : lookAtMessage(data, { trust, options, warnings: [] });
}

async function lookAtMessage(data: Buffer, given: Given): Promise<Look> {
  if (startsLikePackets(data)) return lookAtPackets(readPackets(data), undefined, given);
  if (isUtf16Block(data)) malformed('utf-16', { line: 1 });
  const found = mentionsBlock(data) ? findBlock(data) : undefined;
  if (!found) return notProtected(natureOf(data), undefined, given.warnings);
  given.warnings.push(...found.warnings);
  if (found.form === 'cleartext') return decided(await verifyCleartext(found.cleartext, given));
  return lookAtPackets(readPackets(found.block.data), found.block, given);
}

/** A mail is taken apart as text, which has a largest size. */
const MAX_MAIL = 256 << 20;

async function lookAtMail(data: Buffer, trust: Trust, options: VerifyOptions): Promise<Look> {
  if (data.length > MAX_MAIL) malformed('too-large', { number: MAX_MAIL });
  const content = unpackMail(data);
  const warnings: Warning[] = [{ code: 'outer-headers' }];
  switch (content.form) {
    case 'cms':
      return notProtected('cms');
    case 'plain':
      return notProtected('mail');
    case 'partly':
      return notProtected('mail-part');
    case 'damaged':
      return malformed(content.code, { text: content.text });
    case 'message':
      if (content.mangled) warnings.push({ code: 'mangled-mail' });
      return lookAtText(content.data, { trust, options, warnings });
    case 'signed':
      return decided(await verifyPart(content, { trust, options, warnings }));
  }
}

/** A mail that holds nothing but a signature signs nothing that is there. */
async function lookAtText(data: Buffer, given: Given): Promise<Look> {
  const found = await lookAtMessage(data, given);
  return 'detached' in found ? notProtected('mail-part') : found;
}

/** RFC 3156 section 5: a detached signature over the first part as it stands. */
async function verifyPart(content: { part: Buffer; signature: Buffer }, given: Given): Promise<Verification> {
  const found = await lookAtMessage(content.signature, { ...given, warnings: [] });
  if (!('detached' in found))
    return malformed('mail-structure', { text: 'its signature part holds no signature' });
  const { shapes, warnings } = found.detached;
  given.warnings.push(...warnings);
  return verdictFrom('detached', await judgeContent(shapes, content.part, given), content.part, given);
}

interface Given {
  trust: Trust;
  options: VerifyOptions;
  warnings: Warning[];
}

const SIGNATURE = 2;

async function verifyCleartext(cleartext: Cleartext, given: Given): Promise<Verification> {
  const packets = significant(readPackets(cleartext.signature.data));
  const stray = packets.find(({ tag }) => tag !== SIGNATURE);
  if (stray) malformed('grammar', { number: stray.tag, offset: stray.offset });
  if (packets.length === 0) malformed('no-signature-packet');
  const shapes = packets.map(({ body }) => parseSignature(body));
  const judged = await judgeContent(shapes, cleartext.text, { ...given, types: TEXT_ONLY });
  if (cleartext.notUtf8 === undefined) return verdictFrom('cleartext', judged, cleartext.text, given);
  const signatures = judged.map((report) =>
    report.status === 'good' || report.status === 'bad'
      ? { ...report, status: 'unsupported' as const, about: 'invalid-utf8' }
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
  if (first.tag === 5 || first.tag === 7) return notProtected('secret-key', 'secret-key');
  if (first.tag === 6 || first.tag === 14) return notProtected('certificate', 'certificate');
  if (layer.every(({ tag }) => tag === SIGNATURE)) return signaturesAlone(layer, block, given);
  if (block && block.label !== 'MESSAGE') malformed('label-content', { text: block.label });
  if (isEncryptedTag(first.tag)) {
    const verification = lookAtEncrypted(layer, given.trust);
    return decided({ ...verification, warnings: [...given.warnings, ...verification.warnings] });
  }
  const message = readMessage(layer, given.options.maxSize);
  if (message.signatures.length === 0) return notProtected('literal', 'literal', given.warnings);
  const judged = await judgeContent(message.signatures, message.content, given);
  return decided(verdictFrom('inline', judged, message.content, given));
}

/** Revocations of a key or subkey (RFC 9580 section 5.2.1): they come alone in a file, and sign no document. */
const REVOCATIONS = new Set([0x20, 0x28, 0x30]);

function signaturesAlone(layer: readonly Packet[], block: ArmorBlock | undefined, given: Given): Look {
  const shapes = layer.map(({ body }) => parseSignature(body));
  const revokes = shapes.every(
    (shape) => shape.state === 'readable' && REVOCATIONS.has(shape.signature.type),
  );
  if (block?.label === 'MESSAGE') given.warnings.push({ code: 'label', text: block.label });
  else if (block && block.label !== 'SIGNATURE' && !revokes)
    malformed('label-content', { text: block.label });
  return { detached: { shapes, warnings: given.warnings, revokes } };
}

function notProtected(nature: Nature, kind?: Kind, given: Warning[] = []): Look {
  const secret = nature === 'secret-key' || nature === 'ssh-key';
  const warnings: Warning[] = secret ? [...given, { code: 'secret-key' }] : given;
  const textual = ['text', 'mail', 'mail-part'].includes(nature);
  return decided({ kind: kind ?? (textual ? 'text' : 'other'), verdict: 'not-protected', nature, warnings });
}

/** What a file of revocations is by itself. */
export function revocationAlone(warnings: Warning[]): Verification {
  return { kind: 'certificate', verdict: 'not-protected', nature: 'revocation', warnings };
}

function decided(verification: Verification): Look {
  return { verification };
}
