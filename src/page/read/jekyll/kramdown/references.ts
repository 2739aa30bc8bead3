import type { TokenizerAndRendererExtension, Tokens } from 'marked';

/** `[text] [name]`: blanks may stand between the two, and a text before another bracket is no name itself. */
export const spacedReferences: TokenizerAndRendererExtension = {
  name: 'spaced-reference',
  level: 'inline',
  tokenizer(source): Tokens.Link | Tokens.Text | undefined {
    const [raw, text = '', name = ''] = /^\[(?!\^)([^[\]]*)\][ \t\n]+\[([^\]]+)\]/.exec(source) ?? [];
    if (raw === undefined) return undefined;
    const target = this.lexer.tokens.links[name.toLowerCase().replace(/\s+/g, ' ')];
    if (!target) return { type: 'text', raw: '[', text: '[', escaped: false };
    const { href, title } = target;
    return { type: 'link', raw, href, title: title ?? null, text, tokens: this.lexer.inlineTokens(text) };
  },
};
