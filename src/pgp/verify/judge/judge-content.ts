import { SIGNATURE_TYPE } from '../../format/signature-fields.js';
import { hasExpiredSince, revokedSince } from '../../policy/signature-dates.js';
import type { ParsedSignature, SignatureShape } from '../packets/signature-packet.js';
import type { SignatureReport } from '../signature-report.js';
import type { Trust } from '../trust.js';
import {
  type Kind,
  MAX_SIGNATURES,
  type Verification,
  type VerifyOptions,
  type Warning,
} from '../verification.js';
import { candidates, DOCUMENT } from './candidates.js';
import { createDigests, type Digests } from './digests.js';
import { judgeSignature, signingKeyOf } from './judge-signature.js';

/** What a file with nothing but signatures holds. */
export interface DetachedSignature {
  shapes: SignatureShape[];
  warnings: Warning[];
  /** They are all revocations: alone in a file, that is what the file is. */
  revokes: boolean;
  /** It stands as if it belonged to the text before it, whose first line is missing. */
  behindText?: boolean;
}

export interface Judging {
  trust: Trust;
  options: Pick<VerifyOptions, 'now'>;
  warnings: Warning[];
  types?: readonly number[];
}

/** Text is copied line by line for the hash: a piece at a time, or a bomb of line feeds takes gigabytes. */
const SLICE = 1 << 16;

/** How many bytes are hashed for one message, in all; a content is always hashed a few times where it must be. */
const WORK = 128 << 20;
const FEWEST_HASHES = 2;
/** Detached data is hashed as it comes: its size is not known before. */
const DETACHED_HASHES = 16;

/** Judges signatures over content that lies in memory. */
export async function judgeContent(
  shapes: readonly SignatureShape[],
  content: Uint8Array,
  given: Judging,
): Promise<SignatureReport[]> {
  const looked = lookedAt(shapes, given.warnings);
  const most = Math.max(FEWEST_HASHES, Math.floor(WORK / Math.max(1, content.length)));
  const digests = digestsFor(looked, given, most);
  for (let at = 0; at < content.length; at += SLICE) digests.update(content.subarray(at, at + SLICE));
  return judgeAll(looked, digests, given);
}

/**
 * Judges the signatures of a file over detached data. The data is read once, to its end, and not kept.
 *
 * @param data the chunks may be used again by the caller after each step
 */
export async function verifyDetached(
  detached: DetachedSignature,
  data: AsyncIterable<Uint8Array>,
  trust: Trust,
  options: Pick<VerifyOptions, 'now'>,
): Promise<Verification> {
  const given = { trust, options, warnings: [...detached.warnings] };
  const looked = lookedAt(detached.shapes, given.warnings);
  const digests = digestsFor(looked, given, DETACHED_HASHES);
  for await (const chunk of data) digests.update(chunk);
  const judged = await judgeAll(looked, digests, given);
  if (digests.hasLineEnds() && !isSignedToTheByte(looked, judged)) given.warnings.push({ code: 'line-ends' });
  return verdictFrom('detached', judged, null, given);
}

/** Whether nothing good is there, or one of the good signatures is of the bytes as they stand (RFC 9580 section 5.2.1). */
function isSignedToTheByte(shapes: readonly SignatureShape[], judged: readonly SignatureReport[]): boolean {
  const good = shapes.filter((_, at) => judged[at]?.status === 'good');
  const isBinary = (shape: SignatureShape) =>
    shape.state === 'readable' && shape.signature.type === SIGNATURE_TYPE.BINARY;
  return good.length === 0 || good.some(isBinary);
}

/** Judges the signatures of a message over content that is handed on and not held. */
export interface PassingContent {
  /** The next bytes of it. */
  update(chunk: Uint8Array): void;
  judge(shapes: readonly SignatureShape[]): Promise<SignatureReport[]>;
}

/** @param announced what the signatures will be, as far as that is said before the content */
export function passingContent(announced: readonly SignatureShape[], given: Judging): PassingContent {
  const digests = digestsFor(announced.slice(0, MAX_SIGNATURES), given, DETACHED_HASHES);
  return {
    update: digests.update,
    judge: (shapes) => judgeAll(lookedAt(shapes, given.warnings), digests, given),
  };
}

/** Good when at least one signature is; whatever stands beside it. */
export async function verdictFrom(
  kind: Kind,
  signatures: SignatureReport[],
  content: Uint8Array | null,
  given: Judging,
): Promise<Verification> {
  const { trust, options, warnings } = given;
  const good = signatures.filter(({ status }) => status === 'good');
  if (good.length === 0) return { kind, verdict: 'not-verified', signatures, warnings };
  const keys = good.map((report) => signingKeyOf(report, trust));
  const opened = await Promise.all(keys.map((key) => key.open()));
  const signers = opened.map(({ signerAt }) => signerAt(options.now, options.now));
  const revocations = signers.map(revokedSince);
  if (revocations[0] && !revocations.includes(null)) {
    warnings.push({ code: 'revoked-since', revocation: revocations[0] });
  }
  if (keys.every(({ possibleRevokers }) => possibleRevokers.length > 0)) {
    const revokers = new Set(keys.flatMap(({ possibleRevokers }) => possibleRevokers));
    for (const text of revokers) warnings.push({ code: 'perhaps-revoked', text });
  }
  const keyExpired = signers.every((signer) => hasExpiredSince(signer, options.now));
  return { kind, verdict: 'good', keyExpired, signatures, content, warnings };
}

function lookedAt(shapes: readonly SignatureShape[], warnings: Warning[]): readonly SignatureShape[] {
  if (shapes.length > MAX_SIGNATURES) warnings.push({ code: 'too-many-signatures', count: shapes.length });
  return shapes.slice(0, MAX_SIGNATURES);
}

/**
 * Only what can come out as good is worth hashing for: salts are anybody's, and each would cost a hash of its own. What
 * names a key of ours comes first.
 */
function digestsFor(
  shapes: readonly SignatureShape[],
  given: Pick<Judging, 'trust' | 'types'>,
  most: number,
): Digests {
  const facts = { trust: given.trust, types: given.types ?? DOCUMENT };
  const worth: { signature: ParsedSignature; named: boolean }[] = [];
  for (const shape of shapes) {
    if (shape.state !== 'readable') continue;
    const found = candidates(shape.signature, facts);
    if (!('obstacle' in found)) worth.push({ signature: shape.signature, named: found.named });
  }
  const inOrder = worth.sort((a, b) => Number(b.named) - Number(a.named));
  return createDigests(
    inOrder.map(({ signature }) => signature),
    most,
  );
}

async function judgeAll(
  shapes: readonly SignatureShape[],
  digests: Digests,
  given: Judging,
): Promise<SignatureReport[]> {
  const reports: SignatureReport[] = [];
  const facts = { trust: given.trust, digests, now: given.options.now, types: given.types ?? DOCUMENT };
  for (const shape of shapes) reports.push(await judgeSignature(shape, facts));
  return reports;
}
