/** What inline content reads as. */
import type { InlineNode } from './document.js';

/** Inline content as bare text on one line: no markup, no targets. */
export function inlineText(nodes: readonly InlineNode[]): string {
  return flat(nodes.map(bare).join('')).trim();
}

/** What counts in ids. */
export interface IdReading {
  /** Whether the number of a footnote counts. */
  idsHaveNotes: boolean;
  /** How a text reads in an id. */
  inIds?: ((text: string) => string) | undefined;
}

/**
 * The text that a heading's id is made of: that of `inlineText` without tags and images; what is neither code nor an
 * address as it reads in ids.
 */
export function idText(nodes: readonly InlineNode[], { idsHaveNotes, inIds }: IdReading): string {
  return nodes
    .map((node): string => {
      if (node.type === 'link' && isAddress(node)) return inlineText(node.children);
      if ('children' in node) return idText(node.children, { idsHaveNotes, inIds });
      if (node.type === 'footnote-reference') return idsHaveNotes ? String(node.number) : '';
      if (node.type === 'text') return inIds?.(node.text) ?? node.text;
      return node.type === 'code' ? node.text : '';
    })
    .join('');
}

/** Whether the text of a link is its own target. */
function isAddress({ href, children }: InlineNode & { type: 'link' }): boolean {
  const text = inlineText(children);
  return href === text || href === `mailto:${text}`;
}

function bare(node: InlineNode): string {
  if ('children' in node) return node.children.map(bare).join('');
  switch (node.type) {
    case 'break':
      return ' ';
    case 'image':
      return node.alt;
    case 'target':
    case 'footnote-reference':
      return '';
    default:
      return node.text;
  }
}

/** A soft break becomes a blank, and so does a tab. */
export function flat(text: string): string {
  const lines = text.replaceAll('\t', ' ').split('\n');
  const last = lines.length - 1;
  return lines
    .map((line, at) => (at < last ? withoutEnd(line) : line))
    .map((line, at) => (at > 0 ? line.replace(/^ +/, '') : line))
    .join(' ');
}

/** Whether inline content says nothing: it has blanks and breaks alone. */
export function saysNothing(nodes: readonly InlineNode[]): boolean {
  return nodes.every((node) => {
    if ('children' in node) return saysNothing(node.children);
    return node.type === 'break' || (node.type === 'text' && /^[ \t\n]*$/.test(node.text));
  });
}

/** Without the blanks and line feeds at its end; a no-break space is none. */
export function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\n'.includes(text[end - 1] ?? '.')) end--;
  return text.slice(0, end);
}

/** Without the blanks and breaks at both ends. */
export function trimmedInlines(nodes: readonly InlineNode[]): InlineNode[] {
  let end = nodes.length;
  while (end > 0 && saysNothing(nodes.slice(end - 1, end))) end--;
  let start = 0;
  while (start < end && saysNothing(nodes.slice(start, start + 1))) start++;
  const kept = nodes.slice(start, end);
  return kept.map((node, index) => {
    if (node.type !== 'text') return node;
    const text = index === 0 ? node.text.replace(/^[ \t\n]+/, '') : node.text;
    return { type: 'text', text: index === kept.length - 1 ? withoutEnd(text) : text };
  });
}
