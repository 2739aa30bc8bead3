import { Marked, type Token } from 'marked';
import type { BlockNode, HeadingNode } from '../document.js';
import { inlineText } from '../inline-text.js';
import type { NotUnderstood, PageFormat, PageHead } from '../model.js';
import { commonmark } from './commonmark/index.js';
import type { Extras } from './extras.js';
import { noteTaker, numberNotes } from './footnotes.js';
import { readFrontMatter } from './front-matter.js';
import { github } from './github/index.js';
import { dropRepeatedTargets, giveIds } from './heading-ids.js';
import { jekyll } from './jekyll/index.js';
import { withinLimits } from './limits.js';
import { BoundedLexer } from './markdown/bounded-lexer.js';
import { addDefinitions } from './markdown/definitions.js';
import { plainBuilder } from './markdown/plain-builder.js';
import { withSeparators } from './markdown/separators.js';
import { isHtml, nodeReader, type ReaderParts } from './markdown/to-nodes.js';
import { type PageSection, sectionsOf } from './sections.js';
import type { PlacedToken, Preparing, Site, Syntax } from './syntax.js';
import { takeTitle } from './title-heading.js';

const SYNTAX: Record<PageFormat, Syntax> = { jekyll, github, commonmark };

/** A page as it was read: cut at its headings. */
export interface ReadPage {
  head: Omit<PageHead, 'url'>;
  format: PageFormat;
  /** The heading that is the page's title. */
  titleHeading: HeadingNode | undefined;
  sections: PageSection[];
}

/** Where a page stands, and how it is written. */
export interface PageSource {
  /** The file's text. */
  text: string;
  /** `undefined`: Jekyll's, if the page has front matter, else GitHub's. */
  format: PageFormat | undefined;
  site: Site;
  /** Where the page is published. */
  url: string | undefined;
}

/**
 * Reads a page. Syntax that is not understood stands as it is written, and is named in the result.
 *
 * @throws Refusal BAD_DATA naming the line of what is too much, or nested too deeply
 */
export function readPage({ text, format, site, url }: PageSource, extras: Extras): ReadPage {
  const page = text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  withinLimits(page, 1);
  const frontMatter = readFrontMatter(page);
  const written = format ?? (frontMatter.source === '' ? 'github' : 'jekyll');
  const syntax = SYNTAX[written];
  const firstLine = frontMatter.source.split('\n').length;
  const notUnderstood = [...frontMatter.notUnderstood];
  const note = (what: NotUnderstood) => {
    if (notUnderstood.length < MOST_NOTES) notUnderstood.push(what);
  };
  const body =
    syntax.prepare?.(frontMatter.body, { site, frontMatter, url, firstLine, note }) ?? frontMatter.body;
  withinLimits(body, firstLine);
  const outermost = tokensOf(body, { firstLine, note }, syntax);
  const tokens = syntax.outermost?.(outermost) ?? outermost;
  const footnotes = new Map<string, BlockNode[]>();
  const read = placed(tokens, syntax, { syntax, makeBuilder: extras.htmlBuilder ?? plainBuilder, footnotes });
  numberNotes(read.nodes, footnotes);
  giveIds(read.nodes, syntax);
  dropRepeatedTargets(read.nodes);
  syntax.finish?.([...read.nodes, ...[...footnotes.values()].flat()], extras);
  const cuts = sectionsOf(read, tokens.map(({ raw }) => raw).join(''));
  addDefinitions(cuts, read.tokens);
  const takeNotes = noteTaker(footnotes);
  for (const { section } of cuts) {
    section.nodes.push(...takeNotes(section.heading ? [section.heading, ...section.nodes] : section.nodes));
  }
  const { title, tags, redirectFrom, lang, source } = frontMatter;
  const titled = takeTitle(
    cuts.map(({ section }) => section),
    title,
  );
  const head = {
    title: titled.heading ? inlineText(titled.heading.children) : title,
    tags,
    redirectFrom,
    lang,
    frontMatter: source + titled.markdown,
    notUnderstood,
  };
  return { head, format: written, titleHeading: titled.heading, sections: titled.sections };
}

/** More places than these say no more of a page. */
const MOST_NOTES = 1000;

function tokensOf(
  body: string,
  place: Pick<Preparing, 'firstLine' | 'note'>,
  { gfm, extensions, isNone }: Syntax,
): Token[] {
  return withSeparators(body, (source) => {
    const marked = new Marked({ gfm, extensions: [...extensions] });
    return new BoundedLexer(source, { ...place, isNone }, marked.defaults).read();
  });
}

/** The outermost tokens with their places, and what they say. */
function placed(tokens: readonly Token[], syntax: Syntax, parts: ReaderParts) {
  const reader = nodeReader(parts);
  const places = new Map<BlockNode, number>();
  const builder = parts.makeBuilder({ placed: (node, at) => places.set(node, at) });
  const placedTokens: PlacedToken[] = [];
  let at = 0;
  let start = 0;
  for (const [index, token] of tokens.entries()) {
    placedTokens.push({ token, at });
    if (isHtml(token)) builder.html(token.raw, start);
    else builder.blocks(reader.block(tokens, index), start);
    at += token.raw.length;
    if (!syntax.staysWithNext?.(tokens, index)) start = at;
  }
  return { tokens: placedTokens, nodes: builder.end(), places };
}
