import type { Token, Tokens } from 'marked';
import { isTocMarker } from './kramdown/attribute-lines.js';
import { endsBlank } from './kramdown/boundary.js';

/** The mark of the table of contents goes, with one of the blank lines around it. */
export function withoutTocMarkers(tokens: readonly Token[]): Token[] {
  return tokens.map((token, index): Token => {
    const before = tokens[index - 1];
    if (isTocMarker(token)) {
      const blank = before && !endsBlank(before.raw) ? '\n' : '';
      const lists = [tokens.slice(0, index).findLast(isText), tokens.slice(index + 1).find(isText)];
      return lists.every((one) => one?.type === 'list') ? apart(blank) : { type: 'space', raw: blank };
    }
    const second = token.type === 'space' && before !== undefined && isTocMarker(before);
    return second ? { ...token, raw: '' } : token;
  });
}

const isText = ({ type }: Token) => type !== 'space';

/** An empty comment, which Markdown knows for this: without it the lists on both sides would be one. */
function apart(before: string): Tokens.HTML {
  const text = '<!-- -->\n\n';
  return { type: 'html', raw: before + text, text, block: true, pre: false };
}
