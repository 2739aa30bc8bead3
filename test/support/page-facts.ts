import { decodeHTML } from 'entities';
import type { Page } from '../../src/page/model.js';

/** What a reader has of a page, whatever its HTML: the text without blanks, where links go, and headings' ids. */
export interface PageFacts {
  text: string;
  links: string[];
  ids: string[];
}

const SITE = 'https://example.com/security/';

/** Of HTML; an image counts as what this program puts in its place. */
export function factsOf(html: string): PageFacts {
  const shown = html.replace(/<img\b[^>]*>/g, (tag) => {
    const [, alt = ''] = /alt="([^"]*)"/.exec(tag) ?? [];
    const [, source = ''] = /src="([^"]*)"/.exec(tag) ?? [];
    return `<a href="${source}">image: ${alt}</a>`;
  });
  const links = [...shown.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => absolute(decodeHTML(href)));
  return {
    text: decodeHTML(shown.replace(/<[^>]*>/g, '')).replace(/\s+/g, ''),
    links: links.sort(),
    ids: [...shown.matchAll(/<h[1-6]\b[^>]* id="([^"]*)"/g)].map(([, id = '']) => decodeHTML(id)),
  };
}

/** Of a compiled page; the notes of its sections count as at its end, without their numbers. */
export function pageFacts(page: Page): PageFacts {
  const notes: string[] = [];
  const body = page.sections.map(({ html }) => {
    const at = html.search(/<p><a id="fn-\d/);
    notes.push(at < 0 ? '' : html.slice(at).replace(/(<a id="fn-\d+"><\/a>)\[\d+\] /g, '$1'));
    return at < 0 ? html : html.slice(0, at);
  });
  const whole = [page.heading?.html ?? '', ...body, ...notes]
    .join('')
    .replace(/ <strong>\[warning: [^\]]*\]<\/strong>/g, '');
  return factsOf(whole.replace(/<a href="#fn-\d+">\[(\d+)\]<\/a>/g, '<a href="#note-$1">$1</a>'));
}

function absolute(href: string): string {
  return decodeURI(new URL(href, SITE).href);
}
