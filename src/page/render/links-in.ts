import { type BlockNode, contentOf, type InlineNode } from '../document.js';
import { inlineText } from '../inline-text.js';

/** A link as the page has it. */
interface WrittenLink {
  text: string;
  href: string;
  isImage: boolean;
}

/** The links and images of some blocks, in the order of the page. An image that is a link's text is no other one. */
export function linksIn(nodes: readonly BlockNode[]): WrittenLink[] {
  return nodes.flatMap((node) => {
    const { inlines, blocks } = contentOf(node);
    return [...inlines.flatMap(inlineLinks), ...blocks.flatMap(linksIn)];
  });
}

function inlineLinks(nodes: readonly InlineNode[]): WrittenLink[] {
  return nodes.flatMap((node): WrittenLink[] => {
    if (node.type === 'image') return [{ text: node.alt, href: node.href, isImage: true }];
    if (!('children' in node)) return [];
    const inside = inlineLinks(node.children);
    if (node.type !== 'link') return inside;
    const link = { text: inlineText(node.children), href: node.href, isImage: false };
    return [link, ...inside.filter(({ isImage }) => !isImage)];
  });
}
