import { Lexer, type MarkedOptions, type Token, Tokenizer, type Tokens, type TokensList } from 'marked';
import { withoutPictureData } from '../../links/links.js';
import type { NotUnderstood } from '../../model.js';
import { MOST, MOST_OF_START, tooMuch } from '../limits.js';
import type { NotHere, Preparing, Syntax } from '../syntax.js';
import { holderOf, tooDeepIn } from './depth.js';
import { piecesOfText, withFewBlanks } from './long-text.js';

/** Long texts of a page may grow so many times, by a line or more each: the time for that has an end too. */
const MOST_STEPS = 1000;

/** marked's lexer, within what a page may hold. */
export class BoundedLexer extends Lexer {
  readonly #source: string;
  readonly #firstLine: number;
  /** How many texts with markup the present one is in, and the outermost of them. */
  #depth = 0;
  #outermost: { text: string; tokens: Token[] } = { text: '', tokens: [] };
  /** The last text that is too long. */
  #long: { token: Token; length: number } | undefined;
  /** How many times such texts have grown. */
  #steps = 0;
  /** The block that is read has been read already, without the lines that follow. */
  resumes = false;
  readonly #note: (what: NotUnderstood) => void;

  /**
   * @param firstLine the number of the source's first line in its file
   * @param note takes a text that is too long to be read, and is its own text then
   */
  constructor(
    source: string,
    { firstLine, note, isNone = {} }: Pick<Preparing, 'firstLine' | 'note'> & Pick<Syntax, 'isNone'>,
    options: MarkedOptions,
  ) {
    super({ ...options, tokenizer: without(new BoundedTokenizer(), isNone) });
    this.#source = source;
    this.#firstLine = firstLine;
    this.#note = note;
  }

  /** @throws Refusal BAD_DATA: a text that grows too long line by line, or is nested without end, with its line */
  read(): Token[] {
    const tokens = this.lex(this.#source);
    // a list and its item are two levels
    const deep = tooDeepIn(tokens, 2 * MOST.nesting);
    if (deep) throw tooMuch('nesting', this.#lineOf(deep, ''));
    return tokens;
  }

  override blockTokens(source: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: TokensList, lastParagraphClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens?: Token[], lastParagraphClipped?: boolean): Token[] {
    const { resumes } = this;
    this.resumes = false;
    const found = super.blockTokens(source, tokens, lastParagraphClipped);
    this.resumes = resumes;
    return found;
  }

  override inlineTokens(written: string, tokens: Token[] = []): Token[] {
    const text = withFewBlanks(withoutPictureData(written));
    if (this.#depth === 0) this.#outermost = { text, tokens };
    if (this.#depth > MOST.nesting) throw tooMuch('nesting', this.#line());
    const pieces = piecesOfText(text);
    if (!pieces) {
      this.#note({ what: 'text-length', most: MOST['text-length'], line: this.#line() });
      tokens.push({ type: 'escape', raw: written, text });
      return tokens;
    }
    this.#depth++;
    // each in a list of its own: what extensions remember of one does not hold for the next
    for (const piece of pieces) {
      const found = super.inlineTokens(piece, pieces.length === 1 ? tokens : []);
      if (pieces.length > 1) for (const token of found) tokens.push(token);
    }
    this.#depth--;
    return tokens;
  }

  /** @throws Refusal BAD_DATA: the last block is a text that is too long and still grows, with its line */
  expectRoom(): void {
    const last = this.state.lastToken;
    if (last?.type !== 'paragraph' && last?.type !== 'text') return;
    const { length } = (last as Tokens.Paragraph).text;
    if (length <= MOST['text-length']) return;
    const grown = this.#long?.token === last && this.#long.length !== length;
    this.#long = { token: last, length };
    if (grown) this.#steps++;
    if (this.#steps <= MOST_STEPS) return;
    const at = this.tokens.indexOf(last);
    // what is not among the outermost tokens is in the one that will follow them
    throw tooMuch('text-length', this.#lineAt(at < 0 ? this.tokens.length : at));
  }

  /** The line of the text that is being read. */
  #line(): number {
    const { text, tokens } = this.#outermost;
    return this.#lineOf(holderOf(tokens, this.tokens), text.split('\n', 1)[0] ?? '');
  }

  /** @param start of what is meant in the token */
  #lineOf(token: Token | undefined, start: string): number {
    const inside = token?.raw.slice(0, Math.max(token.raw.indexOf(start), 0)) ?? '';
    return this.#lineAt(token ? this.tokens.indexOf(token) : 0) + inside.split('\n').length - 1;
  }

  /** The line where the outermost token at an index begins. */
  #lineAt(index: number): number {
    const before = this.tokens.slice(0, index).map(({ raw }) => raw);
    return this.#firstLine + before.join('').split('\n').length - 1;
  }
}

const TABBED = /^[^\n|]*\|[^\n]*\n[ |:-]*\t[ \t|:-]*(?:\n|$)/;

type Links = Parameters<Tokenizer['reflink']>[1];

const OPENINGS = new RegExp(`^(?:!?\\[\\w{0,20}(?=!?\\[)){${MOST.nesting},}`);

class BoundedTokenizer extends Tokenizer {
  /** Each block begins here. What looks like the start of another makes a paragraph grow line by line. */
  override space(source: string): Tokens.Space | undefined {
    (this.lexer as BoundedLexer).expectRoom();
    return super.space(source);
  }

  /** Brackets that open one another and are too many: each would be looked up to the end of the text. */
  override reflink(source: string, links: Links): ReturnType<Tokenizer['reflink']> {
    const [raw] = OPENINGS.exec(source) ?? [];
    return raw === undefined ? super.reflink(source, links) : { type: 'text', raw, text: raw };
  }

  /** Tabs may stand in the line below a table's head, where marked knows blanks alone. */
  override table(source: string): Tokens.Table | undefined {
    if (!TABBED.test(source)) return super.table(source);
    const end = source.search(/\n[ \t]*\n/);
    const found = super.table((end < 0 ? source : source.slice(0, end + 1)).replaceAll('\t', ' '));
    return found && { ...found, raw: source.slice(0, found.raw.length) };
  }

  /**
   * marked reads the list or quotation at a quotation's end again, with the lines that follow, and fails where it then is
   * none: as one that would stand in the text before the quotation, or that the page's syntax does not know.
   */
  override blockquote(source: string): Tokens.Blockquote | undefined {
    const state: { lastToken?: Token | undefined } = this.lexer.state;
    const { lastToken } = state;
    const lexer = this.lexer as BoundedLexer;
    const { resumes } = lexer;
    state.lastToken = undefined;
    lexer.resumes = true;
    const found = super.blockquote(source);
    lexer.resumes = resumes;
    state.lastToken = lastToken;
    return found;
  }

  /** marked looks for the line below such a heading to the end of its text, once for each block that begins in it. */
  override lheading(source: string): Tokens.Heading | undefined {
    return super.lheading(source.slice(0, MOST_OF_START));
  }
}

/** A tokenizer that passes over what is none in the page's syntax. */
function without(tokenizer: Tokenizer, isNone: NonNullable<Syntax['isNone']>): Tokenizer {
  for (const name of Object.keys(isNone) as NotHere[]) {
    const read = tokenizer[name] as (source: string, ...rest: unknown[]) => never;
    const pass = (source: string, ...rest: unknown[]) =>
      !(tokenizer.lexer as BoundedLexer).resumes && isNone[name]?.(source)
        ? undefined
        : read.call(tokenizer, source, ...rest);
    Object.assign(tokenizer, { [name]: pass });
  }
  return tokenizer;
}
