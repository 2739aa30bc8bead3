import { Failure } from '../errors.js';
import type { Look } from '../pgp/verify/index.js';
import type { verifyDetached } from '../pgp/verify/judge/judge-content.js';
import type { SignatureReport } from '../pgp/verify/signature-report.js';
import type {
  Encryption,
  Kind,
  Recipient,
  Verdict,
  Verification,
  Warning,
} from '../pgp/verify/verification.js';
import { certificatesBehind } from './certificates.js';
import { bytesOf, piecesOf, type Source } from './source.js';
import { inFailures, type Vendor } from './vendor-handle.js';

export interface VerifyRequest {
  /** A detached signature of the source, armored or binary; without it the source is a message, or a saved mail. */
  signature?: Uint8Array | string;
  /** The most bytes that a message may have and unpack to; 64 MiB by default. Data of a signature has no limit. */
  maxSize?: number;
}

/** What `verify` found. */
export interface Verified {
  /** `good` alone says that the vendor signed it. Nothing else is to be trusted. */
  verdict: Verdict;
  /** Whether all of the source is signed (of a mail: its body). Where it is not, take `signed`, and not the source. */
  complete: boolean;
  /**
   * Exactly the bytes that are signed. `null` where none are; also where data came as a stream, which the caller has.
   */
  signed: Uint8Array | null;
  /** The answer, as the program prints it. */
  answer: string;
  /** What it is. */
  kind: Kind;
  /** Good, by a key that has expired since. */
  keyExpired: boolean;
  /** Of an encrypted message: whether it names the vendor's key; `null`: it cannot be told, or nothing is encrypted. */
  addressed: boolean | null;
  /** What was undone that a mail program had done to the text. */
  repairs: readonly string[];
  signatures: readonly SignatureReport[];
  recipients: readonly Recipient[];
  /** How many passwords open it. */
  passwords: number;
  encryption: Encryption | null;
  warnings: readonly string[];
}

const MAX_SIZE = 64 << 20;

/**
 * Says whether a vendor signed a message, a saved mail, or data that has a detached signature. Whatever the source
 * holds is an answer and no error; strings of the result that are from the message are as they stood there.
 *
 * @throws Failure USAGE (a vendor of the caller's own making), MISSING_INPUT (the source is a detached signature, and
 *   its data is not there), BAD_DATA (a message of more than `maxSize` bytes); and what `source` throws
 */
export function verify(vendor: Vendor, source: Source, request: VerifyRequest = {}): Promise<Verified> {
  return inFailures(() => verifySource(vendor, source, request));
}

async function verifySource(
  vendor: Vendor,
  source: Source,
  { signature, maxSize = MAX_SIZE }: VerifyRequest,
): Promise<Verified> {
  const [pgp, { isAddressed, isComplete, repairsOf }, { answerWords }, { warningWords }] = await Promise.all([
    import('../pgp/verify/index.js'),
    import('../pgp/verify/wholeness.js'),
    import('../output/words/verify/answer-words.js'),
    import('../output/words/verify/warning-words.js'),
  ]);
  const behind = (use: 'verify' | 'encrypt') =>
    certificatesBehind(vendor, use).map(({ certificate }) => certificate);
  const trust = pgp.trustIn(behind('verify'), behind('encrypt'));
  const options = { maxSize, now: new Date() };
  const message = signature === undefined ? await whole(source, maxSize) : Buffer.from(bytesOf(signature));
  const look = await pgp.lookAt(message, trust, options);
  const result =
    signature === undefined
      ? ofMessage(look, pgp.revocationAlone)
      : 'detached' in look
        ? await ofDetached(look.detached, piecesOf(source), trust, options)
        : pgp.notDetached(look.verification);
  return {
    verdict: result.verdict,
    complete: isComplete(result),
    signed: result.verdict === 'good' ? (result.content ?? given(source)) : null,
    answer: answerWords(result, { vendor, file: 'the message' }),
    kind: result.kind,
    keyExpired: result.verdict === 'good' && result.keyExpired,
    addressed: isAddressed(result),
    repairs: repairsOf(result),
    signatures: 'signatures' in result ? result.signatures : [],
    recipients: 'recipients' in result ? result.recipients : [],
    passwords: 'recipients' in result ? result.passwords : 0,
    encryption: 'recipients' in result ? result.encryption : null,
    warnings: result.warnings.map(warningWords),
  };
}

const ofDetached: typeof verifyDetached = async (...given) =>
  (await import('../pgp/verify/judge/judge-content.js')).verifyDetached(...given);

function ofMessage(look: Look, revocationAlone: (warnings: Warning[]) => Verification): Verification {
  if ('verification' in look) return look.verification;
  if (look.detached.revokes) return revocationAlone(look.detached.warnings);
  throw new Failure(
    'MISSING_INPUT',
    'this is a detached signature: hand it over as `signature`, with its data',
  );
}

/** A copy: what a caller does to his own bytes later changes nothing here. */
const given = (source: Source) =>
  typeof source === 'string' || source instanceof Uint8Array ? Uint8Array.from(bytesOf(source)) : null;

/** A message is held whole: what an armored one of the largest size takes. */
async function whole(source: Source, maxSize: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of piecesOf(source)) {
    parts.push(Buffer.from(chunk));
    length += chunk.length;
    if (length > maxSize * 1.5 + (1 << 20)) {
      throw new Failure('BAD_DATA', `a message of more than ${maxSize} bytes: maxSize allows more`);
    }
  }
  return Buffer.concat(parts);
}
