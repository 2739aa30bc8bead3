import type { BlockNode, InlineNode } from '../document.js';

/** Puts together the nodes of a page, and what HTML says between them. */
export interface NodeBuilder {
  /** @param at the place of the source, for `placed` */
  html(source: string, at?: number): void;
  inlines(nodes: readonly InlineNode[]): void;
  blocks(nodes: readonly BlockNode[], at?: number): void;
  /** Whatever is still open ends here. */
  end(): BlockNode[];
}

export interface BuilderOptions {
  /** Hears where a node began. */
  placed?: (node: BlockNode, at: number) => void;
  /** The blanks at the ends of a text stay, as ids count them. */
  keepsBlanks?: boolean;
}

export type MakeBuilder = (options?: BuilderOptions) => NodeBuilder;
