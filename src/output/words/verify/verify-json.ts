import type { Verification } from '../../../pgp/verify/verification.js';
import { signatureWords } from '../signature.js';
import { problemJson } from './problem-words.js';
import { type CheckedFiles, type VendorWords, verdictWords } from './verdict-words.js';
import { warningWords } from './warning-words.js';

/** Where the signed content was written. */
export interface OutputFile {
  path: string;
  bytes: number;
}

export interface JsonParts {
  hints: readonly string[];
  output?: OutputFile | null;
  files?: CheckedFiles | undefined;
}

/** The JSON result; docs/json/verify.schema.json describes it. Every verdict has every field. */
export function verifyJson(
  result: Verification,
  vendor: VendorWords,
  { hints, output = null, files }: JsonParts,
) {
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
      primaryFingerprint: report.primaryFingerprint,
      created: report.created,
      hash: report.hash,
      reason: signatureWords(report),
    })),
    recipients: encrypted?.recipients ?? [],
    passwords: encrypted?.passwords ?? 0,
    encryption: encrypted?.encryption ?? null,
    problem: result.verdict === 'malformed' ? problemJson(result.problem) : null,
    signatureFile: files?.signature ?? null,
    dataFile: files?.data ?? null,
    output,
    warnings: result.warnings.map(warningWords),
    hints,
  };
}
