import type { Refusal } from '../../errors.js';
import { refusePage } from '../reason.js';

/** What the page's Liquid variables stand for. */
export interface Site {
  url: string;
  baseurl: string;
}

const OPEN = /\{\{|\{%/g;
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
  let resolved = '';
  let from = 0;
  for (const { index, 0: open } of text.matchAll(OPEN)) {
    // one by one, so that the first that is not known ends it: a page may open a hundred thousand, and close none
    if (index < from) continue;
    const close = text.indexOf(open === '{{' ? '}}' : '%}', index + 2);
    const whole = close < 0 ? open : text.slice(index, close + 2);
    const value =
      open === '{{' && close >= 0
        ? meaning(whole, text.slice(index + whole.length, index + whole.length + 60))
        : undefined;
    if (value === undefined) throw unknown(firstLine + text.slice(0, index).split('\n').length - 1, whole);
    resolved += text.slice(from, index) + value;
    from = index + whole.length;
  }
  return resolved + text.slice(from);

  function meaning(whole: string, following: string): string | undefined {
    const name = /^\{\{-?([\s\S]*?)-?\}\}$/.exec(whole)?.[1]?.trim();
    if (name === 'site.url') return BASE_FOLLOWS.test(following) ? '' : url;
    return name === 'site.baseurl' ? base : undefined;
  }
}

function unknown(line: number, whole: string): Refusal {
  const what = whole.startsWith('{%') ? 'tag' : 'variable';
  return refusePage('BAD_DATA', { reason: 'liquid-unknown', line, what, text: whole.slice(0, 60) });
}
