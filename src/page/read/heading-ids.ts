import type { Token, Tokens } from 'marked';
import { idText } from '../render/inline.js';
import { attributesOf } from './attributes.js';
import { idMaker } from './ids.js';
import { OWN_ID } from './kramdown.js';

/** Headings in the order of the page, also those in lists and quotations: all of them count for `-1`, `-2`. */
export function headingIds(tokens: readonly Token[]): Map<Token, string> {
  const ids = new Map<Token, string>();
  const makeId = idMaker();
  const visit = (children: readonly Token[]) => {
    for (const [index, token] of children.entries()) {
      if (token.type === 'heading') {
        const heading = token as Tokens.Heading;
        const own = takeOwnId(heading) ?? attributesOf(children, index).findLast(({ id }) => id)?.id;
        ids.set(token, own ?? makeId(idText(heading.tokens)));
      } else if (token.type === 'list') visit((token as Tokens.List).items);
      else if ('tokens' in token && token.tokens && token.type !== 'paragraph') visit(token.tokens);
    }
  };
  visit(tokens);
  return ids;
}

/** Reads `{#own-id}` off a heading and takes it out of its text. */
function takeOwnId(heading: Tokens.Heading): string | undefined {
  const found = OWN_ID.exec(heading.raw.split('\n')[0] ?? '');
  const last = heading.tokens.at(-1);
  if (!found || last?.type !== 'text') return undefined;
  // `## Title ## {#own-id}`: the closing signs too
  (last as Tokens.Text).text = (last as Tokens.Text).text
    .replace(OWN_ID, '')
    .replace(/(^|[ \t])#+$/, '')
    .trimEnd();
  return found[1];
}
