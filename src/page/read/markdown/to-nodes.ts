import { decodeHTMLStrict } from 'entities';
import type { Token, Tokens } from 'marked';
import type { BlockNode, CellNode, InlineNode, ItemNode, ListNode } from '../../document.js';
import { inlineText } from '../../inline-text.js';
import { inlineOf } from '../inline-of.js';
import type { MakeBuilder, NodeBuilder } from '../node-builder.js';
import type { Reader, Syntax } from '../syntax.js';
import type { FootnoteReferenceToken, FootnoteToken } from './footnote-tokens.js';

/** What a reader makes nodes with. */
export interface ReaderParts {
  syntax: Syntax;
  makeBuilder: MakeBuilder;
  /** Takes the text of each note, by its label. */
  footnotes: Map<string, BlockNode[]>;
}

/** Turns marked's tokens into what they say. A format's own syntax is asked first. */
export function nodeReader(parts: ReaderParts): Reader {
  const { syntax, makeBuilder, footnotes } = parts;
  const reader: Reader = {
    block(tokens, index) {
      const own = syntax.block?.(tokens, index, reader);
      if (own) return own;
      const token = tokens[index] as Token;
      if (token.type !== 'footnote') return blockNodes(token, reader);
      const { label, tokens: text } = token as FootnoteToken;
      if (!footnotes.has(label)) footnotes.set(label, reader.blocks(text));
      return [];
    },
    blocks(tokens) {
      if (!tokens.some(isHtml)) return tokens.flatMap((_, index) => reader.block(tokens, index));
      const builder = makeBuilder();
      for (const [index, token] of tokens.entries()) {
        if (isHtml(token)) builder.html(token.raw);
        else builder.blocks(reader.block(tokens, index));
      }
      return builder.end();
    },
    plain: (token) => blockNodes(token, reader),
    paragraphs(tokens) {
      if (!tokens.some(isHtml)) return [{ type: 'paragraph', children: reader.inlines(tokens) }];
      return withHtml(tokens, makeBuilder());
    },
    inlines(tokens) {
      if (tokens.some(isHtml)) return inlineOf(withHtml(tokens, makeBuilder({ keepsBlanks: true })));
      return tokens.flatMap((_, index) => inlineAt(tokens, index));
    },
  };
  const inlineAt = (tokens: readonly Token[], index: number) =>
    syntax.inline?.(tokens, index, reader) ?? inlineNodes(tokens[index] as Token, reader);
  const withHtml = (tokens: readonly Token[], builder: NodeBuilder) => {
    for (const [index, token] of tokens.entries()) {
      if (isHtml(token)) builder.html(token.raw);
      else builder.inlines(inlineAt(tokens, index));
    }
    return builder.end();
  };
  return reader;
}

export const isHtml = (token: Token) => token.type === 'html';

function blockNodes(token: Token, reader: Reader): BlockNode[] {
  switch (token.type) {
    case 'heading': {
      const children = reader.inlines(token.tokens ?? []);
      return [
        { type: 'heading', level: (token as Tokens.Heading).depth, id: undefined, inToc: true, children },
      ];
    }
    case 'paragraph':
    case 'text':
      return reader.paragraphs(token.tokens ?? [token]);
    case 'code': {
      const { text, codeBlockStyle } = token as Tokens.Code;
      return [{ type: 'code', text: codeBlockStyle === 'indented' ? text.replace(/\n+$/, '') : text }];
    }
    case 'blockquote':
      return [{ type: 'quote', children: reader.blocks(token.tokens ?? []) }];
    case 'list':
      return [listNode(token as Tokens.List, reader)];
    case 'hr':
      return [{ type: 'rule' }];
    case 'table':
      return [tableNode(token as Tokens.Table, reader)];
    default:
      return []; // blank lines, link definitions
  }
}

function listNode(list: Tokens.List, reader: Reader): ListNode {
  const items = list.items.map((item): ItemNode => {
    const checked = item.task ? item.checked === true : undefined;
    return { checked, children: reader.blocks(item.tokens) };
  });
  return { type: 'list', start: list.ordered ? Number(list.start) : undefined, loose: list.loose, items };
}

function tableNode(table: Tokens.Table, reader: Reader): BlockNode {
  const cells = (row: readonly Tokens.TableCell[]) =>
    row.map(
      ({ align, tokens }): CellNode => ({ align: align ?? undefined, children: reader.inlines(tokens) }),
    );
  return { type: 'table', head: cells(table.header), rows: table.rows.map(cells) };
}

function inlineNodes(token: Token, reader: Reader): InlineNode[] {
  switch (token.type) {
    case 'strong':
      return [{ type: 'strong', children: reader.inlines(token.tokens ?? []) }];
    case 'em':
      return [{ type: 'emphasis', children: reader.inlines(token.tokens ?? []) }];
    case 'del':
      return [{ type: 'strike', children: reader.inlines(token.tokens ?? []) }];
    case 'link': {
      const { tokens } = token as Tokens.Link;
      return [{ type: 'link', href: hrefOf(token as Tokens.Link), children: reader.inlines(tokens) }];
    }
    case 'image': {
      const { text, tokens } = token as Tokens.Image;
      const alt = inlineText(reader.inlines(tokens ?? [{ type: 'text', raw: text, text }]));
      return [{ type: 'image', href: hrefOf(token as Tokens.Image), alt }];
    }
    case 'codespan':
      return [{ type: 'code', text: (token as Tokens.Codespan).text }];
    case 'br':
      return [{ type: 'break' }];
    case 'text':
      return token.tokens
        ? reader.inlines(token.tokens)
        : [{ type: 'text', text: decodeHTMLStrict(token.text) }];
    case 'footnote-reference': {
      const { label } = token as FootnoteReferenceToken;
      return [{ type: 'footnote-reference', label, number: 0 }];
    }
    case 'checkbox':
      return []; // a list item knows whether it is one
    default:
      return [{ type: 'text', text: (token as Tokens.Escape).text ?? '' }];
  }
}

/** A link's target with its entities resolved. */
const hrefOf = ({ href }: Tokens.Link | Tokens.Image) => decodeHTMLStrict(href);
