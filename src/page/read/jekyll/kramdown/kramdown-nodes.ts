import type { Token, Tokens } from 'marked';
import type { BlockNode, DefinitionsNode, InlineNode } from '../../../document.js';
import type { Reader } from '../../syntax.js';
import { bracesAt, readAttributes } from './attribute-list.js';
import { type DefinitionList, termsBefore } from './definition-lists.js';
import type { KramdownExtension } from './extensions.js';
import type { MarkdownInHtml } from './html-blocks.js';
import type { SpanAttributes } from './spans.js';

/** What a token of kramdown's own says; `undefined` for others. */
export function kramdownBlock(
  tokens: readonly Token[],
  index: number,
  reader: Reader,
): BlockNode[] | undefined {
  const token = tokens[index] as Token;
  switch (token.type) {
    case 'end-of-block':
    case 'abbreviation':
      return [];
    case 'extension':
      return htmlOf(token as KramdownExtension, (html) => reader.blocks([html]));
    case 'list':
      for (const { tokens: inItem } of (token as Tokens.List).items) takeAttributes(inItem[0]);
      return undefined;
    case 'markdown-in-html':
      return reader.blocks((token as MarkdownInHtml).tokens);
    case 'definition-list':
      return [definitionsNode(tokens, index, reader)];
    case 'paragraph':
    case 'text':
      return isTerms(tokens, index) ? [] : undefined;
    default:
      return undefined;
  }
}

export function kramdownInline(token: Token, reader: Reader): InlineNode[] | undefined {
  switch (token.type) {
    case 'extension':
      return htmlOf(token as KramdownExtension, (html) => reader.inlines([html]));
    case 'span-attributes': {
      const { id } = token as SpanAttributes;
      return id === undefined ? [] : [{ type: 'target', id }];
    }
    default:
      return undefined;
  }
}

function htmlOf<T>({ html }: KramdownExtension, read: (token: Token) => T[]): T[] {
  return html === '' ? [] : read({ type: 'html', raw: html, text: html, block: true, pre: false });
}

/** A paragraph with the terms of the list below it. */
function isTerms(tokens: readonly Token[], index: number): boolean {
  const at = tokens[index + 1]?.type === 'space' ? index + 2 : index + 1;
  return tokens[at]?.type === 'definition-list' && termsBefore(tokens, at) === tokens[index];
}

function definitionsNode(tokens: readonly Token[], index: number, reader: Reader): DefinitionsNode {
  const terms = termsBefore(tokens, index);
  const { definitions } = tokens[index] as Token & DefinitionList;
  takeAttributes(terms);
  for (const definition of definitions) takeAttributes(definition.tokens[0]);
  return {
    type: 'definitions',
    terms: inLines(reader.inlines(terms && 'tokens' in terms ? (terms.tokens ?? []) : [])),
    meanings: definitions.map((definition) => reader.blocks(definition.tokens)),
  };
}

/** Reads `{:.class}` at the start of an item's text, which says something about the item. */
function takeAttributes(first: Token | undefined): void {
  const inside = first && 'tokens' in first ? (first.tokens ?? []) : [];
  const [text] = inside;
  if (text?.type !== 'text') return;
  const list = bracesAt(text.text) ?? '';
  if (!/^\{:(?!\w[\w-]*:|:|\/)./.test(list)) return;
  text.text = text.text.slice(list.length).trimStart();
  const attributes: SpanAttributes = {
    type: 'span-attributes',
    raw: '',
    ...readAttributes(list.slice(2, -1)),
  };
  inside.unshift(attributes);
}

/** Inline content cut at the line feeds in its text. */
function inLines(nodes: readonly InlineNode[]): InlineNode[][] {
  const lines: InlineNode[][] = [[]];
  for (const node of nodes) {
    if (node.type !== 'text') {
      lines.at(-1)?.push(node);
      continue;
    }
    for (const [at, text] of node.text.split('\n').entries()) {
      if (at > 0) lines.push([]);
      if (text !== '') lines.at(-1)?.push({ type: 'text', text });
    }
  }
  return lines.filter((line) => line.length > 0);
}
