/** What else a caller asks of a verification: how much of the file its verdict is about, and whom it is for. */
import { ARMOR_REPAIRS, type RepairCode, repairOf } from './repair.js';
import type { PartReport, Verification, WarningCode } from './verification.js';

/** What stands in a file beside the text that is signed. */
export const OUTSIDE: ReadonlySet<WarningCode> = new Set([
  'text-before',
  'text-after',
  'armor-headers',
  'certificate-beside',
  'other-blocks',
  // an attribute may hold a text, or the address of an image
  'repair-html-attributes',
]);

/**
 * Whether all of a file is signed. Of a mail that is its body. (Text around a detached signature is in the file of the
 * signature: the data is signed whole. What a mail has around one is told of apart.)
 */
export function isComplete(result: Verification): boolean {
  if (result.verdict !== 'good' || result.unsigned?.length) return false;
  return ['detached', 'mail'].includes(result.kind) || !result.warnings.some(({ code }) => OUTSIDE.has(code));
}

/** Whether there is a signature or an encryption in a part of a mail, or there was meant to be. */
export function isProtected({ verification }: PartReport): boolean {
  return verification.verdict !== 'not-protected' || verification.nature === 'mail-part';
}

/** Whether a part of a mail holds more than is signed, or the mail shows more beside it than its other parts. */
export function showsMore({ warnings, unsigned = [] }: Verification, others: number): boolean {
  return warnings.some(({ code }) => OUTSIDE.has(code)) || unsigned.length > others;
}

/** Whether all that is signed of a file is its text: that its lines end as the signer's did cannot be told. */
export function hasUnsignedLineEnds({ warnings }: Pick<Verification, 'warnings'>): boolean {
  return warnings.some(({ code }) => code === 'line-ends');
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
 * The repairs that made another text of the signed one. Armor holds no text to read, so that a repair of its blank line
 * is none of them.
 */
export function textRepairsOf(result: Pick<Verification, 'warnings' | 'kind'>): RepairCode[] {
  return repairsOf(result).filter((code) =>
    code === 'nbsp' ? result.kind !== 'inline' : !ARMOR_REPAIRS.has(code),
  );
}

/**
 * Whether the signed text is another than the one that stands in the file. (Armor shows no text, whatever was done to
 * it; and the data of a detached signature is never repaired.)
 */
export function isTextRepaired(result: Verification): boolean {
  if (result.verdict !== 'good' || result.content === null || result.kind === 'inline') return false;
  return textRepairsOf(result).length > 0;
}
