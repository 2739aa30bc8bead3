import type { Refusal } from '../../errors.js';
import { refusePage } from '../reason.js';

/** What the page's Liquid variables stand for. */
export interface Site {
  url: string;
  baseurl: string;
}

const BRACKETS = /\{\{-?([\s\S]*?)-?\}\}|\{%[\s\S]*?%\}|\{\{|\{%/g;
const BASE_FOLLOWS = /^\{\{-?\s*site\.baseurl\s*-?\}\}/;

/**
 * Resolves `{{ site.url }}` and `{{ site.baseurl }}` as Jekyll does, before Markdown is read. A base URL that no
 * site URL stands before gets one, so that a link says where it goes away from the website too.
 *
 * @param firstLine the number of the text's first line in its file
 * @throws Refusal BAD_DATA naming the line of anything else in Liquid's brackets
 */
export function resolveLiquid(text: string, site: Site, firstLine = 1): string {
  const url = site.url.replace(/\/+$/, '');
  const base = (url + site.baseurl).replace(/\/+$/, '');
  return text.replace(BRACKETS, (whole: string, variable: string | undefined, at: number) => {
    const name = variable?.trim();
    if (name === 'site.url')
      return BASE_FOLLOWS.test(text.slice(at + whole.length, at + whole.length + 60)) ? '' : url;
    if (name === 'site.baseurl') return base;
    throw unknown(firstLine + text.slice(0, at).split('\n').length - 1, whole);
  });
}

function unknown(line: number, whole: string): Refusal {
  const what = whole.startsWith('{%') ? 'tag' : 'variable';
  return refusePage('BAD_DATA', { reason: 'liquid-unknown', line, what, text: whole.slice(0, 60) });
}
