import { Failure } from '../../errors.js';
import { openInput } from '../../files/read/input.js';
import type { Input } from '../../files/read/model.js';
import type { FileSink } from '../../files/write/atomic-file.js';
import { checkOutput } from '../../files/write/destination.js';
import { openRelease, type ReleaseOptions } from '../../output/release.js';
import type { CheckedFiles } from '../../output/words/verify/verdict-words.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { revocationAlone, type Verification, verifyDetached } from '../../pgp/verify/index.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { dataFor, findSibling, type SignatureFile } from './beside.js';
import { lookAtFile } from './look-at-file.js';
import type { Examined, VerifySession } from './session.js';

/** Finds out what is to be verified, and verifies it. */
export async function examine(
  session: VerifySession,
  names: { first: string | undefined; second: string | undefined },
): Promise<Examined> {
  const { signature } = session.options;
  const first = names.first ?? '-';
  if (signature !== undefined) return withSignature(session, signature, first);
  if (names.second !== undefined) return twoFiles(session, first, names.second);
  return oneFile(session, first);
}

async function oneFile(session: VerifySession, path: string): Promise<Examined> {
  const { look, identity } = await lookAtFile(session, path);
  if ('detached' in look && !look.detached.revokes) {
    const data = await dataFor(session, path);
    return overData(session, { detached: look.detached, path, identity }, data, 'data');
  }
  const found = 'detached' in look ? revocationAlone(look.detached.warnings) : look.verification;
  const verification = path === '-' ? ofStandardInput(found) : found;
  const plain = verification.verdict === 'not-protected' && ['text', 'other'].includes(verification.kind);
  const sibling = plain && path !== '-' ? await findSibling(session, path) : undefined;
  if (sibling && 'detached' in sibling) return overData(session, sibling, path, 'signature');
  return withContent(session, verification, { path, identity, hints: sibling?.hints ?? [] });
}

/** Node.js puts an empty device in the place of a standard input that is closed. */
function ofStandardInput(found: Verification): Verification {
  const empty = found.verdict === 'not-protected' && found.nature === 'empty';
  return empty ? { ...found, nature: 'no-input' } : found;
}

/** `--signature SIG [DATA]` */
async function withSignature(session: VerifySession, path: string, data: string): Promise<Examined> {
  const { look, identity } = await lookAtFile(session, path);
  if ('detached' in look) return overData(session, { detached: look.detached, path, identity }, data);
  const other = data === '-' ? undefined : (await lookAtFile(session, data)).look;
  // who asks for a signature of an encrypted message learns that none can be seen
  if (other && 'verification' in other && 'recipients' in other.verification) {
    return { ...NO_CONTENT, result: other.verification, file: data };
  }
  return notDetached(look.verification, path);
}

/** `SIG DATA`; `DATA SIG` is told from it by what the files hold. */
async function twoFiles(session: VerifySession, path: string, data: string): Promise<Examined> {
  const { look, identity } = await lookAtFile(session, path);
  if ('detached' in look) return overData(session, { detached: look.detached, path, identity }, data);
  if (data !== '-') {
    const other = await lookAtFile(session, data);
    if ('detached' in other.look) {
      throw new Failure('USAGE', `${data} is the signature: it comes first`, [
        verifyCommand(session.context.bundleDir)([], data, path),
      ]);
    }
  }
  return notDetached(look.verification, path);
}

/** Something else was given as a detached signature: never good, whatever it is. */
function notDetached(verification: Verification, file: string): Examined {
  const signed = verification.verdict === 'good' || verification.verdict === 'not-verified';
  const problem = { code: signed ? ('signed-message' as const) : ('not-a-signature' as const) };
  const { verdict, warnings } = verification;
  const keep = verdict === 'malformed' ? { ...verification, kind: 'detached' as const } : verification;
  const result: Verification =
    verdict === 'malformed' || 'recipients' in verification
      ? keep
      : { kind: 'detached', verdict: 'malformed', problem, warnings };
  return { ...NO_CONTENT, result, file };
}

const NO_CONTENT = { sink: undefined, bytes: 0, files: undefined, hints: [] };

/** Hashes the data and, where content is wanted, keeps the copy that was hashed. */
async function overData(
  session: VerifySession,
  signature: SignatureFile,
  path: string,
  found?: CheckedFiles['found'],
): Promise<Examined> {
  const { context, options, trust } = session;
  const data = await openInput(context.io, path, session.stdinHints);
  let sink: FileSink | undefined;
  try {
    if (options.output !== undefined) {
      const release = releaseOptions(session, [signature.identity, data.identity]);
      sink = await openRelease(context, options.output, release);
    }
    const copy = { sink, bytes: 0 };
    const result = await verifyDetached(signature.detached, copied(data, copy), trust, session);
    if (path === '-' && copy.bytes === 0) result.warnings.push({ code: 'empty-data' });
    const files = { signature: signature.path, data: path, found };
    return { result, file: path, ...copy, files, hints: [] };
  } catch (error) {
    await sink?.abort();
    throw error;
  } finally {
    await data.close();
  }
}

async function* copied(
  data: Input,
  copy: { sink: FileSink | undefined; bytes: number },
): AsyncGenerator<Uint8Array> {
  for await (const chunk of data.passingChunks()) {
    yield chunk;
    await copy.sink?.write(chunk);
    copy.bytes += chunk.length;
  }
}

async function withContent(
  session: VerifySession,
  result: Verification,
  given: { path: string; identity: FileIdentity | undefined; hints: string[] },
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

/** No content replaces a file that was read. */
function releaseOptions(
  { options, files }: VerifySession,
  read: readonly (FileIdentity | undefined)[],
): ReleaseOptions {
  const inputs = [...read.filter((identity) => identity !== undefined), ...files];
  return { force: options.force === true, inputs };
}
