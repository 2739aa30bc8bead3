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
const BEFORE = new Set(
  Buffer.from('- \t;D\xa0\x90\x91\x92\x93\x94\x95\x96\x97\x8b\x8c\x8d\xad\xbf', 'latin1'),
);

/** `BEGIN`, as a program may have written it that knows titles, or no capitals. */
const SPELLINGS = ['BEGIN', 'Begin', 'begin'];

/**
 * Every line that begins a block, whatever was done to it: a mention in the middle of a line is none. Each look is at
 * a few bytes, so that a file may be one line of nothing but beginnings.
 */
export function* beginLines(data: Buffer, from = 0, number = 1): Generator<BeginLine> {
  let count = number;
  let counted = from;
  for (const at of begins(data, from)) {
    if (!BEFORE.has(data[at - 1] ?? 0)) continue;
    const found = lookAt(data, at);
    if (!found) continue;
    const start = Math.max(found.start, counted);
    for (let lf = data.indexOf(10, counted); lf >= 0 && lf < start; lf = data.indexOf(10, lf + 1)) count++;
    counted = start;
    yield { ...found, number: count };
  }
}

/** Where `BEGIN` stands, in the order of the text. */
function* begins(data: Buffer, from: number): Generator<number> {
  const next = SPELLINGS.map((word) => data.indexOf(word, from));
  for (;;) {
    const at = Math.min(...next.map((place) => (place < 0 ? data.length : place)));
    if (at === data.length) return;
    yield at;
    const which = next.indexOf(at);
    next[which] = data.indexOf(SPELLINGS[which] ?? '', at + 5);
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
  const line = { start, end, next, mark: at, meant: meantBy(after) };
  const label = whole && before[broken] !== '\r' ? beginLabel(text) : undefined;
  if (label !== undefined && /^(\r?\n|)$/.test(breaks))
    return { ...line, label, damage: undefined, weak: false };
  const damage =
    beginLabel(text) !== undefined && whole ? lineEndDamage(breaks) : damageOf(text, start > 0 && broken < 0);
  if (damage) return { ...line, label: undefined, damage, weak: false };
  if (WEAK.test(text)) return { ...line, label: undefined, damage: 'begin-line', weak: true };
  const follows = after.slice(length);
  if (ENDS_SIGNED.test(text) && HASH_OR_TEXT.test(follows))
    return { ...line, label: undefined, damage: 'begin-prefix', weak: true };
  return ENDS_ARMOR.test(text) && ARMOR.test(follows)
    ? { ...line, label: undefined, damage: 'begin-prefix', weak: false }
    : undefined;
}

/** The mark ends a line of text of which the rest is something else: it is no mention where a block follows. */
const ENDS_SIGNED = /^[\t\x1b\x20-\xff]*-----BEGIN PGP SIGNED MESSAGE-----[ \t]*$/;
const ENDS_ARMOR = /^[\t\x1b\x20-\xff]*-----BEGIN PGP (?:MESSAGE|SIGNATURE)-----[ \t]*$/;
const HASH_OR_TEXT = /^\r*\n(?:Hash: |[ \t]*\r*\n)/;
const ARMOR =
  /^\r*\n(?:[A-Za-z-]{1,20}: [^\r\n]{0,100}\r*\n){0,5}[ \t]*\r*\n[A-Za-z0-9+/]{48,76}[ \t]*(?:[\r\n]|$)/;

const lineEndDamage = (breaks: string) => (/^\r\r+\n$/.test(breaks) ? 'crcrlf' : 'cr-only');

const WEAK = /^\W{0,20}-{2,5}\W{0,4}BEGIN\W{0,4}PGP\W{0,4}SIGNED/;

/** @param after from `BEGIN` on */
function meantBy(after: string): BeginLine['meant'] {
  const text = (/^[^\r\n]{0,40}/.exec(after)?.[0] ?? '').toUpperCase();
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
/** A tag directly before a mark that ends its line, whatever text stands before the tag. */
const AFTER_TAG =
  /<[a-z/!][^<>]{0,200}>\s*-----BEGIN PGP [A-Z ]{1,40}-----[ \t]*(?:$|<(?:br|\/?div|\/?p)[\s/>])/i;
/** Zero-width characters, the soft hyphen and the byte order mark, in UTF-8. */
const INVISIBLE = /\xe2\x80[\x8b-\x8f]|\xe2\x81\xa0|\xef\xbb\xbf|\xc2\xad/g;
const OTHER_CASE = /^-----begin pgp (?:signed message|message|signature|public key block)-----[ \t]*$/i;

/** A line break that is written as two characters. */
const JSON_BREAK = /^(.*\\n)?(- )?-----BEGIN PGP [A-Z ]+-----(\\r)?\\n/;

/** @param cut the line's start is not in `text` */
function damageOf(text: string, cut: boolean): ProblemCode | undefined {
  const plain = text.replace(HYPHENS, '-').replaceAll('&nbsp;', ' ');
  if (cut) return />\s*-----BEGIN PGP /.test(plain) ? 'html' : undefined;
  if (text.startsWith('\xef\xbb\xbf') && beginLabel(text.slice(3))) return 'bom';
  if (text.includes('-----\\') && JSON_BREAK.test(text)) return 'json-encoded';
  if (/^[ \t]*[>|][>| \t]*-----BEGIN PGP /.test(text)) return 'quoted';
  if (/^[ \t\xa0]+-----BEGIN PGP /.test(text)) return 'indented';
  if (/^=2D----BEGIN PGP |^-----BEGIN PGP [A-Z ]+-----(=20|=)$/.test(text)) return 'quoted-printable';
  if (/^-----BEGIN PGP [A-Z ]+-----[ \t]*<\/?[a-z]+[ />]/i.test(text)) return 'html';
  if (/^\s*(?:>|&gt;|\s)*-----BEGIN PGP /.test(plain.replace(TAG, '>'))) {
    if (!text.startsWith('-----BEGIN PGP ')) return 'html';
  }
  if (AFTER_TAG.test(plain)) return 'html';
  const visible = text.replace(INVISIBLE, '');
  if (visible !== text && /^[ \t]*-----BEGIN ?PGP/.test(visible)) return 'invisible';
  if (OTHER_CASE.test(text)) return 'begin-line';
  if (/^-----BEGIN PGP(\xc2?\xa0)/.test(text)) return 'nbsp';
  const [, dashes = ''] = DISGUISED.exec(text) ?? [];
  if (/[^-]/.test(dashes)) return 'dashes';
  if (dashes !== '' && text.includes('\xa0')) return 'nbsp';
  if (/^-----BEGIN PGP [A-Z ]+-----.*-----END PGP /.test(text)) return 'joined';
  if (/^-----BEGIN PGP [A-Z ]+-----/.test(text)) return 'rewrapped';
  return text.startsWith('-----BEGIN PGP') ? 'begin-line' : undefined;
}
