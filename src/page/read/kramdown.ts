import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';
import { MOST } from './limits.js';

/** A line `{:.class #id key="value"}`, which says something about the block that it touches. */
export interface AttributeLine {
  type: 'attributes';
  raw: string;
  id: string | undefined;
  classes: string[];
  /** Bare words: `toc`. */
  names: string[];
}

const LINE = /^ {0,3}\{:(?!:|\/)((?:\\\}|[^}\n])+)\}[ \t]*(?:\n+|$)/;

/** Lets marked read kramdown's block attribute lines, which would be paragraphs to it. */
export const attributeLines: TokenizerAndRendererExtension = {
  name: 'attributes',
  level: 'block',
  // asked for each paragraph, of all the text that follows: no further than where a paragraph ends in any case
  start: (rest) => {
    const source = rest.slice(0, MOST['text-length'] + 1);
    const end = source.search(/\n(?:[ \t]*\n| {0,3}#)/);
    const at = (end < 0 ? source : source.slice(0, end)).search(/\n {0,3}\{:(?!:|\/)/);
    return at < 0 ? undefined : at;
  },
  tokenizer(source) {
    const found = LINE.exec(source);
    if (!found) return undefined;
    return { ...readAttributes(found[1] ?? ''), type: 'attributes', raw: found[0] };
  },
  renderer: () => '',
};

function readAttributes(text: string): Omit<AttributeLine, 'type' | 'raw'> {
  const words = text.replace(/[\w-]+=("[^"]*"|'[^']*')/g, '').split(/\s+/);
  const marks = words.flatMap((word) => word.match(/[.#][^.#]+/g) ?? []);
  return {
    id: marks.findLast((mark) => /^#[A-Za-z][\w:-]*$/.test(mark))?.slice(1),
    classes: marks.filter((mark) => mark.startsWith('.')).map((mark) => mark.slice(1)),
    names: words.filter((word) => /^\w[\w-]*$/.test(word)),
  };
}

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
