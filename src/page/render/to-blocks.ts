import type { Token, Tokens } from 'marked';
import { multiLine } from '../../text/sanitize.js';
import type { Block, Word } from '../model.js';
import type { Inline } from './inline.js';
import { toWords } from './words.js';

/** Turns block tokens into a flat list of blocks; nesting is left in their indentation. */
export function toBlocks(tokens: readonly Token[], inline: Inline, indent = ''): Block[] {
  return tokens.flatMap((token) => block(token, inline, indent));
}

function block(token: Token, inline: Inline, indent: string): Block[] {
  switch (token.type) {
    case 'heading':
      return [{ kind: 'heading', indent, words: styled(inline, token.tokens ?? []) }];
    case 'paragraph':
    case 'text':
      return textBlock(inline, 'tokens' in token && token.tokens ? token.tokens : [token], indent);
    case 'code':
      return [{ kind: 'code', indent, lines: codeLines((token as Tokens.Code).text) }];
    case 'blockquote':
      return toBlocks(token.tokens ?? [], inline, `${indent}| `);
    case 'list':
      return listBlocks(token as Tokens.List, inline, indent);
    case 'hr':
      return [{ kind: 'rule', indent }];
    case 'table':
      return [tableBlock(token as Tokens.Table, inline, indent)];
    case 'html':
      return htmlBlock(token as Tokens.HTML, indent);
    default:
      return []; // blank lines, link definitions, kramdown's attribute lines
  }
}

const styled = (inline: Inline, tokens: readonly Token[]) => toWords(inline(tokens));

function textBlock(inline: Inline, tokens: readonly Token[], indent: string): Block[] {
  const words = styled(inline, tokens);
  return words.length > 0 ? [{ kind: 'text', indent, words }] : [];
}

function codeLines(code: string): string[] {
  return multiLine(code).replace(/\t/g, '    ').split('\n');
}

/** Raw HTML is shown as it stands (nothing hides in a tag); comments are not. */
function htmlBlock(token: Tokens.HTML, indent: string): Block[] {
  const text = token.text.replace(/<!--[\s\S]*?(-->|$)/g, '').trim();
  return text === '' || /^<br\s*\/?>$/i.test(text) ? [] : [{ kind: 'code', indent, lines: codeLines(text) }];
}

function tableBlock(token: Tokens.Table, inline: Inline, indent: string): Block {
  const cells = (row: readonly Tokens.TableCell[]): Word[][] =>
    row.map((cell) => styled(inline, cell.tokens));
  return { kind: 'table', indent, head: cells(token.header), rows: token.rows.map(cells) };
}

function listBlocks(list: Tokens.List, inline: Inline, indent: string): Block[] {
  const first = list.ordered ? Number(list.start) : 0;
  const width = list.ordered ? `${first + list.items.length - 1}.`.length : 1;
  return list.items.flatMap((item, index) => {
    const number = list.ordered ? `${first + index}.`.padStart(width) : '-';
    const marker = item.task ? `${number} [${item.checked ? 'x' : ' '}]` : number;
    const [head, ...rest] = itemBlocks(item, { inline, indent, marker, loose: list.loose });
    return head ? [index > 0 && !list.loose ? tightened(head) : head, ...rest] : [];
  });
}

interface ItemPlace {
  inline: Inline;
  indent: string;
  marker: string;
  loose: boolean;
}

function itemBlocks(item: Tokens.ListItem, { inline, indent, marker, loose }: ItemPlace): Block[] {
  const inner = indent + ' '.repeat(marker.length + 1);
  const groups = item.tokens.map((token) => block(token, inline, inner)).filter((group) => group.length > 0);
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
