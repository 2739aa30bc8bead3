import type { Token, Tokens } from 'marked';
import { multiLine, oneLine } from '../sanitize.js';
import type { Inline } from './inline.js';
import type { Block, Word } from './model.js';
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
  const blocks = list.items.map((item, index) => {
    const number = list.ordered ? `${first + index}.`.padStart(width) : '-';
    return itemBlocks(item, inline, indent, item.task ? `${number} [${item.checked ? 'x' : ' '}]` : number);
  });
  // between the items of a tight list no blank line, and none between an item and its nested list
  return blocks.flatMap((item, index) =>
    item.map((one, at): Block => (!list.loose && (index > 0 || at > 0) ? { ...one, tight: 1 } : one)),
  );
}

function itemBlocks(item: Tokens.ListItem, inline: Inline, indent: string, marker: string): Block[] {
  const inner = indent + ' '.repeat(marker.length + 1);
  const blocks = toBlocks(item.tokens, inline, inner);
  const [head, ...rest] = blocks;
  // an item that starts with code, a list of its own or nothing has its marker on a line alone
  if (head && head.kind === 'text' && head.indent === inner && head.marker === undefined) {
    return [{ ...head, marker: oneLine(marker) }, ...rest];
  }
  return [
    { kind: 'text', indent: inner, marker, words: [] },
    ...blocks.map((one): Block => ({ ...one, tight: 1 })),
  ];
}
