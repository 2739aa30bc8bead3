import type { BlockNode, CellNode, DefinitionsNode, InlineNode, ItemNode } from '../../document.js';
import { inlineOf } from '../inline-of.js';

/** An open element that holds others, and what it has so far. */
export interface OpenElement {
  name: string;
  attributes: ReadonlyMap<string, string>;
  /** Where it began. */
  at: number;
  /** How many elements that style text are open around it. */
  formats: number;
  nodes: BlockNode[];
  /** Of `pre`. */
  text: string;
  /** Of a list. */
  items: ItemNode[];
  /** Of `dl`: each with the terms that stand together. */
  definitions: DefinitionsNode[];
  /** Of a table. */
  rows: Row[];
  /** Of a row of it. */
  cells: CellNode[];
  /** Of `details`. */
  summary: InlineNode[];
  hasHeads: boolean;
}

interface Row {
  cells: CellNode[];
  isHead: boolean;
}

export function makeFrame(
  name: string,
  attributes: ReadonlyMap<string, string>,
  formats: number,
  at = 0,
): OpenElement {
  const empty = {
    nodes: [],
    text: '',
    items: [],
    definitions: [],
    rows: [],
    cells: [],
    summary: [],
    hasHeads: true,
  };
  return { name, attributes, at, formats, ...empty };
}

/** What an element comes to at its end: nodes for the one around it, or a part of that one. */
export function closeFrame(frame: OpenElement, outer: OpenElement): BlockNode[] {
  const { name, nodes } = frame;
  switch (name) {
    case 'blockquote':
      return [{ type: 'quote', children: nodes }];
    case 'details':
      return [{ type: 'details', summary: frame.summary, children: nodes }];
    case 'summary':
      if (outer.name !== 'details') return nodes;
      // a heading begins a section, and what follows it is below it
      if (nodes.some(({ type }) => type === 'heading')) return nodes;
      outer.summary.push(...inlineOf(nodes));
      return [];
    case 'dl':
      return [...nodes, ...frame.definitions];
    case 'dt':
    case 'dd':
      if (outer.name !== 'dl') return nodes;
      addDefinition(outer.definitions, frame);
      return [];
    case 'ul':
    case 'ol':
      return [...nodes, ...listOf(frame)];
    case 'li':
      if (outer.name !== 'ul' && outer.name !== 'ol') return nodes;
      outer.items.push({ checked: undefined, children: nodes });
      return [];
    case 'pre':
      return [{ type: 'code', text: frame.text.replace(/^\n|\n$/g, '') }];
    case 'table':
      return [...nodes, ...tableOf(frame)];
    case 'tr':
      outer.rows.push({ cells: frame.cells, isHead: frame.hasHeads });
      return nodes;
    case 'td':
    case 'th':
      outer.cells.push({
        align: alignOf(frame.attributes),
        children: inlineOf(nodes),
        ...spanOf(frame.attributes, 'colspan', 'columns'),
        ...spanOf(frame.attributes, 'rowspan', 'rows'),
      });
      if (name === 'td') outer.hasHeads = false;
      return [];
    default:
      return [headingOf(frame)];
  }
}

/** A term behind a meaning begins a new group. */
function addDefinition(definitions: DefinitionsNode[], { name, nodes }: OpenElement): void {
  const last = definitions.at(-1);
  if (name === 'dd' && last) last.meanings.push(nodes);
  else if (name === 'dd') definitions.push({ type: 'definitions', terms: [], meanings: [nodes] });
  else if (last && last.meanings.length === 0) last.terms.push(inlineOf(nodes));
  else definitions.push({ type: 'definitions', terms: [inlineOf(nodes)], meanings: [] });
}

function headingOf({ name, nodes }: OpenElement): BlockNode {
  return {
    type: 'heading',
    level: Number(name.slice(1)),
    id: undefined,
    inToc: true,
    children: inlineOf(nodes),
  };
}

function listOf({ name, attributes, items }: OpenElement): BlockNode[] {
  if (items.length === 0) return [];
  const start = /^-?\d{1,9}$/.test(attributes.get('start') ?? '') ? Number(attributes.get('start')) : 1;
  return [{ type: 'list', start: name === 'ol' ? start : undefined, loose: false, items }];
}

/** A first row of heads alone is the table's head. */
function tableOf({ rows }: OpenElement): BlockNode[] {
  const kept = rows.filter(({ cells }) => cells.length > 0);
  const [first] = kept;
  if (!first) return [];
  const head = first.isHead ? first.cells : [];
  return [{ type: 'table', head, rows: kept.slice(first.isHead ? 1 : 0).map(({ cells }) => cells) }];
}

/** As browsers take it (https://html.spec.whatwg.org/#attributes-common-to-td-and-th-elements), but for 0. */
function spanOf(attributes: ReadonlyMap<string, string>, attribute: string, name: 'columns' | 'rows') {
  const [digits] = /^\s*\d{1,9}/.exec(attributes.get(attribute) ?? '') ?? [];
  const most = name === 'columns' ? 1000 : 65_534;
  return Number(digits) > 1 ? { [name]: Math.min(Number(digits), most) } : {};
}

function alignOf(attributes: ReadonlyMap<string, string>): CellNode['align'] {
  const align = attributes.get('align')?.toLowerCase();
  return align === 'left' || align === 'center' || align === 'right' ? align : undefined;
}
