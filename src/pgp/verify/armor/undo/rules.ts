import type { BlockRepair } from '../../repair.js';
import { undoDoubleSpacing } from './double-spaced.js';
import { undoHtml, undoHtmlAttributes } from './html-markup.js';
import { undoIndentation, undoQuotes } from './line-marks.js';
import { undoQuotedPrintable } from './quoted-printable.js';
import { undoBom, undoCrCrLf, undoUtf16 } from './whole-file.js';

/** A way of undoing: `undefined` where it does not fit the whole block, from its first line to its last. */
export type Undo = (data: Buffer) => Buffer | undefined | Promise<Buffer | undefined>;

/** Every way of undoing, the outer ones first. */
export const RULES: readonly (readonly [BlockRepair, Undo])[] = [
  ['utf-16', undoUtf16],
  ['bom', undoBom],
  ['crcrlf', undoCrCrLf],
  ['quoted-printable', undoQuotedPrintable],
  ['html', undoHtml],
  ['html-attributes', undoHtmlAttributes],
  ['quoted', undoQuotes],
  ['indented', undoIndentation],
  ['double-spaced', undoDoubleSpacing],
];
