import { type BlockNode, contentOf, type InlineNode } from '../../src/page/document.js';
import { inlineText } from '../../src/page/inline-text.js';
import type { PageFormat } from '../../src/page/model.js';
import { readPage } from '../../src/page/read/read-page.js';
import { linkOf, type Seen, spaced } from './markdown-oracle.js';
import { EXTRAS } from './pages.js';

/** A page as this program reads it. */
export function seenByUs(text: string, format: PageFormat): Seen {
  const site = { url: 'https://base.example', baseurl: '' };
  const { titleHeading, sections } = readPage({ text, format, site, url: undefined }, EXTRAS);
  const seen: Seen = { text: '', notes: [], links: [], ids: [] };
  const noteLinks: string[] = [];
  if (titleHeading) visit(titleHeading);
  for (const { heading, nodes } of sections) {
    if (heading) visit(heading);
    nodes.forEach(visit);
  }
  return { ...seen, text: spaced(seen.text), notes: [...seen.notes.map(spaced), ...noteLinks] };

  function visit(node: BlockNode): void {
    if (node.type === 'heading') seen.ids.push(node.id ?? '');
    if (node.type === 'footnotes') {
      const { text: body, links } = seen;
      seen.links = [];
      for (const { children } of node.notes) {
        seen.text = '';
        children.forEach(visit);
        seen.notes.push(seen.text);
      }
      noteLinks.push(...seen.links);
      Object.assign(seen, { text: body, links });
      return;
    }
    if (node.type === 'alert') seen.text += `[!${node.kind.toUpperCase()}] `;
    if (node.type === 'code') seen.text += node.text;
    const { inlines, blocks } = contentOf(node);
    for (const list of inlines) {
      for (const one of list) visitInline(one, false);
      seen.text += '\n';
    }
    for (const [index, list] of blocks.entries()) {
      if (node.type === 'list') {
        const checked = node.items[index]?.checked;
        if (checked !== undefined) seen.text += checked ? '[x] ' : '[ ] ';
      }
      list.forEach(visit);
    }
    seen.text += '\n';
  }

  function visitInline(node: InlineNode, inLink: boolean): void {
    if (node.type === 'footnote-reference') seen.text += `[${node.number}]`;
    else if (node.type === 'image') {
      seen.text += node.alt;
      if (!inLink) seen.links.push(linkOf(node.alt, node.href));
    } else if ('children' in node) {
      if (node.type === 'link') seen.links.push(linkOf(inlineText(node.children), node.href));
      for (const child of node.children) visitInline(child, inLink || node.type === 'link');
    } else
      seen.text +=
        inlineText([node]) === '' && node.type !== 'text'
          ? node.type === 'break'
            ? ' '
            : ''
          : rawText(node);
  }
}

const rawText = (node: InlineNode) => ('text' in node ? node.text : '');
