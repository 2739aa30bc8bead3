import type { TokenizerAndRendererExtension, Tokens } from 'marked';
import { isAtBoundary } from './boundary.js';

/** `*[HTML]: Hyper Text`: what a pointer on the word would show. */
export const abbreviations: TokenizerAndRendererExtension = {
  name: 'abbreviation',
  level: 'block',
  tokenizer(source) {
    if (!/^ {0,3}\*\[/.test(source)) return undefined;
    const [raw] = /^ {0,3}\*\[[^\n]+?\]:[^\n]*(?:\n|$)/.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'abbreviation', raw };
  },
};

/** `^` alone on a line ends a block. */
export const blockEnds: TokenizerAndRendererExtension = {
  name: 'end-of-block',
  level: 'block',
  tokenizer(source) {
    const [raw] = /^\^[ \t]*(?:\n|$)/.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'end-of-block', raw };
  },
};

/** `{:name: .class}`: attributes under a name. */
export const attributeDefinitions: TokenizerAndRendererExtension = {
  name: 'attribute-definition',
  level: 'block',
  tokenizer(source) {
    if (!/^ {0,3}\{:\w/.test(source)) return undefined;
    const [raw] = /^ {0,3}\{:\w[\w-]*:(?:\\\}|[^}\n])+\}[ \t]*(?:\n|$)/.exec(source) ?? [];
    return raw === undefined ? undefined : { type: 'end-of-block', raw };
  },
};

/** A line with `===` or `---` below it, right behind another block, is no heading. */
export const noHeadings: TokenizerAndRendererExtension = {
  name: 'no-heading',
  level: 'block',
  tokenizer(source, before): Tokens.Paragraph | undefined {
    if (isAtBoundary(before)) return undefined;
    const [raw] = /^ {0,3}(?![-*+>#~`|:]|\d+\.)[^ \t\n][^\n]*\n(?:-+|=+)[ \t]*(?:\n|$)/.exec(source) ?? [];
    if (raw === undefined) return undefined;
    const text = raw.trim();
    return { type: 'paragraph', raw, text, tokens: this.lexer.inline(text) };
  },
};
