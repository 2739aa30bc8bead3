/** A detached signature over its data. */
import { openInput } from '../../files/read/input.js';
import type { Input } from '../../files/read/model.js';
import type { FileSink } from '../../files/write/atomic-file.js';
import { openRelease } from '../../output/release.js';
import type { CheckedFiles } from '../../output/words/verify/detail-fields.js';
import type { DetachedSignature } from '../../pgp/verify/index.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { type Examined, releaseOptions, type VerifySession } from './session.js';

/** A file that holds a detached signature. */
export interface SignatureFile {
  detached: DetachedSignature;
  path: string;
  identity: FileIdentity | undefined;
}

/**
 * Hashes the data once, for all signatures that there are of it, and, where content is wanted, keeps the copy that was
 * hashed.
 */
export async function overData(
  session: VerifySession,
  signatures: readonly SignatureFile[],
  path: string,
  found?: CheckedFiles['found'],
): Promise<Examined> {
  const { context, options, trust } = session;
  const data = await openInput(context.io, path, session.stdinNext);
  let sink: FileSink | undefined;
  try {
    if (options.output !== undefined) {
      const read = [...signatures.map(({ identity }) => identity), data.identity];
      sink = await openRelease(context, options.output, releaseOptions(session, read));
    }
    const copy = { sink, bytes: 0 };
    const { verifyDetached } = await import('../../pgp/verify/judge/judge-content.js');
    const result = await verifyDetached(together(signatures), copied(data, copy), trust, session);
    if (path === '-' && copy.bytes === 0) result.warnings.push({ code: 'empty-data' });
    const files = { signatures: signatures.map((one) => one.path), data: path, found };
    return { result, file: path, ...copy, files, hints: [] };
  } catch (error) {
    await sink?.abort();
    throw error;
  } finally {
    await data.close();
  }
}

function together(signatures: readonly SignatureFile[]): DetachedSignature {
  return {
    shapes: signatures.flatMap(({ detached }) => detached.shapes),
    warnings: signatures.flatMap(({ detached }) => detached.warnings),
    revokes: false,
  };
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
