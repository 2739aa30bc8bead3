/** What a program on the way had done to a block, and a reader has undone. */

/** Of the armor's own lines: no text is another by it. */
export type ArmorRepair = 'long-lines' | 'blanks' | 'empty-lines' | 'crc-joined' | 'nbsp';

/** Of the whole block, its text too. */
export type BlockRepair =
  | 'bom'
  | 'utf-16'
  | 'crcrlf'
  | 'quoted'
  | 'indented'
  | 'quoted-printable'
  | 'html'
  | 'double-spaced'
  // of a mail's text
  | 'flowed'
  | 'charset';

export type RepairCode = ArmorRepair | BlockRepair;

/** The code of the warning that names it. */
export type RepairWarning = `repair-${RepairCode}`;

const PREFIX = 'repair-';

/** @param code of a warning */
export function repairOf(code: string): RepairCode | undefined {
  return code.startsWith(PREFIX) ? (code.slice(PREFIX.length) as RepairCode) : undefined;
}

const ARMOR: Record<ArmorRepair, true> = {
  'long-lines': true,
  blanks: true,
  'empty-lines': true,
  'crc-joined': true,
  nbsp: true,
};

/** Those that change no text. */
export const ARMOR_REPAIRS: ReadonlySet<RepairCode> = new Set(Object.keys(ARMOR) as ArmorRepair[]);
