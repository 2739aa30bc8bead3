/**
 * What a page says, whatever its syntax: what each format's reader makes, and what is drawn as text and HTML. Texts
 * are as they read (entities resolved), and have not passed the gate for hostile text yet.
 */
export type BlockNode =
  | HeadingNode
  | { type: 'paragraph'; children: InlineNode[] }
  | { type: 'code'; text: string }
  | { type: 'quote'; children: BlockNode[] }
  | { type: 'alert'; kind: AlertKind; children: BlockNode[] }
  /** What opens and closes on the website: all of it is shown. */
  | { type: 'details'; summary: InlineNode[]; children: BlockNode[] }
  /** The notes that a section refers to, at its end. */
  | { type: 'footnotes'; notes: FootnoteNode[] }
  | ListNode
  | DefinitionsNode
  | TableNode
  | { type: 'rule' };

export interface HeadingNode {
  type: 'heading';
  /** 1 to 6. */
  level: number;
  /** `undefined` until the page's ids are made, which count those before them. */
  id: string | undefined;
  inToc: boolean;
  children: InlineNode[];
}

export interface ListNode {
  type: 'list';
  /** The first number; `undefined` for a list without numbers. */
  start: number | undefined;
  /** Blank lines stand between its items. */
  loose: boolean;
  items: ItemNode[];
}

export interface ItemNode {
  /** Of a task: done or not. */
  checked: boolean | undefined;
  children: BlockNode[];
}

/** Terms with what they mean. */
export interface DefinitionsNode {
  type: 'definitions';
  terms: InlineNode[][];
  meanings: BlockNode[][];
}

export interface TableNode {
  type: 'table';
  /** Empty: it has none. */
  head: CellNode[];
  rows: CellNode[][];
}

export interface FootnoteNode {
  number: number;
  children: BlockNode[];
}

export interface CellNode {
  align: 'left' | 'center' | 'right' | undefined;
  children: InlineNode[];
  /** Over so many columns and rows, where these are more than one. */
  columns?: number;
  rows?: number;
}

export type InlineNode =
  | { type: 'text'; text: string }
  | { type: SpanType; children: InlineNode[] }
  | { type: 'code'; text: string }
  /** The text is as the source has it. */
  | { type: 'markup'; text: string }
  | { type: 'link'; href: string; children: InlineNode[] }
  | { type: 'image'; href: string; alt: string }
  | { type: 'break' }
  /** A place that links lead to; nowhere, where its id is empty. */
  | { type: 'target'; id: string }
  /** Its number is given when the whole page is read, in the order of the references. */
  | { type: 'footnote-reference'; label: string; number: number };

export type SpanType =
  | 'strong'
  | 'emphasis'
  | 'strike'
  | 'monospace'
  | 'keyboard'
  | 'subscript'
  | 'superscript';

/** The kinds of GitHub's alerts (`> [!NOTE]`). */
export type AlertKind = 'note' | 'tip' | 'important' | 'warning' | 'caution';

/** What a block holds, in the order of the page. */
export function contentOf(node: BlockNode): { inlines: InlineNode[][]; blocks: BlockNode[][] } {
  switch (node.type) {
    case 'heading':
    case 'paragraph':
      return { inlines: [node.children], blocks: [] };
    case 'quote':
    case 'alert':
      return { inlines: [], blocks: [node.children] };
    case 'details':
      return { inlines: [node.summary], blocks: [node.children] };
    case 'list':
      return { inlines: [], blocks: node.items.map(({ children }) => children) };
    case 'definitions':
      return { inlines: node.terms, blocks: node.meanings };
    case 'footnotes':
      return { inlines: [], blocks: node.notes.map(({ children }) => children) };
    case 'table':
      return { inlines: [node.head, ...node.rows].flat().map(({ children }) => children), blocks: [] };
    case 'code':
    case 'rule':
      return { inlines: [], blocks: [] };
  }
}

/** Each of the inline nodes in some blocks, in the order of the page; one that holds others before them. */
export function* inlinesIn(nodes: readonly BlockNode[]): Generator<InlineNode> {
  for (const node of nodes) {
    const { inlines, blocks } = contentOf(node);
    for (const list of inlines) yield* withInner(list);
    for (const list of blocks) yield* inlinesIn(list);
  }
}

function* withInner(nodes: readonly InlineNode[]): Generator<InlineNode> {
  for (const node of nodes) {
    yield node;
    if ('children' in node) yield* withInner(node.children);
  }
}
