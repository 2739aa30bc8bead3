import type { Lexer, TokenizerAndRendererExtension, Tokens } from 'marked';
import type { FootnoteReferenceToken, FootnoteToken } from '../../markdown/footnote-tokens.js';
import { linesOf } from './boundary.js';
import { readNested } from './nested.js';

/** The notes of a page, by label: all are read before any inline text is. */
const pages = new WeakMap<Lexer, Map<string, FootnoteToken>>();

const START = /^ {0,3}\[\^(\w[\w-]*)\]:[^\S\n]*(.*)/;
const INDENT = /^(?:\t| {4})/;
/** A line that goes on with an indented one, without being so itself. */
const LAZY = /^(?! {0,3}(?:\{:(?!:|\/)|<\/?[a-z])|\^[ \t]*$)[ \t]*\S/i;

/** `[^label]: text`, and what of the lines below is indented. */
export const footnoteDefinitions: TokenizerAndRendererExtension = {
  name: 'footnote',
  level: 'block',
  tokenizer(source): FootnoteToken | undefined {
    const found = START.exec(source.slice(0, source.indexOf('\n') >>> 0));
    if (!found) return undefined;
    const [, label = '', text = ''] = found;
    const { lines, end } = linesBelow(source);
    const content = [text, ...lines].map((line) => line.replace(INDENT, '')).join('\n');
    const tokens = readNested(this.lexer, () => this.lexer.blockTokens(`${content}\n`, []));
    if (!tokens) return undefined;
    const token: FootnoteToken = { type: 'footnote', raw: source.slice(0, end), label, tokens };
    const notes = pages.get(this.lexer) ?? new Map<string, FootnoteToken>();
    // the last of several is the one that is shown
    const before = notes.get(label);
    if (before) before.label = '';
    pages.set(this.lexer, notes.set(label, token));
    return token;
  },
};

/** The lines behind the first that belong to it, and where the source goes on. */
function linesBelow(source: string): { lines: string[]; end: number } {
  const lines: string[] = [];
  let blank: string[] = [];
  let end = 0;
  for (const { line, end: next } of linesOf(source)) {
    if (end === 0) end = next;
    else if (line.trim() === '') blank.push('');
    else if (INDENT.test(line) || (blank.length === 0 && lines.length > 0 && LAZY.test(line))) {
      lines.push(...blank, line);
      blank = [];
      end = next;
    } else break;
  }
  return { lines, end };
}

export const footnoteReferences: TokenizerAndRendererExtension = {
  name: 'footnote-reference',
  level: 'inline',
  start: (source) => source.indexOf('[^'),
  tokenizer(source): FootnoteReferenceToken | Tokens.Text | undefined {
    const [raw, label = ''] = /^\[\^(\w[\w-]*)\]/.exec(source) ?? [];
    if (raw === undefined) return undefined;
    if (!pages.get(this.lexer)?.has(label)) return { type: 'text', raw, text: raw, escaped: false };
    return { type: 'footnote-reference', raw, label };
  },
};
