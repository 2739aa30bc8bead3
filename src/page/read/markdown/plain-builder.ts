import type { BlockNode, InlineNode } from '../../document.js';
import type { MakeBuilder } from '../node-builder.js';

/** For a page without HTML; what looks like some is shown as it is written. */
export const plainBuilder: MakeBuilder = ({ placed = () => {} } = {}) => {
  const nodes: BlockNode[] = [];
  let run: InlineNode[] = [];
  const endParagraph = () => {
    if (run.length > 0) nodes.push({ type: 'paragraph', children: run });
    run = [];
  };
  return {
    html: (text) => run.push({ type: 'markup', text }),
    inlines: (more) => run.push(...more),
    blocks(more, at = 0) {
      endParagraph();
      for (const node of more) placed(node, at);
      nodes.push(...more);
    },
    end() {
      endParagraph();
      return nodes;
    },
  };
};
