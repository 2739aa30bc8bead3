/** A detached signature and its data: where one is named, the other lies beside it. */
import { stat } from 'node:fs/promises';
import { Failure, type Next, systemCode } from '../../errors.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { VERIFY_HELP } from './given-options.js';
import { lookAtFile } from './look-at-file.js';
import type { SignatureFile } from './over-data.js';
import type { VerifySession } from './session.js';

/** What programs add to the name of a file for that of its signature. */
const ENDINGS = ['.asc', '.sig', '.sign', '.gpg'];

const NAME_BOTH: Next[] = [
  { advice: 'name both files: the one with the signature, and the one that it is of' },
  VERIFY_HELP,
];

/** `report.pdf` of `report.pdf.asc`. @throws Failure MISSING_INPUT where the name says nothing, or no such file is there */
export async function dataFor(path: string): Promise<string> {
  if (path === '-') {
    const message = 'standard input is a detached signature, and the file that it is of is not named';
    throw new Failure('MISSING_INPUT', message, NAME_BOTH);
  }
  const ending = ENDINGS.find((one) => path.toLowerCase().endsWith(one) && path.length > one.length);
  const name = ending === undefined ? undefined : path.slice(0, -ending.length);
  const missing = name !== undefined && (await stat(name).catch(systemCode)) === 'ENOENT';
  if (name !== undefined && !missing) return name;
  const what = missing
    ? `the file that it is of, ${name}, is missing`
    : 'the file that it is of is not named';
  throw new Failure(
    'MISSING_INPUT',
    `${path} is a detached signature, and ${what}: nothing was checked`,
    NAME_BOTH,
  );
}

/**
 * The detached signatures that lie beside a file; of what else may belong to it, commands that look at it. Whatever
 * lies there is no reason to say less about the file.
 */
export async function findSiblings(
  session: VerifySession,
  path: string,
): Promise<{ signatures: SignatureFile[]; hints: string[] }> {
  const signatures: SignatureFile[] = [];
  const hints: string[] = [];
  for (const ending of ENDINGS) {
    const sibling = path + ending;
    const found = await lookAtSibling(session, sibling);
    if (!found) continue;
    const { look, identity } = found;
    if ('detached' in look) {
      if (!look.detached.revokes) signatures.push({ detached: look.detached, path: sibling, identity });
    } else if ('recipients' in look.verification || 'signatures' in look.verification) {
      hints.push(verifyCommand(session.context.bundleDir)([], sibling));
    }
  }
  return { signatures, hints };
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
