import type { BlockNode, HeadingNode } from '../document.js';
import { inlineText, saysNothing, withoutEnd } from '../inline-text.js';

/** What a page says, and where in its source each node that is not within Markdown's own begins. */
export interface PlacedNodes {
  nodes: readonly BlockNode[];
  places: Map<BlockNode, number>;
}

/** A part of a page: the introduction, or a heading with what follows it. */
export interface PageSection {
  /** `undefined` for the introduction. */
  heading: HeadingNode | undefined;
  title: string;
  /** What follows the heading. */
  nodes: BlockNode[];
  markdown: string;
}

/** A section with the stretch of the source that it takes. */
export interface Cut {
  section: PageSection;
  start: number;
  end: number;
}

/** Cuts a page before each of its outermost headings. The introduction is first, if there is one. */
export function sectionsOf({ nodes, places }: PlacedNodes, source: string): Cut[] {
  const parts: BlockNode[][] = [[]];
  for (const node of withTargets(opened(nodes, places), places)) {
    if (node.type === 'heading') parts.push([]);
    parts.at(-1)?.push(node);
  }
  const [introduction = [], ...rest] = parts;
  const kept = introduction.length === 0 ? rest : parts;
  const starts = kept.map(([first]) => (first?.type === 'heading' ? (places.get(first) ?? 0) : 0));
  return kept.map((part, index) => {
    const [start = 0, end = source.length] = [starts[index], starts[index + 1]];
    return { section: sectionOf(part, source.slice(start, end)), start, end };
  });
}

/** Details that hold a heading are cut at it: their parts stand for themselves, below what they were opened with. */
function opened(nodes: readonly BlockNode[], places: Map<BlockNode, number>): BlockNode[] {
  return nodes.flatMap((node): BlockNode[] => {
    if (node.type !== 'details') return [node];
    const children = opened(node.children, places);
    if (!children.some(({ type }) => type === 'heading')) return [node];
    const summary: BlockNode = {
      type: 'paragraph',
      children: [{ type: 'strong', children: node.summary }],
    };
    places.set(summary, places.get(node) ?? 0);
    const [first] = children;
    if (first?.type === 'heading' && saysNothing(node.summary)) {
      places.set(first, places.get(node) ?? 0);
      return children;
    }
    return [summary, ...children];
  });
}

/** Anchors alone above a heading belong to it. */
function withTargets(nodes: readonly BlockNode[], places: Map<BlockNode, number>): BlockNode[] {
  return nodes.filter((node, index) => {
    const next = nodes[index + 1];
    if (node.type !== 'paragraph' || next?.type !== 'heading') return true;
    if (!node.children.every(({ type, ...rest }) => type === 'target' || isBlankText(rest))) return true;
    next.children.unshift(...node.children.filter(({ type }) => type === 'target'));
    places.set(next, places.get(node) ?? 0);
    return false;
  });
}

const isBlankText = (node: object) => 'text' in node && String(node.text).trim() === '';

function sectionOf(part: BlockNode[], source: string): PageSection {
  const markdown = `${withoutEnd(source.replace(/^\n+/, ''))}\n`;
  const [heading, ...rest] = part;
  return heading?.type === 'heading'
    ? { heading, title: inlineText(heading.children), nodes: rest, markdown }
    : { heading: undefined, title: 'Introduction', nodes: part, markdown };
}
