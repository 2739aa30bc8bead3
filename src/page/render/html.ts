/**
 * HTML of a section as the website has it: the same ids, everything escaped. What a browser would fetch by itself
 * (an image) becomes a link, and raw HTML is shown and not used: the page is read offline, and trusts no bundle.
 */
import { Marked, Parser, type Token } from 'marked';
import { escapeHtml } from '../../text/escape-html.js';
import { encodeTarget, shownTarget } from '../links/links.js';
import { makeLink } from '../links/make-link.js';
import type { Link, PageWords } from '../model.js';
import { inlineText, resolved } from './inline.js';

export interface HtmlRenderer {
  block(tokens: Token[]): string;
  inline(tokens: Token[]): string;
}

/**
 * @param base the URL that relative links are taken from
 * @param idOf the id of a heading that is nested in a list or a quotation
 */
export function htmlRenderer(
  base: string,
  words: PageWords,
  idOf: (token: Token) => string | undefined,
): HtmlRenderer {
  const marked = new Marked({
    extensions: [{ name: 'attributes', renderer: () => '' }],
    renderer: {
      heading(token) {
        return `${heading(token.depth, idOf(token) ?? '', this.parser.parseInline(token.tokens))}\n`;
      },
      text(token) {
        return 'tokens' in token && token.tokens
          ? this.parser.parseInline(token.tokens)
          : escapeHtml(resolved(token));
      },
      codespan: (token) => `<code>${escapeHtml(token.text)}</code>`,
      code: (token) => `<pre><code>${escapeHtml(token.text)}\n</code></pre>\n`,
      html: (token) => rawHtml(token.text, token.block === true),
      link(token) {
        const text = inlineText(token.tokens);
        return linkHtml(makeLink(text, token.href, base), this.parser.parseInline(token.tokens), words);
      },
      image: (token) =>
        linkHtml(makeLink('', token.href, base), escapeHtml(`${words.image}: ${token.text}`), words),
      checkbox: (token) => (token.checked ? '[x] ' : '[ ] '),
      hr: () => '<hr>\n',
      br: () => '<br>',
      tablecell(token) {
        const tag = token.header ? 'th' : 'td';
        const scope = token.header ? ' scope="col"' : '';
        const align = token.align ? ` class="${token.align}"` : '';
        return `<${tag}${scope}${align}>${this.parser.parseInline(token.tokens)}</${tag}>\n`;
      },
    },
  });
  return {
    block: (tokens) => Parser.parse(tokens, marked.defaults),
    inline: (tokens) => Parser.parseInline(tokens, marked.defaults),
  };
}

/** Shown as it stands, so that nothing hides in a tag; but a comment is nothing, and `<br>` a break. */
function rawHtml(source: string, block: boolean): string {
  if (/^\s*<br\s*\/?>\s*$/i.test(source)) return block ? '' : '<br>';
  const text = source.replace(/<!--[\s\S]*?(-->|$)/g, '');
  if (!block) return escapeHtml(text);
  return text.trim() === '' ? '' : `<pre><code>${escapeHtml(text.trim())}\n</code></pre>\n`;
}

/** @param id empty: the heading has none @param html what it reads, escaped */
export function heading(level: number, id: string, html: string): string {
  return `<h${level}${id === '' ? '' : ` id="${escapeHtml(id)}"`}>${html}</h${level}>`;
}

function linkHtml(link: Link, html: string, { goesElsewhere }: PageWords): string {
  const shown = escapeHtml(shownTarget(link.target));
  // a scheme that runs something (javascript:, data:) is shown and cannot be followed
  if (!/^(https?|mailto):/i.test(link.target)) return `${html} &lt;${shown}&gt;`;
  const anchor = `<a href="${escapeHtml(encodeTarget(link.target))}">${html || shown}</a>`;
  return link.mislabelled ? `${anchor} <strong>[${goesElsewhere} &lt;${shown}&gt;]</strong>` : anchor;
}
