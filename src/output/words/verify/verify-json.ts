import type { Verification } from '../../../pgp/verify/verification.js';
import { isAddressed, isComplete, OUTSIDE, repairsOf } from '../../../pgp/verify/wholeness.js';
import { signatureWords } from '../signature.js';
import type { CheckedFiles } from './detail-fields.js';
import { notSignedWords } from './mail-words.js';
import { problemJson } from './problem-words.js';
import { warningWords } from './warning-words.js';

/** Where the signed content was written. */
export interface OutputFile {
  path: string;
  bytes: number;
}

export interface JsonParts {
  /** The first line. */
  answer: string;
  next: string;
  hints: readonly string[];
  output: OutputFile | null;
  files: CheckedFiles | undefined;
}

/** What stands around a block. (Around a detached signature there is nothing of its data.) */
function outsideWords({ kind, warnings }: Verification): string[] {
  const around =
    kind === 'detached' || kind === 'mail' ? [] : warnings.filter(({ code }) => OUTSIDE.has(code));
  return around.map(warningWords);
}

/** The JSON result; docs/json/verify.schema.json describes it. Every verdict has every field. */
export function verifyJson(result: Verification, { answer, next, hints, output, files }: JsonParts) {
  const signatures = 'signatures' in result ? result.signatures : [];
  const encrypted = 'recipients' in result ? result : undefined;
  return {
    kind: result.kind,
    verdict: result.verdict,
    addressed: isAddressed(result),
    complete: isComplete(result),
    repairs: repairsOf(result),
    parts: (result.parts ?? []).map(({ number, verification }) => ({
      number,
      kind: verification.kind,
      verdict: verification.verdict,
    })),
    unsigned: [...notSignedWords(result), ...outsideWords(result)],
    keyExpired: result.verdict === 'good' && result.keyExpired,
    reason: answer,
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
    signatureFile: files?.signatures[0] ?? null,
    signatureFiles: files?.signatures ?? [],
    dataFile: files?.data ?? null,
    output,
    warnings: result.warnings.map(warningWords),
    next,
    hints,
  };
}
