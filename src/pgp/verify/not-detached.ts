import type { Problem } from './malformed.js';
import type { Verification } from './verification.js';

/** What is said where something else was given as a detached signature: never good, whatever it is. */
export function notDetached(verification: Verification): Verification {
  const { verdict, warnings } = verification;
  if (verdict === 'malformed') return { ...verification, kind: 'detached' };
  return { kind: 'detached', verdict: 'malformed', problem: problemOf(verification), warnings };
}

function problemOf(verification: Verification): Problem {
  if ('recipients' in verification) return { code: 'encrypted-message' };
  if (verification.verdict !== 'not-protected') return { code: 'signed-message' };
  return { code: 'not-a-signature', nature: verification.nature };
}
