import type { Token, Tokens } from 'marked';
import type { AlertKind } from '../../document.js';

/** A quotation that GitHub shows as a box. */
export interface AlertToken {
  type: 'alert';
  raw: string;
  kind: AlertKind;
  tokens: Token[];
}

const MARK = /^\[!(note|tip|important|warning|caution)\][ \t]*(?:\n|$)/i;

/** `> [!NOTE]` and what follows it; only among the outermost blocks, and only where it has a text. */
export function withAlerts(tokens: readonly Token[]): Token[] {
  return tokens.map((token) =>
    token.type === 'blockquote' ? (alertOf(token as Tokens.Blockquote) ?? token) : token,
  );
}

function alertOf(quote: Tokens.Blockquote): AlertToken | undefined {
  const [paragraph, ...others] = quote.tokens;
  if (paragraph?.type !== 'paragraph') return undefined;
  const [start, ...rest] = paragraph.tokens ?? [];
  const found = start?.type === 'text' ? MARK.exec(start.text) : null;
  if (!found || !start) return undefined;
  const text = start.raw.slice(found[0].length);
  const ended = rest[0]?.type === 'br' ? rest.slice(1) : rest;
  const inline = text === '' ? ended : [{ ...start, raw: text, text }, ...rest];
  if (inline.length === 0 && others.every(({ type }) => type === 'space')) return undefined;
  const tokens = inline.length === 0 ? others : [{ ...paragraph, tokens: inline } as Token, ...others];
  return { type: 'alert', raw: quote.raw, kind: found[1]?.toLowerCase() as AlertKind, tokens };
}
