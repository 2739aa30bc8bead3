import { Lexer, type MarkedOptions, type Token, Tokenizer, type Tokens } from 'marked';
import { holderOf, tooDeepIn } from './depth.js';
import { MOST, tooMuch } from './limits.js';

/** marked's lexer, within what a page may hold. */
export class BoundedLexer extends Lexer {
  readonly #source: string;
  readonly #firstLine: number;
  /** How many texts with markup the present one is in, and the outermost of them. */
  #depth = 0;
  #outermost: { text: string; tokens: Token[] } = { text: '', tokens: [] };

  /** @param firstLine the number of the source's first line in its file */
  constructor(source: string, firstLine: number, options: MarkedOptions) {
    super({ ...options, tokenizer: new BoundedTokenizer() });
    this.#source = source;
    this.#firstLine = firstLine;
  }

  /** @throws Refusal BAD_DATA: a text that is too long, or nested without end, with its line */
  read(): Token[] {
    const tokens = this.lex(this.#source);
    // a list and its item are two levels
    const deep = tooDeepIn(tokens, 2 * MOST.nesting);
    if (deep) throw tooMuch('nesting', this.#lineOf(deep, ''));
    return tokens;
  }

  override inlineTokens(text: string, tokens: Token[] = []): Token[] {
    if (this.#depth === 0) this.#outermost = { text, tokens };
    if (text.length > MOST['text-length']) throw tooMuch('text-length', this.#line());
    if (this.#depth > MOST.nesting) throw tooMuch('nesting', this.#line());
    this.#depth++;
    const found = super.inlineTokens(text, tokens);
    this.#depth--;
    return found;
  }

  /** The line of the text that is being read. */
  #line(): number {
    const { text, tokens } = this.#outermost;
    return this.#lineOf(holderOf(tokens, this.tokens), text.split('\n', 1)[0] ?? '');
  }

  /** @param start of what is meant in the token */
  #lineOf(token: Token | undefined, start: string): number {
    const before = this.tokens.slice(0, token ? this.tokens.indexOf(token) : 0).map(({ raw }) => raw);
    const inside = token?.raw.slice(0, Math.max(token.raw.indexOf(start), 0)) ?? '';
    return this.#firstLine + [...before, inside].join('').split('\n').length - 1;
  }
}

/** marked looks for the line below such a heading to the end of its text, once for each block that begins in it. */
class BoundedTokenizer extends Tokenizer {
  override lheading(source: string): Tokens.Heading | undefined {
    return super.lheading(source.slice(0, MOST['text-length']));
  }
}
