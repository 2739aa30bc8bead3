/** `verify SIG DATA`, in either order: which of two files is the signature is told by what they hold. */
import { promises } from 'node:fs';
import { Failure, type Next } from '../../errors.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { type Look, notDetached, type Verification } from '../../pgp/verify/index.js';
import type { FileIdentity } from '../../system/file-identity.js';
import { VERIFY_HELP } from './given-options.js';
import { lookAtFile } from './look-at-file.js';
import { overData } from './over-data.js';
import { type Examined, NO_CONTENT, type VerifySession } from './session.js';

/** Signatures are small: a larger file is data, and is not read to learn that. */
const LARGEST_SIGNATURE = 4 << 20;

interface LookedAt {
  path: string;
  look: Look;
  identity: FileIdentity | undefined;
}

/** @throws Failure USAGE: not exactly one of them is a detached signature */
export async function twoFiles(session: VerifySession, first: string, second: string): Promise<Examined> {
  const looked: LookedAt[] = [];
  for (const path of await inOrder(first, second)) {
    const detached = looked.filter(({ look }) => 'detached' in look);
    const kind = await kindOf(path);
    // what gives its bytes once is not looked at where it must be the data
    if (kind === 'large' || (kind === 'once' && detached.length > 0)) continue;
    const found = await lookAtFile(session, path);
    looked.push({ path, ...found });
    // it was the data, and is gone
    if (kind === 'once' && !('detached' in found.look)) break;
  }
  const signatures = looked.flatMap(({ path, look, identity }) =>
    'detached' in look ? [{ path, identity, detached: look.detached }] : [],
  );
  const [signature] = signatures;
  if (signature && signatures.length === 1) {
    return overData(session, [signature], signature.path === first ? second : first);
  }
  if (signatures.length === 0) {
    const [broken, ...more] = looked.filter(({ look }) => isBrokenSignature(look));
    if (broken && 'verification' in broken.look && more.length === 0) {
      return { ...NO_CONTENT, result: notDetached(broken.look.verification), file: broken.path };
    }
  }
  throw notOneSignature(session, looked, { first, second, count: signatures.length });
}

/** Files that can be read again are looked at first; else the order of gpg counts, the signature first. */
async function inOrder(first: string, second: string): Promise<string[]> {
  const once = (await kindOf(first)) === 'once' && (await kindOf(second)) !== 'once';
  return once ? [second, first] : [first, second];
}

/** What is not there is found to be so when it is opened. */
async function kindOf(path: string): Promise<'small' | 'large' | 'once'> {
  if (path === '-') return 'once';
  const stats = await promises.stat(path).catch(() => undefined);
  if (stats === undefined) return 'small';
  if (!stats.isFile()) return stats.isDirectory() ? 'small' : 'once';
  return stats.size > LARGEST_SIGNATURE ? 'large' : 'small';
}

/** Meant as a signature, and damaged: that is the answer, and not that there is none. */
function isBrokenSignature(look: Look): boolean {
  if ('detached' in look) return false;
  const { kind, verdict }: Verification = look.verification;
  return verdict === 'malformed' && kind === 'signature';
}

function notOneSignature(
  session: VerifySession,
  looked: readonly LookedAt[],
  { first, second, count }: { first: string; second: string; count: number },
): Failure {
  const command = verifyCommand(session.context.bundleDir);
  const message =
    count === 0
      ? `neither ${named(first)} nor ${named(second)} is a detached signature`
      : `${named(first)} and ${named(second)} are both detached signatures: their data is not named`;
  const alone = looked
    .filter(({ path }) => path !== '-')
    .map(({ path }): Next => ({ shell: command([], path) }));
  return new Failure('USAGE', message, count === 0 && alone.length > 0 ? alone : [VERIFY_HELP]);
}

const named = (path: string) => (path === '-' ? 'standard input' : path);
