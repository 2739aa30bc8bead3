/** A detached signature and its data: where one is named, the other lies beside it. */
import { stat } from 'node:fs/promises';
import { Failure, systemCode } from '../../errors.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import type { DetachedSignature } from '../../pgp/verify/index.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { lookAtFile } from './look-at-file.js';
import type { VerifySession } from './session.js';

export interface SignatureFile {
  detached: DetachedSignature;
  path: string;
  identity: FileIdentity | undefined;
}

/** `report.pdf` of `report.pdf.asc`. @throws Failure MISSING_INPUT where the name says nothing, or no such file is there */
export async function dataFor(session: VerifySession, path: string): Promise<string> {
  const command = verifyCommand(session.context.bundleDir);
  if (path === '-') {
    throw new Failure('MISSING_INPUT', 'standard input is a detached signature, and its data is not named', [
      command(['--signature', 'SIGNATURE'], 'DATA'),
    ]);
  }
  const name = /^(.+)\.(asc|sig)$/i.exec(path)?.[1];
  const missing = name !== undefined && (await stat(name).catch(systemCode)) === 'ENOENT';
  if (name !== undefined && !missing) return name;
  const what = missing ? `its data ${name} is missing` : 'its data is not named';
  throw new Failure('MISSING_INPUT', `${path} is a detached signature, and ${what}`, [
    command([], path, 'DATA'),
  ]);
}

/** A detached signature that lies beside a file. Whatever else lies there is no reason to say less about the file. */
export async function findSibling(
  session: VerifySession,
  path: string,
): Promise<SignatureFile | { hints: string[] } | undefined> {
  const hints: string[] = [];
  for (const sibling of [`${path}.asc`, `${path}.sig`]) {
    const found = await lookAtSibling(session, sibling);
    if (!found) continue;
    const { look, identity } = found;
    if ('detached' in look) {
      if (!look.detached.revokes) return { detached: look.detached, path: sibling, identity };
    } else if ('recipients' in look.verification || 'signatures' in look.verification) {
      hints.push(verifyCommand(session.context.bundleDir)([], sibling));
    }
  }
  return { hints };
}

/** Only a regular file is opened: a FIFO would wait for its writer. @returns `undefined` for what cannot be read */
async function lookAtSibling(session: VerifySession, path: string) {
  const there = await stat(path).catch(() => undefined);
  if (!there?.isFile()) return undefined;
  try {
    return await lookAtFile(session, path, { startOnly: true });
  } catch (error) {
    if (error instanceof Failure && error.code !== 'OUTPUT_EXISTS') return undefined;
    throw error;
  }
}
