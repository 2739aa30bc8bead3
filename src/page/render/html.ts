/**
 * HTML of a section as the website has it: the same ids, everything escaped. What a browser would fetch by itself
 * (an image) becomes a link, and nothing of a page is taken over as HTML: the page is read offline, and trusts no
 * bundle.
 */
import { escapeHtml } from '../../text/escape-html.js';
import { asReferences } from '../../text/sanitize.js';
import type { BlockNode, CellNode, FootnoteNode, InlineNode, ItemNode, SpanType } from '../document.js';
import { inlineText } from '../inline-text.js';
import { encodeTarget, shownTarget } from '../links/links.js';
import { makeLink } from '../links/make-link.js';
import type { Targets } from '../links/resolve-href.js';
import type { Link, PageWords } from '../model.js';

export interface HtmlRenderer {
  blocks(nodes: readonly BlockNode[]): string;
  inlines(nodes: readonly InlineNode[]): string;
}

/** @param words what is said between the page's own */
export function htmlRenderer({ resolve, find }: Targets, words: PageWords): HtmlRenderer {
  const blocks = (nodes: readonly BlockNode[]) => nodes.map(blockHtml).join('');
  const inlines = (nodes: readonly InlineNode[]) => nodes.map(inlineHtml).join('');
  return { blocks, inlines };

  function blockHtml(node: BlockNode): string {
    switch (node.type) {
      case 'heading':
        return `${headingHtml(node.level, node.id ?? '', inlines(node.children))}\n`;
      case 'paragraph':
        return `<p>${inlines(node.children)}</p>\n`;
      case 'code':
        return `<pre><code>${escapeHtml(node.text)}\n</code></pre>\n`;
      case 'quote':
        return `<blockquote>\n${blocks(node.children)}</blockquote>\n`;
      case 'alert': {
        const title = escapeHtml(words.alerts[node.kind]);
        return `<blockquote>\n<p><strong>${title}</strong></p>\n${blocks(node.children)}</blockquote>\n`;
      }
      case 'details': {
        // open: nothing of a page is hidden
        const summary = inlines(node.summary) || escapeHtml(words.details);
        return `<${node.type} open>\n<summary>${summary}</summary>\n${blocks(node.children)}</${node.type}>\n`;
      }
      case 'footnotes':
        return node.notes.map(noteHtml).join('');
      case 'list': {
        const { start, loose } = node;
        const tag = start === undefined ? 'ul' : 'ol';
        const from = start === undefined || start === 1 ? '' : ` start="${start}"`;
        return `<${tag}${from}>\n${node.items.map((item) => itemHtml(item, loose)).join('')}</${tag}>\n`;
      }
      case 'definitions': {
        const terms = node.terms.map((term) => `<dt>${inlines(term)}</dt>\n`).join('');
        const meanings = node.meanings.map((children) => `<dd>${blocks(children)}</dd>\n`).join('');
        return `<dl>\n${terms}${meanings}</dl>\n`;
      }
      case 'rule':
        return '<hr>\n';
      case 'table': {
        const rows = node.rows.map((row) => rowHtml(row, 'td')).join('');
        const head = node.head.length === 0 ? '' : `<thead>\n${rowHtml(node.head, 'th')}</thead>\n`;
        const body = rows === '' ? '' : `<tbody>${rows}</tbody>`;
        return `<table>\n${head}${body}</table>\n`;
      }
    }
  }

  /** Of an image that is a link's text, its own text is the link's. */
  function labelHtml(nodes: readonly InlineNode[]): string {
    const label = nodes.map((node) => (node.type === 'image' ? escapeHtml(node.alt) : inlineHtml(node)));
    return label.join('');
  }

  /** The text of a tight item stands without a paragraph. */
  function itemHtml({ checked, children }: ItemNode, loose: boolean): string {
    const box = checked === undefined ? '' : checked ? '[x] ' : '[ ] ';
    const parts = children.map((node, index) => {
      if (node.type !== 'paragraph') return (index === 0 ? box : '') + blockHtml(node);
      const text = (index === 0 ? box : '') + inlines(node.children);
      return loose ? `<p>${text}</p>\n` : text;
    });
    return `<li>${parts.length === 0 ? box : parts.join('')}</li>\n`;
  }

  /** The first paragraph has the number that the reference has. */
  function noteHtml({ number, children }: FootnoteNode): string {
    const mark: InlineNode[] = [
      { type: 'target', id: `fn-${number}` },
      { type: 'text', text: `[${number}] ` },
    ];
    const [first, ...rest] = children;
    const inFirst = first?.type === 'paragraph' ? [...mark, ...first.children] : mark;
    return blocks([{ type: 'paragraph', children: inFirst }, ...(inFirst === mark ? children : rest)]);
  }

  function rowHtml(cells: readonly CellNode[], tag: 'td' | 'th'): string {
    const scope = tag === 'th' ? ' scope="col"' : '';
    const html = cells.map(({ align, children, columns, rows }) => {
      const over = `${columns ? ` colspan="${columns}"` : ''}${rows ? ` rowspan="${rows}"` : ''}`;
      const side = (align ? ` class="${align}"` : '') + over;
      return `<${tag}${scope}${side}>${inlines(children)}</${tag}>\n`;
    });
    return `<tr>\n${html.join('')}</tr>\n`;
  }

  function inlineHtml(node: InlineNode): string {
    switch (node.type) {
      case 'text':
      case 'markup':
        return escapeHtml(node.text);
      case 'code':
        return `<code>${escapeHtml(node.text)}</code>`;
      case 'link': {
        const link = makeLink(inlineText(node.children), resolve(node.href, false));
        const label = labelHtml(node.children);
        const place = link.mislabelled || label === '' ? undefined : find(node.href);
        return place
          ? `<a href="#${encodeURIComponent(place.id)}">${label}</a>`
          : linkHtml(link, label, words);
      }
      case 'image': {
        const html = escapeHtml(node.alt === '' ? words.image : `${words.image}: ${node.alt}`);
        return linkHtml(makeLink('', resolve(node.href, true)), html, words);
      }
      case 'break':
        return '<br>';
      case 'target':
        return node.id === '' ? '' : `<a${idHtml(node.id)}></a>`;
      case 'footnote-reference':
        return `<sup><a href="#fn-${node.number}">[${node.number}]</a></sup>`;
      default: {
        const tag = TAGS[node.type];
        return `<${tag}>${inlines(node.children)}</${tag}>`;
      }
    }
  }
}

const TAGS: Record<SpanType, string> = {
  strong: 'strong',
  emphasis: 'em',
  strike: 'del',
  monospace: 'code',
  keyboard: 'kbd',
  subscript: 'sub',
  superscript: 'sup',
};

/** @param id empty: the heading has none @param html what it reads, escaped */
export function headingHtml(level: number, id: string, html: string): string {
  return `<h${level}${id === '' ? '' : idHtml(id)}>${html}</h${level}>`;
}

/** An id is not read but compared: a character of it that is not seen stays. */
const idHtml = (id: string) => ` id="${asReferences(escapeHtml(id))}"`;

function linkHtml(link: Link, html: string, { goesElsewhere }: PageWords): string {
  const shown = escapeHtml(shownTarget(link.target));
  // a scheme that runs something (javascript:, data:) is shown and cannot be followed
  if (!/^(https?|mailto):/i.test(link.target)) return `${html} &lt;${shown}&gt;`;
  const anchor = `<a href="${escapeHtml(encodeTarget(link.target))}">${html || shown}</a>`;
  return link.mislabelled ? `${anchor} <strong>[${goesElsewhere} &lt;${shown}&gt;]</strong>` : anchor;
}
