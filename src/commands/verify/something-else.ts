import type { Problem, Verification } from '../../pgp/verify/index.js';
import { type Examined, NO_CONTENT } from './session.js';

/** Something else was given as a detached signature: never good, whatever it is. */
export function notDetached(verification: Verification, file: string): Examined {
  const { verdict, warnings } = verification;
  const result: Verification =
    verdict === 'malformed'
      ? { ...verification, kind: 'detached' }
      : { kind: 'detached', verdict: 'malformed', problem: problemOf(verification), warnings };
  return { ...NO_CONTENT, result, file };
}

function problemOf(verification: Verification): Problem {
  if ('recipients' in verification) return { code: 'encrypted-message' };
  if (verification.verdict !== 'not-protected') return { code: 'signed-message' };
  return { code: 'not-a-signature', nature: verification.nature };
}
