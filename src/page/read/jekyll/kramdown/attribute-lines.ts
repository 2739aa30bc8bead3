import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';
import { startIn } from '../../markdown/paragraph.js';
import { type AttributeList, readAttributes } from './attribute-list.js';

/** A line `{:.class #id key="value"}`, which says something about the block that it touches. */
export interface AttributeLine extends AttributeList {
  type: 'attributes';
  raw: string;
}

const LINE = /^ {0,3}\{:(?!:|\/)((?:\\\}|[^}\n])+)\}[ \t]*(?:\n+|$)/;

/** What ends a paragraph in kramdown and not in Markdown: attributes, a definition, a number, the end of a block. */
const INTERRUPTS = /\n(?: {0,3}(?:\{:(?!:|\/)|:[ \t|]|\d+\.[ \t])|\^[ \t]*(?:\n|$))/;

/** Lets marked read kramdown's block attribute lines, which would be paragraphs to it. */
export const attributeLines: TokenizerAndRendererExtension = {
  name: 'attributes',
  level: 'block',
  start: (rest) => startIn(rest, INTERRUPTS),
  tokenizer(source) {
    const found = LINE.exec(source);
    if (!found) return undefined;
    return { ...readAttributes(found[1] ?? ''), type: 'attributes', raw: found[0] };
  },
  renderer: () => '',
};

/** `{:.no_toc}` or `{:#id}` on a line of its own. */
export function isAttributeLine(token: Token | undefined): token is Token & AttributeLine {
  return token?.type === 'attributes';
}

/** A list that only holds the place of the table of contents: its last line is `{:toc}`. */
export function isTocMarker(token: Token): boolean {
  if (token.type !== 'list') return false;
  const last = /(?:^|\n) {0,3}\{:([^}\n]*)\}\s*$/.exec((token as Tokens.List).raw);
  return last !== null && readAttributes(last[1] ?? '').names.includes('toc');
}

/** `## Title {#own-id}`: kramdown's own way to give a heading its id (marked leaves it in the text). */
export const OWN_ID = /[\t ]\{#([\p{L}_:][\p{L}\p{Nd}\p{M}_:.\-\u00b7]*)\}[ \t]*$/u;
