import { armorBlocks } from '../markdown/armor.js';
import { footnotes } from '../markdown/footnote-tokens.js';
import type { Syntax } from '../syntax.js';
import { type AlertToken, withAlerts } from './alerts.js';
import { putEmoji } from './emoji-codes.js';
import { githubIds } from './github-ids.js';

/** Markdown as GitHub shows a file of it: https://github.github.com/gfm/, and what GitHub adds to it. */
export const github: Syntax = {
  gfm: true,
  extensions: [...footnotes, armorBlocks],
  idsHaveNotes: true,
  makeIds: githubIds,
  outermost: withAlerts,
  block(tokens, index, reader) {
    const token = tokens[index];
    if (token?.type !== 'alert') return undefined;
    const { kind, tokens: inner } = token as AlertToken;
    return [{ type: 'alert', kind, children: reader.blocks(inner) }];
  },
  finish: (nodes, { emoji }) => putEmoji(nodes, emoji),
};
