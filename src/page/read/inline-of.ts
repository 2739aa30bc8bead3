import { type BlockNode, contentOf, type InlineNode } from '../document.js';

/** Blocks where only inline content can be: in a heading, a cell. Breaks stand between them. */
export function inlineOf(nodes: readonly BlockNode[]): InlineNode[] {
  return nodes
    .flatMap(partsOf)
    .filter((part) => part.length > 0)
    .flatMap((part, index): InlineNode[] => (index === 0 ? part : [{ type: 'break' }, ...part]));
}

function partsOf(node: BlockNode): InlineNode[][] {
  if (node.type === 'code') return [[{ type: 'code', text: node.text }]];
  const { inlines, blocks } = contentOf(node);
  return [...inlines, ...blocks.map(inlineOf)];
}
