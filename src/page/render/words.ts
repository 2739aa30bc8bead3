import stringWidth from 'string-width';
import { inPieces } from '../../text/cells.js';
import type { Span, Word } from '../model.js';

/** SGR and OSC 8 as inline.ts makes them; the text itself has passed the gate and holds no ESC. */
const TOKENS = /\u001b\[(\d+)m|\u001b\]8;;([^\u001b]*)\u001b\\|([ \t]*\n[ \t]*)|([ \t]+)|([^\u001b \t\n]+)/g;

const cellsOf = inPieces(stringWidth);

interface Style {
  weight: string;
  underline: string;
  target: string;
}

/** Cuts styled text into words, each of which carries its own styles and links. */
export function toWords(styled: string): Word[] {
  const words: Word[] = [];
  const style: Style = { weight: '', underline: '', target: '' };
  let spans: Span[] = [];
  const flush = (end: boolean) => {
    if (spans.length > 0) words.push(makeWord(spans));
    spans = [];
    const last = words.at(-1);
    if (end && last) last.end = 1;
  };
  for (const [, code, target, hard, blank, text] of styled.matchAll(TOKENS)) {
    if (code !== undefined) applySgr(style, code);
    else if (target !== undefined) style.target = target;
    else if (text !== undefined) spans.push(makeSpan(text, style));
    else if (hard !== undefined || blank !== undefined) flush(hard !== undefined);
  }
  flush(false);
  if (words.at(-1)?.end) delete words.at(-1)?.end;
  return words;
}

function applySgr(style: Style, code: string): void {
  if (code === '1') style.weight = code;
  else if (code === '22') style.weight = '';
  else if (code === '4') style.underline = code;
  else if (code === '24') style.underline = '';
}

function makeSpan(text: string, { weight, underline, target }: Style): Span {
  const style = [weight, underline].filter((code) => code !== '').join(';');
  if (target !== '') return [text, style, target];
  return style === '' ? [text] : [text, style];
}

function makeWord(spans: Span[]): Word {
  return { spans, cells: cellsOf(spans.map(([text]) => text).join('')) };
}

/** The words' text, with blanks and line feeds between them. */
export function wordsText(words: readonly Word[]): string {
  return words
    .map(({ spans, end }) => spans.map(([text]) => text).join('') + (end ? '\n' : ' '))
    .join('')
    .trimEnd();
}
