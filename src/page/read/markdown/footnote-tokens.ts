import type { Lexer, Token, TokenizerAndRendererExtension } from 'marked';
import { MOST_OF_START } from '../limits.js';
import { startIn } from './paragraph.js';

/** `[^label]: text`, which may go on in the lines below it, as in GFM and kramdown. */
export interface FootnoteToken {
  type: 'footnote';
  raw: string;
  label: string;
  tokens: Token[];
}

/** `[^label]`, where the page has such a note. */
export interface FootnoteReferenceToken {
  type: 'footnote-reference';
  raw: string;
  label: string;
}

const LABEL = String.raw`\[\^([^\[\]\s]{1,200})\]`;
const DEFINITION = new RegExp(`^ {0,3}${LABEL}:[ \\t]*`);
const REFERENCE = new RegExp(`^${LABEL}`);
/** What begins another block, and so no more of a note's paragraph. */
const BLOCK = /^ {0,3}(?:\[\^|#{1,6}\s|>|```|~~~|[-*+]\s|\d{1,9}[.)]\s|\||<)/;
const INDENTED = /^(?: {4}| {0,3}\t)/;

/** The labels that a page has notes for, and whether one is being read: there is none in another. */
const pages = new WeakMap<Lexer, { labels: Set<string>; inside: boolean }>();

function pageOf(lexer: Lexer) {
  const page = pages.get(lexer) ?? { labels: new Set<string>(), inside: false };
  pages.set(lexer, page);
  return page;
}

/** Lets marked read footnotes. */
export const footnotes: TokenizerAndRendererExtension[] = [
  {
    name: 'footnote',
    level: 'block',
    start: (rest) => startIn(rest, /\n {0,3}\[\^[^[\]\s]{1,200}\]:/),
    tokenizer(source) {
      const [mark, label = ''] = DEFINITION.exec(source) ?? [];
      const page = pageOf(this.lexer);
      if (mark === undefined || page.inside) return undefined;
      const { raw, text } = noteAt(source, mark.length);
      const name = label.toLowerCase();
      page.labels.add(name);
      page.inside = true;
      const tokens = this.lexer.blockTokens(text, []);
      page.inside = false;
      return { type: 'footnote', raw, label: name, tokens } satisfies FootnoteToken;
    },
  },
  {
    name: 'footnote-reference',
    level: 'inline',
    start(rest) {
      const at = rest.indexOf('[^');
      return at < 0 ? undefined : at;
    },
    tokenizer(source) {
      const [raw, label = ''] = REFERENCE.exec(source) ?? [];
      const name = label.toLowerCase();
      if (raw === undefined || !pageOf(this.lexer).labels.has(name)) return undefined;
      return { type: 'footnote-reference', raw, label: name } satisfies FootnoteReferenceToken;
    },
  },
];

/** A note's source, to the end of its last line, and its text without the indentation. */
function noteAt(source: string, start: number): { raw: string; text: string } {
  let end = lineEnd(source, start);
  let text = source.slice(start, end);
  let blank = '';
  for (let at = end; at < source.length; ) {
    const next = lineEnd(source, at);
    const line = source.slice(at, next);
    at = next;
    if (line.trim() === '') {
      blank += '\n';
      continue;
    }
    const indent = INDENTED.exec(line)?.[0];
    if (indent === undefined && (blank !== '' || BLOCK.test(line))) break;
    text += blank + line.slice(indent?.length ?? 0);
    blank = '';
    end = next;
  }
  // the blank lines below belong to it, as those below a link definition do
  const after = /^(?:[ \t]{0,100}\n)*/.exec(source.slice(end, end + MOST_OF_START))?.[0].length ?? 0;
  return { raw: source.slice(0, end + after), text };
}

function lineEnd(source: string, from: number): number {
  const at = source.indexOf('\n', from);
  return at < 0 ? source.length : at + 1;
}
