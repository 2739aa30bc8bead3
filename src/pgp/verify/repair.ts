/** What a program on the way had done to a block, and a reader has undone. */

/** Of the armor's own lines: no text is another by it. */
export type ArmorRepair = 'long-lines' | 'blanks' | 'empty-lines' | 'crc-joined';

/** Of the whole block, its text too. */
export type BlockRepair =
  // of the line that ends a head: in the cleartext framework it stands above the text
  | 'nbsp'
  | 'bom'
  | 'utf-16'
  | 'crcrlf'
  | 'quoted'
  | 'indented'
  | 'quoted-printable'
  | 'html'
  | 'html-attributes'
  | 'double-spaced'
  // of a line in the cleartext framework
  | 'dash-escapes'
  // of a mail's text
  | 'flowed'
  | 'flowed-lines'
  | 'content-type'
  | 'from-lines'
  | 'charset'
  // of a mail's signed part
  | 'first-lines';

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
};

/** Those that change no text. */
export const ARMOR_REPAIRS: ReadonlySet<RepairCode> = new Set(Object.keys(ARMOR) as ArmorRepair[]);
