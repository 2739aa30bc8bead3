import { type BlockNode, contentOf, inlinesIn } from '../document.js';
import { idText } from '../inline-text.js';
import type { Syntax } from './syntax.js';

/**
 * Gives its id to each heading that has none of its own, in the order of the page; those in lists and quotations count
 * too.
 */
export function giveIds(nodes: readonly BlockNode[], syntax: Syntax): void {
  const makeId = syntax.makeIds();
  const visit = (list: readonly BlockNode[]) => {
    for (const node of list) {
      if (node.type === 'heading') node.id ??= makeId(idText(node.children, syntax));
      contentOf(node).blocks.forEach(visit);
    }
  };
  visit(nodes);
}

/** Takes the id of an anchor away that a heading or another anchor above it has: an id leads to one place. */
export function dropRepeatedTargets(nodes: readonly BlockNode[]): void {
  const seen = new Set<string>();
  const addHeadings = (list: readonly BlockNode[]) => {
    for (const node of list) {
      if (node.type === 'heading' && node.id !== undefined) seen.add(node.id);
      contentOf(node).blocks.forEach(addHeadings);
    }
  };
  addHeadings(nodes);
  for (const node of inlinesIn(nodes)) {
    if (node.type !== 'target') continue;
    if (seen.has(node.id)) node.id = '';
    seen.add(node.id);
  }
}
