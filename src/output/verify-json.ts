import type { Verification } from '../pgp/verify/types.js';
import { signatureWords } from './signature-words.js';
import { warningWords } from './verify-warnings.js';
import { type VendorWords, verdictWords } from './verify-words.js';

/** The JSON result; docs/json/verify.schema.json describes it. Every verdict has every field. */
export function verifyJson(result: Verification, vendor: VendorWords, hints: readonly string[]) {
  const signatures = 'signatures' in result ? result.signatures : [];
  const encrypted = 'recipients' in result ? result : undefined;
  return {
    kind: result.kind,
    verdict: result.verdict,
    keyExpired: result.verdict === 'good' && result.keyExpired,
    reason: verdictWords(result, vendor),
    signatures: signatures.map((report) => ({
      status: report.status,
      keyID: report.keyID,
      fingerprint: report.fingerprint,
      created: report.created,
      hash: report.hash,
      reason: signatureWords(report),
    })),
    recipients: encrypted?.recipients ?? [],
    passwords: encrypted?.passwords ?? 0,
    encryption: encrypted?.encryption ?? null,
    problem: result.verdict === 'malformed' ? result.problem : null,
    warnings: result.warnings.map(warningWords),
    hints,
  };
}
