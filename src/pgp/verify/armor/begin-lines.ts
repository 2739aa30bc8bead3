import type { Line } from '../../../text/byte-lines.js';
import type { ProblemCode } from '../malformed.js';
import { beginLabel } from './read-armor.js';

/** A line that begins a block, or once did. */
export interface BeginLine extends Line {
  /** Where `BEGIN` stands. */
  mark: number;
  /** Of a line that is whole. */
  label: string | undefined;
  /** What was done to the others. */
  damage: ProblemCode | undefined;
  /** What the block was meant to be. */
  meant: 'cleartext' | 'signature' | 'certificate' | 'other';
  /** So damaged that it counts only where the signature of its text follows. */
  weak: boolean;
}

/** The bytes before and after `BEGIN` that are looked at, however long the line is. */
const REACH = 100;
const REACH_AFTER = 1024;

/** What may stand before `BEGIN`: a dash or a part of one, a blank, the end of an entity or an escape. */
const BEFORE = new Set(Buffer.from('- \t;D\xa0\x90\x91\x92\x93\x94\x95\x96\x97', 'latin1'));

/**
 * Every line that begins a block, whatever was done to it: a mention in the middle of a line is none. Each look is at
 * a few bytes, so that a file may be one line of nothing but beginnings.
 */
export function* beginLines(data: Buffer, from = 0, number = 1): Generator<BeginLine> {
  let count = number;
  let counted = from;
  for (let at = data.indexOf('BEGIN', from); at >= 0; at = data.indexOf('BEGIN', at + 5)) {
    if (!BEFORE.has(data[at - 1] ?? 0)) continue;
    const found = lookAt(data, at);
    if (!found) continue;
    const start = Math.max(found.start, counted);
    for (let lf = data.indexOf(10, counted); lf >= 0 && lf < start; lf = data.indexOf(10, lf + 1)) count++;
    counted = start;
    yield { ...found, number: count };
  }
}

function lookAt(data: Buffer, at: number): Omit<BeginLine, 'number'> | undefined {
  const reached = Math.max(0, at - REACH);
  const before = data.toString('latin1', reached, at);
  const broken = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r'));
  const start = reached + broken + 1;
  const after = data.toString('latin1', at, at + REACH_AFTER);
  const found = after.search(/[\r\n]/);
  const length = found < 0 ? after.length : found;
  const text = before.slice(broken + 1) + after.slice(0, length);
  const breaks = /^\r*\n?/.exec(after.slice(length))?.[0] ?? '';
  const whole = (start === 0 || broken >= 0) && (found >= 0 || at + REACH_AFTER >= data.length);
  const end = at + length;
  const next = end + breaks.length;
  const line = { start, end, next, mark: at, meant: meantBy(text) };
  const label = whole && before[broken] !== '\r' ? beginLabel(text) : undefined;
  if (label !== undefined && /^(\r?\n|)$/.test(breaks))
    return { ...line, label, damage: undefined, weak: false };
  const damage =
    beginLabel(text) !== undefined && whole ? lineEndDamage(breaks) : damageOf(text, start > 0 && broken < 0);
  if (damage) return { ...line, label: undefined, damage, weak: false };
  return WEAK.test(text) ? { ...line, label: undefined, damage: 'begin-line', weak: true } : undefined;
}

const lineEndDamage = (breaks: string) => (/^\r\r+\n$/.test(breaks) ? 'crcrlf' : 'cr-only');

const WEAK = /^\W{0,20}-{2,5}\W{0,4}BEGIN\W{0,4}PGP\W{0,4}SIGNED/;

function meantBy(line: string): BeginLine['meant'] {
  const text = line.slice(line.indexOf('BEGIN')).slice(0, 40);
  if (text.includes('SIGNED')) return 'cleartext';
  if (text.includes('SIGNATURE')) return 'signature';
  return text.includes('PUBLIC') ? 'certificate' : 'other';
}

const LABEL = '(SIGNED.MESSAGE|MESSAGE|SIGNATURE|PUBLIC.KEY.BLOCK|PRIVATE.KEY.BLOCK)';
/** A blank, or a no-break space in UTF-8 or Latin-1. */
const BLANK = '(?:[ \\t]|\\xc2?\\xa0)+';
/** A hyphen, or what a word processor makes of two or three: U+2010 to 2015, U+2212, and the dashes of Windows-1252. */
const DASHES = '(?:-|\\xe2\\x80[\\x90-\\x95]|\\xe2\\x88\\x92|\\x96|\\x97)+';
const DISGUISED = new RegExp(
  `^[>| \\t]*(${DASHES})${BLANK.replace('+', '*')}BEGIN(${BLANK})PGP(${BLANK})${LABEL.replaceAll('.', BLANK)}${DASHES}\\s*$`,
);

const TAG = /<[^<>]{0,200}>/g;
const HYPHENS = /&#(?:45|x2d);/gi;

/** @param cut the line's start is not in `text` */
function damageOf(text: string, cut: boolean): ProblemCode | undefined {
  if (cut) return />\s*-----BEGIN PGP /.test(text.replace(HYPHENS, '-')) ? 'html' : undefined;
  if (text.startsWith('\xef\xbb\xbf') && beginLabel(text.slice(3))) return 'bom';
  if (/^[ \t]*[>|][>| \t]*-----BEGIN PGP /.test(text)) return 'quoted';
  if (/^[ \t\xa0]+-----BEGIN PGP /.test(text)) return 'indented';
  if (/^=2D----BEGIN PGP |^-----BEGIN PGP [A-Z ]+-----(=20|=)$/.test(text)) return 'quoted-printable';
  if (/^-----BEGIN PGP [A-Z ]+-----[ \t]*<\/?[a-z]+[ />]/i.test(text)) return 'html';
  if (/^\s*(?:>|&gt;|&nbsp;|\s)*-----BEGIN PGP /.test(text.replace(TAG, '>').replace(HYPHENS, '-'))) {
    if (!text.startsWith('-----')) return 'html';
  }
  if (/^-----BEGIN PGP(\xc2?\xa0)/.test(text)) return 'nbsp';
  const [, dashes = ''] = DISGUISED.exec(text) ?? [];
  if (/[^-]/.test(dashes)) return 'dashes';
  if (dashes !== '' && text.includes('\xa0')) return 'nbsp';
  if (/^-----BEGIN PGP [A-Z ]+-----.*-----END PGP /.test(text)) return 'joined';
  if (/^-----BEGIN PGP [A-Z ]+-----/.test(text)) return 'rewrapped';
  return text.startsWith('-----BEGIN PGP') ? 'begin-line' : undefined;
}
