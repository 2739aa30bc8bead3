import type { Verification } from '../../../src/pgp/verify/index.js';

/**
 * In one word, why a message is good or is not: the key of the tables in docs/interop.md. Of a good one, what was undone
 * to read it; `as it stands`: nothing was.
 */
export function reasonOf(found: Verification): string {
  switch (found.verdict) {
    case 'good':
      return found.warnings.find(({ code }) => /^(repair|crc)-/.test(code))?.code ?? 'as it stands';
    case 'malformed':
      return found.problem.code;
    case 'not-verified':
      return [...new Set(found.signatures.map(({ status }) => status))].sort().join(' and ');
    default:
      return found.verdict;
  }
}
