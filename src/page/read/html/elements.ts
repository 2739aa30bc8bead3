import type { SpanType } from '../../document.js';

/** Elements that style their text. */
export const SPANS: Readonly<Record<string, SpanType>> = {
  b: 'strong',
  cite: 'emphasis',
  del: 'strike',
  dfn: 'emphasis',
  em: 'emphasis',
  i: 'emphasis',
  kbd: 'keyboard',
  s: 'strike',
  strike: 'strike',
  strong: 'strong',
  sub: 'subscript',
  sup: 'superscript',
  var: 'emphasis',
};

/** Elements whose text is code. */
export const CODE = new Set(['code', 'samp', 'tt']);

/** Elements that begin and end a paragraph, and say no more. */
export const PARAGRAPHS = new Set([
  'address',
  'article',
  'aside',
  'body',
  'center',
  'div',
  'fieldset',
  'figcaption',
  'figure',
  'footer',
  'form',
  'header',
  'hgroup',
  'html',
  'legend',
  'main',
  'nav',
  'p',
  'section',
  'search',
]);

/** Elements that hold others, as this program knows them. */
export const CONTAINERS = new Set([
  'blockquote',
  'dd',
  'details',
  'dl',
  'dt',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'li',
  'ol',
  'pre',
  'summary',
  'table',
  'td',
  'th',
  'tr',
  'ul',
]);

/** The open elements that one ends before it begins, up to the one that holds them. */
export const ENDS: Readonly<Record<string, { ended: readonly string[]; holder: readonly string[] }>> = {
  dd: { ended: ['dd', 'dt'], holder: ['dl'] },
  dt: { ended: ['dd', 'dt'], holder: ['dl'] },
  li: { ended: ['li'], holder: ['ul', 'ol'] },
  td: { ended: ['td', 'th'], holder: ['tr', 'table'] },
  th: { ended: ['td', 'th'], holder: ['tr', 'table'] },
  tr: { ended: ['tr'], holder: ['table'] },
};

/**
 * What GitHub shows as it is written (https://github.github.com/gfm/#disallowed-raw-html-extension-): what stands in
 * it is no text of the page to a browser.
 */
export const SHOWN_AS_WRITTEN = new Set([
  'iframe',
  'noembed',
  'noframes',
  'plaintext',
  'script',
  'style',
  'textarea',
  'title',
  'xmp',
]);
