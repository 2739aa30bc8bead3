import { deadLinks, placeFinder } from './links/in-page.js';
import { makeLink } from './links/make-link.js';
import { hrefResolver } from './links/resolve-href.js';
import type { Page, PageWords, Section } from './model.js';
import type { Extras } from './read/extras.js';
import { type PageSource, readPage } from './read/read-page.js';
import type { PageSection } from './read/sections.js';
import { headingHtml, htmlRenderer } from './render/html.js';
import { linksIn } from './render/links-in.js';
import { blocksText } from './render/text.js';
import { toBlocks } from './render/to-blocks.js';
import { type WordStyles, wordMaker } from './render/words.js';

export { extrasFor } from './read/extras.js';
export { NOT_DRAWN } from './render/words.js';

/**
 * Compiles a page into plain data. The build does this for the program's own page, a run for any other.
 *
 * @param words what is said between the page's own
 * @param extras `extrasFor` the page
 * @param drawn `drawing`, or NOT_DRAWN
 * @throws Refusal BAD_DATA naming the line of what a page may not hold so much of
 */
export function compilePage(source: PageSource, words: PageWords, extras: Extras, drawn: WordStyles): Page {
  const { head, format, titleHeading, sections } = readPage(source, extras);
  const { url } = source;
  const resolve = hrefResolver(url ?? source.site.url, format);
  const first = sections[0]?.heading ? 1 : 0;
  const said = sections.map(({ heading = titleHeading, nodes }) => (heading ? [heading, ...nodes] : nodes));
  const find = placeFinder(new Map(said.map((nodes, index) => [index + first, nodes])), url);
  const toWords = wordMaker({ resolve, find }, words, drawn);
  const html = htmlRenderer({ resolve, find }, words);
  const compiled = sections.map(({ heading, title, nodes, markdown }, index): Section => {
    const blocks = toBlocks(nodes, { toWords, said: words });
    const id = heading ? (heading.id ?? '') : 'intro';
    const level = heading?.level ?? 1;
    const shown = heading ? `${headingHtml(level, id, html.inlines(heading.children))}\n` : '';
    return {
      number: index + first,
      id,
      title,
      level,
      url: sectionUrl(heading, url),
      inToc: heading?.inToc ?? true,
      markdown,
      text: blocksText(blocks),
      links: linksIn(said[index] ?? []).map(({ text, href, isImage }) =>
        makeLink(text, resolve(href, isImage)),
      ),
      html: shown + html.blocks(nodes),
      heading: toWords(heading?.children ?? []),
      blocks,
    };
  });
  const heading = titleHeading && {
    words: toWords(titleHeading.children),
    html: headingHtml(1, titleHeading.id ?? '', html.inlines(titleHeading.children)),
  };
  const hrefs = said.flatMap((nodes) => linksIn(nodes).map(({ href }) => href));
  return {
    ...head,
    ...(heading && { heading }),
    url: url ?? null,
    deadLinks: deadLinks(hrefs, find),
    sections: compiled,
  };
}

function sectionUrl(heading: PageSection['heading'], url: string | undefined): string | null {
  if (url === undefined) return null;
  return heading?.id ? `${url.replace(/#.*$/, '')}#${encodeURIComponent(heading.id)}` : url;
}
