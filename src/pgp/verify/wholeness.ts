/** What else a caller asks of a verification: how much of the file its verdict is about, and whom it is for. */
import { ARMOR_REPAIRS, type RepairCode, repairOf } from './repair.js';
import type { Verification, WarningCode } from './verification.js';

/** What stands in a file beside the text that is signed. */
const OUTSIDE: ReadonlySet<WarningCode> = new Set([
  'text-before',
  'text-after',
  'armor-headers',
  'certificate-beside',
  'other-blocks',
]);

/**
 * Whether all of a file is signed. Of a mail that is its body. (Text around a detached signature is in the file of the
 * signature: the data is signed whole.)
 */
export function isComplete(result: Verification): boolean {
  if (result.verdict !== 'good' || result.unsigned?.length) return false;
  return result.kind === 'detached' || !result.warnings.some(({ code }) => OUTSIDE.has(code));
}

/** Whether an encrypted message names our key; `null`: it cannot be told, or nothing is encrypted. */
export function isAddressed({ verdict }: Verification): boolean | null {
  if (verdict === 'addressed') return true;
  return verdict === 'not-addressed' ? false : null;
}

/** What was undone to read a message: each is the code of a warning too. */
export function repairsOf({ warnings }: Pick<Verification, 'warnings'>): RepairCode[] {
  return warnings.flatMap(({ code }) => repairOf(code) ?? []);
}

/**
 * Whether the signed text is another than the one that stands in the file. (Armor shows no text, whatever was done to
 * it; and the data of a detached signature is never repaired.)
 */
export function isTextRepaired(result: Verification): boolean {
  if (result.verdict !== 'good' || result.content === null || result.kind === 'inline') return false;
  return repairsOf(result).some((code) => !ARMOR_REPAIRS.has(code));
}
