/**
 * Inline Markdown as styled text. marked-terminal renders it, with styles of our own: bold and underline,
 * whatever the terminal (what chalk would find there is not asked). Its renderers for links,
 * images and raw HTML are replaced: a link prints its target once, and never hides it.
 */
import { decodeHTML } from 'entities';
import { Marked, Parser, type Token, type Tokens } from 'marked';
import { markedTerminal } from 'marked-terminal';
import { oneLine } from '../../text/sanitize.js';
import { encodeTarget, shownTarget } from '../links/links.js';
import { makeLink } from '../links/make-link.js';
import type { Link, PageWords } from '../model.js';

const sgr = (on: string, off: string) => (text: string) => `\u001b[${on}m${text}\u001b[${off}m`;
const bold = sgr('1', '22');
const underline = sgr('4', '24');
const identity = (text: string) => text;

const STYLES = {
  strong: bold,
  em: underline,
  codespan: bold,
  del: (text: string) => `~~${text}~~`,
  html: identity,
  text: identity,
  emoji: false,
  unescape: false,
  reflowText: false,
};

/** Renders one run of inline tokens; a line feed in the result is a hard break. */
export type Inline = (tokens: readonly Token[]) => string;

/** marked-terminal guards the colons of code from its emoji. */
const COLON = /\*#COLON\|\*/g;

/** @param base the URL that relative links are taken from */
export function inlineRenderer(base: string, words: PageWords): Inline {
  const marked = new Marked(markedTerminal(STYLES), {
    renderer: {
      link(token) {
        const { reads } = token as Tokens.Link & Reading;
        const link = makeLink(reads ?? inlineText(token.tokens), token.href, base);
        return linkText(link, this.parser.parseInline(token.tokens), words);
      },
      image(token) {
        const { target } = makeLink('', token.href, base);
        return `[${words.image}: ${oneLine(token.text)}] ${targetText(target, underline)}`;
      },
    },
  });
  return (tokens) => Parser.parseInline(tokens.map(prepare), marked.defaults).replace(COLON, ':');
}

/** Text and target, both to be seen; once where they agree. */
function linkText(link: Link, text: string, { goesElsewhere }: PageWords): string {
  const shown = shownTarget(link.target);
  if (link.text === '' || link.text === shown || link.text === link.target) {
    return hyperlink(link.target, underline(text || oneLine(shown)));
  }
  if (link.mislabelled) {
    return `${text} ${bold(`[${goesElsewhere}`)} ${targetText(link.target, bold)}${bold(']')}`;
  }
  return `${hyperlink(link.target, underline(text))} ${targetText(link.target, underline)}`;
}

function targetText(target: string, style: (text: string) => string): string {
  return hyperlink(target, style(`<${oneLine(shownTarget(target)).replace(/\s/g, '%20')}>`));
}

/**
 * OSC 8, for what a click may open. The URI is 32 to 126 in ASCII, its own characters (a `+`) as they are
 * (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda).
 */
function hyperlink(target: string, text: string): string {
  if (!/^(https?|mailto):/i.test(target)) return text;
  const uri = encodeTarget(target);
  return `\u001b]8;;${uri}\u001b\\${text}\u001b]8;;\u001b\\`;
}

/** A link's text before it has passed the gate, as its target is compared with it. */
interface Reading {
  reads?: string;
}

/** A copy of a token whose text has its entities resolved and has passed the gate; soft breaks become blanks. */
function prepare(token: Token): Token {
  if (token.type === 'html') return prepareHtml(token as Tokens.HTML);
  const copy: Token & { text?: string; tokens?: Token[] } & Reading = { ...token };
  if (token.type === 'link') copy.reads = inlineText(token.tokens ?? []);
  if (token.type === 'image') return copy;
  if (typeof copy.text === 'string') copy.text = oneLine(flat(resolved(token)));
  if (copy.tokens) copy.tokens = copy.tokens.map(prepare);
  return copy as Token;
}

/** A comment is nothing, `<br>` a break; other tags are shown as they stand, so that nothing hides in them. */
function prepareHtml(token: Tokens.HTML | Tokens.Tag): Token {
  if (/^<br\s*\/?>/i.test(token.text)) return { type: 'br', raw: token.raw };
  const text = token.text.replace(/<!--[\s\S]*?(-->|$)/g, '');
  return { ...token, text: oneLine(flat(text)) } as Token;
}

const flat = (text: string) => text.replace(/[ \t]*\n[ \t]*/g, ' ');

/** A token's own text with the entities resolved where Markdown has any (not in code, not after a backslash). */
export function resolved(token: Token): string {
  const text = (token as Tokens.Text).text ?? '';
  return token.type === 'text' ? decodeHTML(text) : text;
}

/** Inline tokens as bare text: no markup, no targets, entities resolved. */
export function inlineText(tokens: readonly Token[]): string {
  return flat(tokens.map(bare).join('')).trim();
}

function bare(token: Token): string {
  if (token.type === 'br') return ' ';
  if (token.type === 'html') return /^<!--/.test(token.raw) ? '' : token.raw;
  if ('tokens' in token && token.tokens) return token.tokens.map(bare).join('');
  return resolved(token);
}

/** The text that kramdown makes a heading's id of: that of inlineText without tags and images. */
export function idText(tokens: readonly Token[]): string {
  return tokens
    .map((token): string => {
      if (token.type === 'html' || token.type === 'image' || token.type === 'br') return '';
      return 'tokens' in token && token.tokens ? idText(token.tokens) : resolved(token);
    })
    .join('');
}
