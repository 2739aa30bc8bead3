import type { Token, Tokens } from 'marked';
import type { BlockNode, HeadingNode, InlineNode } from '../../document.js';
import type { Reader, Syntax } from '../syntax.js';
import { attributesOf, leadsIntoHeading, saysOfHtml } from './attributes.js';
import { isAttributeLine, OWN_ID } from './kramdown/attribute-lines.js';
import { kramdownSyntax, notKramdown } from './kramdown/index.js';
import { kramdownBlock, kramdownInline } from './kramdown/kramdown-nodes.js';
import { kramdownIds, withoutSymbols } from './kramdown-ids.js';
import { resolveLiquid } from './liquid.js';
import { withoutTocMarkers } from './toc-markers.js';

/** A page as Jekyll makes it: Liquid first, then kramdown with its parser for GFM. */
export const jekyll: Syntax = {
  gfm: true,
  isNone: notKramdown,
  extensions: kramdownSyntax,
  idsHaveNotes: false,
  makeIds: kramdownIds,
  inIds: withoutSymbols,
  prepare: resolveLiquid,
  outermost: withoutTocMarkers,
  staysWithNext: leadsIntoHeading,
  block(tokens, index, reader) {
    const token = tokens[index];
    if (isAttributeLine(token))
      return token.id !== undefined && saysOfHtml(tokens, index) ? withTarget(token.id, []) : [];
    if (token?.type === 'heading') return [headingNode(tokens, index, reader)];
    const nodes = kramdownBlock(tokens, index, reader);
    const id = attributesOf(tokens, index).findLast((list) => list.id)?.id;
    return id === undefined ? nodes : withTarget(id, nodes ?? reader.plain(token as Token));
  },
  inline: (tokens, index, reader) => kramdownInline(tokens[index] as Token, reader),
};

/** A heading with what `{#own-id}` and its attribute lines say about it. */
function headingNode(tokens: readonly Token[], index: number, reader: Reader): HeadingNode {
  const heading = tokens[index] as Tokens.Heading;
  const own = takeOwnId(heading);
  const attributes = attributesOf(tokens, index);
  return {
    type: 'heading',
    level: heading.depth,
    id: own ?? attributes.findLast(({ id }) => id)?.id,
    inToc: !attributes.some(({ classes }) => classes.includes('no_toc')),
    children: reader.inlines(heading.tokens),
  };
}

/** Blocks with a place for links at their start. */
function withTarget(id: string, nodes: readonly BlockNode[]): BlockNode[] {
  const target: InlineNode = { type: 'target', id };
  const [first, ...rest] = nodes;
  return first?.type === 'paragraph'
    ? [{ ...first, children: [target, ...first.children] }, ...rest]
    : [{ type: 'paragraph', children: [target] }, ...nodes];
}

/** Reads `{#own-id}` off a heading and takes it out of its text. */
function takeOwnId(heading: Tokens.Heading): string | undefined {
  const found = OWN_ID.exec(heading.raw.split('\n')[0] ?? '');
  const last = heading.tokens.at(-1);
  if (!found || last?.type !== 'text') return undefined;
  // `## Title ## {#own-id}`: the closing signs too
  (last as Tokens.Text).text = (last as Tokens.Text).text
    .replace(OWN_ID, '')
    .trimEnd()
    .replace(/(^|[ \t])#+$/, '')
    .trimEnd();
  return found[1];
}
