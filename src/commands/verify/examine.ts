import { checkOutput } from '../../files/write/destination.js';
import { openRelease } from '../../output/release.js';
import { notDetached, revocationAlone, type Verification } from '../../pgp/verify/index.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { dataFor, findSiblings } from './beside.js';
import { type FileNames, partOf } from './given-options.js';
import { lookAtFile } from './look-at-file.js';
import { overData } from './over-data.js';
import { type Examined, NO_CONTENT, releaseOptions, type VerifySession } from './session.js';
import { twoFiles } from './two-files.js';

/** Finds out what is to be verified, and verifies it. */
export async function examine(session: VerifySession, names: FileNames): Promise<Examined> {
  const { signature } = session.options;
  const first = names.first ?? '-';
  if (signature !== undefined) return withSignature(session, signature, first);
  if (names.second !== undefined) return twoFiles(session, first, names.second);
  return oneFile(session, first);
}

async function oneFile(session: VerifySession, path: string): Promise<Examined> {
  const { addressed } = session.options;
  const part = partOf(session.options);
  const { look, identity, content } = await lookAtFile(session, path, { part, release: true });
  if ('detached' in look && !look.detached.revokes) {
    if (addressed) return signatureAlone(look.detached.warnings, path);
    const data = await dataFor(path, look.detached);
    return overData(session, [{ detached: look.detached, path, identity }], data, 'data');
  }
  const found = 'detached' in look ? revocationAlone(look.detached.warnings) : look.verification;
  if (content) return { ...NO_CONTENT, ...content, result: found, file: path };
  const verification = path === '-' ? ofStandardInput(found) : found;
  const plain =
    verification.verdict === 'not-protected' && ['mail', 'text', 'other'].includes(verification.kind);
  const beside = plain && path !== '-' ? await findSiblings(session, path) : undefined;
  if (beside && beside.signatures.length > 0 && !addressed) {
    return overData(session, beside.signatures, path, 'signature');
  }
  return withContent(session, verification, { path, identity, hints: beside?.hints ?? [] });
}

/** The answer to `--addressed` for a detached signature: it is not encrypted, whatever it signs. */
function signatureAlone(warnings: Verification['warnings'], file: string): Examined {
  const result: Verification = { kind: 'detached', verdict: 'not-verified', signatures: [], warnings };
  return { ...NO_CONTENT, result, file };
}

/** Node.js puts an empty device in the place of a standard input that is closed. */
function ofStandardInput(found: Verification): Verification {
  const empty = found.verdict === 'not-protected' && found.nature === 'empty';
  return empty ? { ...found, nature: 'no-input' } : found;
}

/** `--signature SIG [DATA]` */
async function withSignature(session: VerifySession, path: string, data: string): Promise<Examined> {
  const { look, identity } = await lookAtFile(session, path);
  if ('detached' in look) return overData(session, [{ detached: look.detached, path, identity }], data);
  return { ...NO_CONTENT, result: notDetached(look.verification), file: path };
}

async function withContent(
  session: VerifySession,
  result: Verification,
  given: { path: string; identity: FileIdentity | undefined; hints: readonly string[] },
): Promise<Examined> {
  const { context, options } = session;
  const found = { ...NO_CONTENT, result, file: given.path, hints: given.hints };
  if (options.output === undefined) return found;
  const release = releaseOptions(session, [given.identity]);
  if (result.verdict !== 'good' || !result.content) {
    if (options.output !== '-') await checkOutput(options.output, release);
    return found;
  }
  const sink = await openRelease(context, options.output, release);
  try {
    await sink.write(result.content);
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return { ...found, sink, bytes: result.content.length };
}
