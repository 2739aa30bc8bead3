import { Marked, type Token, type Tokens } from 'marked';
import { readFrontMatter } from './front-matter.js';
import { idMaker } from './ids.js';
import { idText, inlineText } from './inline.js';
import { type AttributeLine, attributeLines, isAttributeLine, isTocMarker, OWN_ID } from './kramdown.js';
import { resolveLiquid, type Site } from './liquid.js';
import type { PageHead } from './model.js';

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
 * @throws Failure BAD_DATA naming the line of a Liquid variable that is not known
 */
export function parsePage(source: string, site: Site): ParsedPage {
  const {
    body,
    source: frontMatter,
    ...head
  } = readFrontMatter(source.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n'));
  const marked = new Marked({ extensions: [attributeLines] });
  const tokens = marked.lexer(resolveLiquid(body, site, frontMatter.split('\n').length));
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
    if (isTocMarker(token)) return { type: 'space', raw: before && !endsBlank(before.raw) ? '\n' : '' };
    const second = token.type === 'space' && before !== undefined && isTocMarker(before);
    return second ? { ...token, raw: '' } : token;
  });
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

/** An attribute line with a blank line (or nothing) above and a heading right below says something about that. */
function leadsInto(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (!isAttributeLine(token) || endsBlank(token.raw) || !startsBlock(tokens, index)) return false;
  const next = tokens[index + 1];
  return next?.type === 'heading' || leadsInto(tokens, index + 1);
}

function startsBlock(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (isAttributeLine(before) && !endsBlank(before.raw)) return startsBlock(tokens, index - 1);
  return before === undefined || endsBlank(before.raw);
}

const endsBlank = (raw: string) => /(^|\n)[ \t]*\n$/.test(raw);

function section(part: Token[], ids: ReadonlyMap<Token, string>): ParsedSection {
  const at = part.findIndex((token) => token.type === 'heading');
  const markdown = `${part
    .map((token) => token.raw)
    .join('')
    .replace(/^\n+/, '')
    .replace(/[ \t\n]+$/, '')}\n`;
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

/** The attribute lines that touch the block at `index`. */
function attributesOf(tokens: readonly Token[], index: number): AttributeLine[] {
  const found: AttributeLine[] = [];
  for (let i = index + 1; isAttributeLine(tokens[i]) && !endsBlank(tokens[i - 1]?.raw ?? ''); i++) {
    found.push(tokens[i] as Token & AttributeLine);
  }
  for (let i = index - 1; leadsInto(tokens, i); i--) found.push(tokens[i] as Token & AttributeLine);
  return found;
}

/** Headings in the order of the page, also those in lists and quotations: all of them count for `-1`, `-2`. */
function headingIds(tokens: readonly Token[]): Map<Token, string> {
  const ids = new Map<Token, string>();
  const makeId = idMaker();
  const visit = (children: readonly Token[]) => {
    for (const [index, token] of children.entries()) {
      if (token.type === 'heading') {
        const heading = token as Tokens.Heading;
        const own = takeOwnId(heading) ?? attributesOf(children, index).findLast(({ id }) => id)?.id;
        ids.set(token, own ?? makeId(idText(heading.tokens)));
      } else if (token.type === 'list') visit((token as Tokens.List).items);
      else if ('tokens' in token && token.tokens && token.type !== 'paragraph') visit(token.tokens);
    }
  };
  visit(tokens);
  return ids;
}

/** Reads `{#own-id}` off a heading and takes it out of its text. */
function takeOwnId(heading: Tokens.Heading): string | undefined {
  const found = OWN_ID.exec(heading.raw.split('\n')[0] ?? '');
  const last = heading.tokens.at(-1);
  if (!found || last?.type !== 'text') return undefined;
  // `## Title ## {#own-id}`: the closing signs too
  (last as Tokens.Text).text = (last as Tokens.Text).text
    .replace(OWN_ID, '')
    .replace(/(^|[ \t])#+$/, '')
    .trimEnd();
  return found[1];
}

/** Gives a section the link definitions that it uses and that stand in another: its source stands alone then. */
function addDefinitions(sections: readonly ParsedSection[], tokens: readonly Token[]): void {
  const definitions = new Map<string, Tokens.Def>();
  for (const token of tokens) {
    if (token.type === 'def' && !definitions.has((token as Tokens.Def).tag)) {
      definitions.set((token as Tokens.Def).tag, token as Tokens.Def);
    }
  }
  if (definitions.size === 0) return;
  for (const section of sections) {
    const own = new Set(
      section.tokens.map((token) => (token.type === 'def' ? (token as Tokens.Def).tag : '')),
    );
    const used = new Set(
      [...section.markdown.matchAll(/\[([^[\]]+)\]/g)].map(([, label = '']) =>
        label.toLowerCase().replace(/\s+/g, ' '),
      ),
    );
    const missing = [...used].filter((tag) => definitions.has(tag) && !own.has(tag));
    const lines = missing.map((tag) => definitions.get(tag)?.raw.trim());
    if (lines.length > 0) section.markdown += `\n${lines.join('\n')}\n`;
  }
}
