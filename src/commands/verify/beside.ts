/** A detached signature and its data: where one is named, the other lies beside it. */
import { promises } from 'node:fs';
import { Failure, type Next, systemCode } from '../../errors.js';
import { inputName } from '../../output/words/verify/answer-words.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import type { DetachedSignature } from '../../pgp/verify/index.js';
import { SIGNATURE_ENDINGS } from '../../pgp/verify/signature-endings.js';
import { VERIFY_HELP } from './given-options.js';
import { lookAtFile } from './look-at-file.js';
import type { SignatureFile } from './over-data.js';
import type { VerifySession } from './session.js';

const NAME_BOTH: Next[] = [
  { advice: 'name both files: the one with the signature, and the one that it is of' },
  VERIFY_HELP,
];

/**
 * The failure for a signature with text before it: a cleartext message looks like that when it is copied without its
 * first line.
 */
function headless(path: string): Failure {
  const message = `${inputName(path)} is a signature with text before it, and the line that begins a signed text is missing: nothing was checked`;
  return new Failure('MISSING_INPUT', message, [
    {
      advice:
        'copy the message whole, from -----BEGIN PGP SIGNED MESSAGE----- to -----END PGP SIGNATURE-----',
    },
    { advice: 'if the signature is of another file, name both files' },
    VERIFY_HELP,
  ]);
}

/** `report.pdf` of `report.pdf.asc`. @throws Failure MISSING_INPUT where the name says nothing, or no such file is there */
export async function dataFor(path: string, { behindText }: DetachedSignature): Promise<string> {
  if (path === '-') {
    if (behindText) throw headless(path);
    const message = 'standard input is a detached signature, and the file that it is of is not named';
    throw new Failure('MISSING_INPUT', message, NAME_BOTH);
  }
  const ending = SIGNATURE_ENDINGS.find(
    (one) => path.toLowerCase().endsWith(one) && path.length > one.length,
  );
  const name = ending === undefined ? undefined : path.slice(0, -ending.length);
  const there = name === undefined ? undefined : await promises.stat(name).catch(systemCode);
  const missing = there === 'ENOENT';
  // nobody has named it: a FIFO would wait for its writer, and a device may have no end
  const special = typeof there === 'object' && !there.isFile() && !there.isDirectory();
  if (name !== undefined && !missing && !special) return name;
  if (behindText) throw headless(path);
  const what = missing
    ? `the file that it is of, ${name}, is missing`
    : special
      ? `what bears the name of the file that it is of, ${name}, is no file`
      : 'the file that it is of is not named';
  throw new Failure(
    'MISSING_INPUT',
    `${path} is a detached signature, and ${what}: nothing was checked`,
    NAME_BOTH,
  );
}

/**
 * The detached signatures that lie beside a file, and, as hints, commands that look at messages beside it. A file there
 * that cannot be read is passed over: it must not keep back the answer about `path`.
 */
export async function findSiblings(
  session: VerifySession,
  path: string,
): Promise<{ signatures: SignatureFile[]; hints: string[] }> {
  const signatures: SignatureFile[] = [];
  const hints: string[] = [];
  for (const ending of SIGNATURE_ENDINGS) {
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
  const there = await promises.stat(path).catch(() => undefined);
  if (!there?.isFile()) return undefined;
  try {
    return await lookAtFile(session, path, { startOnly: true });
  } catch (error) {
    if (error instanceof Failure && error.code !== 'OUTPUT_EXISTS') return undefined;
    throw error;
  }
}
