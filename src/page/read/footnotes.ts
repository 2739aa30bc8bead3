import { type BlockNode, type FootnoteNode, inlinesIn } from '../document.js';

/**
 * Numbers the references to footnotes in the order of the page, those in the notes after those in the text.
 *
 * @param notes by label; those that nothing refers to are not shown, as on the website
 */
export function numberNotes(nodes: readonly BlockNode[], notes: ReadonlyMap<string, BlockNode[]>): void {
  const numbers = new Map<string, number>();
  const visit = (list: readonly BlockNode[]) => {
    for (const node of inlinesIn(list)) {
      if (node.type !== 'footnote-reference') continue;
      node.number = numbers.get(node.label) ?? numbers.size + 1;
      numbers.set(node.label, node.number);
    }
  };
  visit(nodes);
  for (const label of numbers.keys()) visit(notes.get(label) ?? []);
}

/**
 * Takes the notes for one section after another: each stands in the section that refers to it first, so that whoever
 * reads that section alone has it too.
 */
export function noteTaker(
  notes: ReadonlyMap<string, BlockNode[]>,
): (section: readonly BlockNode[]) => BlockNode[] {
  const taken = new Set<string>();
  return (section) => {
    const own: FootnoteNode[] = [];
    const take = (list: readonly BlockNode[]) => {
      for (const node of inlinesIn(list)) {
        if (node.type !== 'footnote-reference' || taken.has(node.label)) continue;
        taken.add(node.label);
        own.push({ number: node.number, children: notes.get(node.label) ?? [] });
      }
    };
    take(section);
    for (const { children } of own) take(children);
    own.sort((a, b) => a.number - b.number);
    return own.length === 0 ? [] : [{ type: 'footnotes', notes: own }];
  };
}
