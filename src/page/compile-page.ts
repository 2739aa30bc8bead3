import { type Token, type Tokens, walkTokens } from 'marked';
import { makeLink } from './links/make-link.js';
import type { Link, Page, PageWords, Section } from './model.js';
import type { Site } from './read/liquid.js';
import { type ParsedSection, parsePage } from './read/parse.js';
import { heading, htmlRenderer } from './render/html.js';
import { inlineRenderer, inlineText } from './render/inline.js';
import { blocksText } from './render/text.js';
import { toBlocks } from './render/to-blocks.js';
import { toWords } from './render/words.js';

/**
 * Compiles a page into plain data. The build does this for the program's own page, a run for any other.
 *
 * @param source the page's Markdown
 * @param words what is said between the page's own
 * @param url where the page is published
 * @throws Refusal BAD_DATA naming the line of a Liquid variable that is not known
 */
export function compilePage(source: string, site: Site, words: PageWords, url?: string): Page {
  const parsed = parsePage(source, site);
  const base = url ?? site.url;
  const inline = inlineRenderer(base, words);
  const html = htmlRenderer(base, words, parsed.idOf);
  const first = parsed.sections[0]?.heading ? 1 : 0;
  const sections = parsed.sections.map((part, index): Section => {
    const blocks = toBlocks(part.tokens, inline);
    const titleTokens = part.heading?.tokens ?? [];
    return {
      number: index + first,
      id: part.id,
      title: part.title,
      level: part.level,
      url: sectionUrl(part, url),
      inToc: part.inToc,
      markdown: part.markdown,
      text: blocksText(blocks),
      links: sectionLinks(part, base),
      html:
        (part.heading ? `${heading(part.level, part.id, html.inline(titleTokens))}\n` : '') +
        html.block(part.tokens),
      heading: toWords(inline(titleTokens)),
      blocks,
    };
  });
  return { ...parsed.head, url: url ?? null, sections };
}

function sectionUrl(part: ParsedSection, url: string | undefined): string | null {
  if (url === undefined) return null;
  return part.heading && part.id !== '' ? `${url.replace(/#.*$/, '')}#${encodeURIComponent(part.id)}` : url;
}

function sectionLinks(part: ParsedSection, base: string): Link[] {
  const links: Link[] = [];
  const tokens: Token[] = part.heading ? [part.heading, ...part.tokens] : part.tokens;
  walkTokens(tokens, (token) => {
    if (token.type === 'link')
      links.push(makeLink(inlineText(token.tokens ?? []), (token as Tokens.Link).href, base));
    else if (token.type === 'image')
      links.push(makeLink((token as Tokens.Image).text, (token as Tokens.Image).href, base));
  });
  return links;
}
