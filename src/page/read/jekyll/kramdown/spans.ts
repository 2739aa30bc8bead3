import type { Token, TokenizerAndRendererExtension, Tokens } from 'marked';
import { type AttributeList, bracesAt, readAttributes } from './attribute-list.js';

/** `*em*{:.class}`: says something about the span that it touches. */
export interface SpanAttributes extends AttributeList {
  type: 'span-attributes';
  raw: string;
}

export const spanAttributes: TokenizerAndRendererExtension = {
  name: 'span-attributes',
  level: 'inline',
  start: (source) => source.indexOf('{:'),
  tokenizer(source, before): SpanAttributes | undefined {
    const last = before.at(-1);
    if (!last || last.type === 'text' || last.type === 'escape') return undefined;
    const raw = bracesAt(source);
    if (raw === undefined || raw.length < 4) return undefined;
    return { type: 'span-attributes', raw, ...readAttributes(raw.slice(2, -1)) };
  },
};

/** Where a sign for the end of a span does not come any more behind what was read. */
const endless = new WeakMap<readonly Token[], Set<string>>();

function isEndless(before: readonly Token[], sign: string): boolean {
  return endless.get(before)?.has(sign) === true;
}

function noteEndless(before: readonly Token[], sign: string): void {
  endless.set(before, (endless.get(before) ?? new Set()).add(sign));
}

/** `~~struck~~`: with two signs, never with one. */
export const strikes: TokenizerAndRendererExtension = {
  name: 'strike',
  level: 'inline',
  start: (source) => source.indexOf('~'),
  tokenizer(source, before): Tokens.Del | Tokens.Text | undefined {
    const [signs] = /^~+/.exec(source) ?? [];
    if (signs === undefined) return undefined;
    if (signs.length === 2 && /^~~\S/.test(source) && !isEndless(before, '~~')) {
      const close = strikeEnd(source);
      if (close > 0) {
        const text = source.slice(2, close);
        return { type: 'del', raw: source.slice(0, close + 2), text, tokens: this.lexer.inlineTokens(text) };
      }
      noteEndless(before, '~~');
    }
    return { type: 'text', raw: signs, text: signs, escaped: false };
  },
};

/** Of two signs behind what is neither a blank nor such a sign. */
function strikeEnd(source: string): number {
  let close = source.indexOf('~~', 3);
  while (close > 0 && /[\s~]/.test(source[close - 1] ?? ' ')) close = source.indexOf('~~', close + 1);
  return close;
}

/** `$$x_1$$` as it is written: there is no Markdown in it. */
export const formulas: TokenizerAndRendererExtension = {
  name: 'formula',
  level: 'inline',
  start: (source) => source.indexOf('$$'),
  tokenizer(source, before): Tokens.Text | undefined {
    if (!source.startsWith('$$') || isEndless(before, '$$')) return undefined;
    const close = source.indexOf('$$', 2);
    if (close < 0) {
      noteEndless(before, '$$');
      return undefined;
    }
    const raw = source.slice(0, close + 2);
    return { type: 'text', raw, text: raw, escaped: true };
  },
};

/** `<<`, which is a quotation sign and begins no tag. */
export const quotationSigns: TokenizerAndRendererExtension = {
  name: 'quotation-sign',
  level: 'inline',
  start: (source) => source.indexOf('<<'),
  tokenizer(source): Tokens.Text | undefined {
    const [raw] = /^<< ?/.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'text', raw, text: raw, escaped: false };
  },
};

/** Two backslashes at the end of a line. */
export const lineEnds: TokenizerAndRendererExtension = {
  name: 'line-end',
  level: 'inline',
  tokenizer(source): Tokens.Br | undefined {
    return source.startsWith('\\\\\n') ? { type: 'br', raw: source.slice(0, 3) } : undefined;
  },
};
