import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';
import { MOST_OF_START } from '../../limits.js';
import { readNested } from './nested.js';

/** HTML with `markdown="1"`: the tags, and the Markdown between them. */
export interface MarkdownInHtml {
  type: 'markdown-in-html';
  raw: string;
  tokens: Token[];
}

/** Each of other elements would be looked for to the end of the page. */
const MOST_ENDLESS = 20;

const TAG = /^ {0,3}<([a-z][\w:-]*)((?:\s+[\w:-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>`]+))?)*)\s*(\/?)>/i;
/** These begin a paragraph. */
const SPAN =
  /^(?:a|abbr|acronym|b|big|bdo|br|button|cite|code|del|dfn|em|i|img|input|ins|kbd|label|mark|option|q|rb|rbc|rp|rt|rtc|ruby|samp|select|small|span|strong|sub|sup|tt|u|var)$/;
const EMPTY = /^(?:area|base|col|command|embed|hr|keygen|link|meta|param|source|track|wbr)$/;
/** What is left to Markdown's own rules: their text is no HTML. */
const OTHER = /^(?:script|style|pre|textarea)$/;
/** These hold one text, and no blocks. */
const TEXT = /^(?:caption|dt|h1|h2|h3|h4|h5|h6|legend|optgroup|p|th)$/;

/** Elements that do not end any more behind what was read. */
const endless = new WeakMap<readonly Token[], Set<string>>();

/** An element is HTML to its end, blank lines or not; Markdown is read in it only where it says so. */
export const htmlBlocks: TokenizerAndRendererExtension = {
  name: 'markdown-in-html',
  level: 'block',
  tokenizer(source, before): MarkdownInHtml | Tokens.HTML | undefined {
    if (!/^ {0,3}<[a-z]/i.test(source)) return undefined;
    const [open, written = '', attributes = '', closed] = TAG.exec(source.slice(0, MOST_OF_START)) ?? [];
    const name = written.toLowerCase();
    if (open === undefined || closed || [SPAN, EMPTY, OTHER].some((names) => names.test(name)))
      return undefined;
    const gone = endless.get(before) ?? new Set<string>();
    if (gone.has(name) || gone.size > MOST_ENDLESS) return undefined;
    const end = endOf(source, name, open.length);
    if (!end) {
      endless.set(before, gone.add(name));
      return undefined;
    }
    const raw = source.slice(0, end.after) + blanksAt(source, end.after);
    const [, kind] = /\smarkdown\s*=\s*["']?(1|block|span)\b/.exec(attributes) ?? [];
    if (kind === undefined) return html(raw);
    const inner = source.slice(open.length, end.start);
    const isText = kind === 'span' || (kind === '1' && TEXT.test(name));
    const between = readNested(this.lexer, (): Token[] =>
      isText
        ? [{ type: 'text', raw: inner, text: inner.trim(), tokens: this.lexer.inline(inner.trim()) }]
        : this.lexer.blockTokens(`${inner.replace(/^[ \t]*\n/, '')}\n`, []),
    );
    if (!between) return html(raw);
    return {
      type: 'markdown-in-html',
      raw,
      tokens: [html(open), ...between, html(source.slice(end.start, end.after))],
    };
  },
};

const html = (raw: string): Tokens.HTML => ({ type: 'html', raw, text: raw, block: true, pre: false });

/** Where the end tag starts that belongs to a start tag, and what is after it. */
function endOf(source: string, name: string, from: number): { start: number; after: number } | undefined {
  const tags = new RegExp(`<(/?)${name}(?=[\\s/>])[^<>]*>`, 'gi');
  tags.lastIndex = from;
  let depth = 1;
  for (let found = tags.exec(source); found; found = tags.exec(source)) {
    depth += found[1] ? -1 : 1;
    if (depth === 0) return { start: found.index, after: found.index + found[0].length };
  }
  return undefined;
}

/** The rest of its line and the blank lines below it. */
function blanksAt(source: string, from: number): string {
  return /^(?:[ \t]*\n)*/.exec(source.slice(from, from + MOST_OF_START))?.[0] ?? '';
}
