import { Marked, type Token, type Tokens } from 'marked';
import type { PageHead } from '../model.js';
import { inlineText } from '../render/inline.js';
import { attributesOf, endsBlank, leadsInto } from './attributes.js';
import { BoundedLexer } from './bounded-lexer.js';
import { addDefinitions } from './definitions.js';
import { readFrontMatter } from './front-matter.js';
import { headingIds } from './heading-ids.js';
import { attributeLines, isAttributeLine, isTocMarker } from './kramdown.js';
import { withinLimits } from './limits.js';
import { resolveLiquid, type Site } from './liquid.js';
import { withSeparators } from './separators.js';

/** A page cut at its headings. */
export interface ParsedPage {
  head: Omit<PageHead, 'url'>;
  sections: ParsedSection[];
  /** The ids of all headings, also of those in lists and quotations. */
  idOf: (heading: Token) => string | undefined;
}

export interface ParsedSection {
  title: string;
  id: string;
  level: number;
  inToc: boolean;
  /** `undefined` for the introduction. */
  heading: Tokens.Heading | undefined;
  /** What follows the heading. */
  tokens: Token[];
  markdown: string;
}

/**
 * Reads a page as Jekyll does: Liquid variables, front matter, kramdown's attribute lines, GFM.
 *
 * @throws Refusal BAD_DATA naming the line of a Liquid variable that is not known; nested too deeply
 */
export function parsePage(source: string, site: Site): ParsedPage {
  const page = source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  withinLimits(page, 1);
  const { body, source: frontMatter, ...head } = readFrontMatter(page);
  const firstLine = frontMatter.split('\n').length;
  const text = resolveLiquid(body, site, firstLine);
  withinLimits(text, firstLine);
  const tokens = withSeparators(text, (source) => {
    const marked = new Marked({ extensions: [attributeLines] });
    return new BoundedLexer(source, firstLine, marked.defaults).read();
  });
  const kept = withoutTocMarkers(tokens);
  const ids = headingIds(kept);
  const sections = cutAtHeadings(kept).map((part) => section(part, ids));
  addDefinitions(sections, tokens);
  return { head: { ...head, frontMatter }, sections, idOf: (token) => ids.get(token) };
}

/** The mark of the table of contents goes, with one of the blank lines around it. */
function withoutTocMarkers(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index): Token => {
    const before = tokens[index - 1];
    if (isTocMarker(token)) {
      const blank = before && !endsBlank(before.raw) ? '\n' : '';
      const lists = [tokens.slice(0, index).findLast(isText), tokens.slice(index + 1).find(isText)];
      return lists.every((one) => one?.type === 'list') ? apart(blank) : { type: 'space', raw: blank };
    }
    const second = token.type === 'space' && before !== undefined && isTocMarker(before);
    return second ? { ...token, raw: '' } : token;
  });
}

const isText = ({ type }: Token) => type !== 'space';

/** An empty comment, which Markdown knows for this: without it the lists on both sides would be one. */
function apart(before: string): Tokens.HTML {
  const text = '<!-- -->\n\n';
  return { type: 'html', raw: before + text, text, block: true, pre: false };
}

/** The introduction first, if there is one; each part starts with its heading's attribute lines or heading. */
function cutAtHeadings(tokens: readonly Token[]): Token[][] {
  const parts: Token[][] = [[]];
  for (const [index, token] of tokens.entries()) {
    const starts = token.type === 'heading' ? !leadsInto(tokens, index - 1) : leadsInto(tokens, index);
    if (starts && !leadsInto(tokens, index - 1)) parts.push([]);
    parts.at(-1)?.push(token);
  }
  const [introduction = [], ...rest] = parts;
  const empty = introduction.every((token) => token.type === 'space' || isAttributeLine(token));
  return empty ? rest : [introduction, ...rest];
}

function section(part: Token[], ids: ReadonlyMap<Token, string>): ParsedSection {
  const at = part.findIndex((token) => token.type === 'heading');
  const source = part.map((token) => token.raw).join('');
  const markdown = `${withoutEnd(source.replace(/^\n+/, ''))}\n`;
  const heading = part[at] as Tokens.Heading | undefined;
  if (!heading) {
    return { title: 'Introduction', id: 'intro', level: 1, inToc: true, heading, tokens: part, markdown };
  }
  const inToc = !attributesOf(part, at).some(({ classes }) => classes.includes('no_toc'));
  const tokens = part.slice(at + 1);
  return {
    title: inlineText(heading.tokens),
    id: ids.get(heading) ?? '',
    level: heading.depth,
    inToc,
    heading,
    tokens,
    markdown,
  };
}

/** Without the blanks and line feeds at its end. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text[end - 1] ?? '.')) end--;
  return text.slice(0, end);
}
