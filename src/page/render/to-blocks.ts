import { multiLine } from '../../text/sanitize.js';
import type { BlockNode, DefinitionsNode, InlineNode, ListNode } from '../document.js';
import { saysNothing } from '../inline-text.js';
import type { Block, PageWords } from '../model.js';
import { headingsOf, inColumns } from './table-grid.js';
import type { ToWords } from './words.js';

/** Turns what a page says into a flat list of blocks; nesting is left in their indentation. */
export function toBlocks(nodes: readonly BlockNode[], making: Making, indent = ''): Block[] {
  return nodes.flatMap((node) => block(node, making, indent));
}

interface Making {
  toWords: ToWords;
  said: PageWords;
}

function block(node: BlockNode, making: Making, indent: string): Block[] {
  const { toWords, said } = making;
  switch (node.type) {
    case 'heading':
      return [{ kind: 'heading', indent, words: toWords(node.children) }];
    case 'paragraph': {
      const words = toWords(node.children);
      return words.length > 0 ? [{ kind: 'text', indent, words }] : [];
    }
    case 'code':
      return [codeBlock(node.text, indent)];
    case 'quote':
      return toBlocks(node.children, making, `${indent}| `);
    case 'alert': {
      const title = strongParagraph([{ type: 'text', text: said.alerts[node.kind] }]);
      const [head, first, ...rest] = toBlocks([title, ...node.children], making, `${indent}| `);
      return [head, first && tightened(first), ...rest].filter((one) => one !== undefined);
    }
    case 'details': {
      const inside = toBlocks(node.children, making, `${indent}  `);
      const isNamed = !saysNothing(node.summary);
      if (!isNamed && node.children[0]?.type === 'heading') return inside;
      const summary = isNamed ? node.summary : [{ type: 'text' as const, text: said.details }];
      return [...block(strongParagraph(summary), making, indent), ...inside];
    }
    case 'footnotes':
      return node.notes.flatMap(({ number, children }) => {
        const marker = `[${number}]`;
        return itemBlocks(children, { making, indent, marker, loose: true });
      });
    case 'definitions':
      return definitionBlocks(node, making, indent);
    case 'list':
      return listBlocks(node, making, indent);
    case 'rule':
      return [{ kind: 'rule', indent }];
    case 'table': {
      const row = (cells: typeof node.head) => cells.map(({ children }) => toWords(children));
      const [head = [], ...rows] = inColumns([node.head, ...node.rows]).map(row);
      const headings = headingsOf(node.head);
      return [{ kind: 'table', indent, head, rows, ...(headings ? { headings: row(headings) } : {}) }];
    }
  }
}

function strongParagraph(children: InlineNode[]): BlockNode {
  return { type: 'paragraph', children: [{ type: 'strong', children }] };
}

function codeBlock(text: string, indent: string): Block {
  const source = text.replace(/\t/g, '    ');
  const shown = multiLine(source);
  return { kind: 'code', indent, lines: shown.split('\n'), ...(shown === source ? {} : { source }) };
}

/** The terms on lines of their own, and below them what they mean. */
function definitionBlocks({ terms, meanings }: DefinitionsNode, making: Making, indent: string): Block[] {
  const heads = terms.map((term): Block => ({ kind: 'text', indent, words: making.toWords(term) }));
  const below = meanings.flatMap((nodes) => {
    const [first, ...rest] = toBlocks(nodes, making, `${indent}    `);
    return first ? [tightened(first), ...rest] : [];
  });
  return [...heads.map((head, at) => (at > 0 ? tightened(head) : head)), ...below];
}

function listBlocks({ start, loose, items }: ListNode, making: Making, indent: string): Block[] {
  const width = start === undefined ? 1 : `${start + items.length - 1}.`.length;
  return items.flatMap((item, index) => {
    const number = start === undefined ? '-' : `${start + index}.`.padStart(width);
    const marker = item.checked === undefined ? number : `${number} [${item.checked ? 'x' : ' '}]`;
    const [head, ...rest] = itemBlocks(item.children, { making, indent, marker, loose });
    return head ? [index > 0 && !loose ? tightened(head) : head, ...rest] : [];
  });
}

interface ItemPlace {
  making: Making;
  indent: string;
  marker: string;
  loose: boolean;
}

function itemBlocks(nodes: readonly BlockNode[], { making, indent, marker, loose }: ItemPlace): Block[] {
  const inner = indent + ' '.repeat(marker.length + 1);
  const groups = nodes.map((node) => block(node, making, inner)).filter((group) => group.length > 0);
  const blocks = groups.flatMap(([head, ...rest], at) =>
    head ? [at > 0 && !loose ? tightened(head) : head, ...rest] : [],
  );
  const [head, ...rest] = blocks;
  // an item that starts with code, a list of its own or nothing has its marker on a line alone
  if (head?.kind === 'text' && head.indent === inner && head.marker === undefined)
    return [{ ...head, marker }, ...rest];
  return [{ kind: 'text', indent: inner, marker, words: [] }, ...(head ? [tightened(head)] : []), ...rest];
}

const tightened = (one: Block): Block => ({ ...one, tight: 1 });
