import { githubIds } from '../github/github-ids.js';
import { armorBlocks } from '../markdown/armor.js';
import type { Syntax } from '../syntax.js';

/** https://spec.commonmark.org/, which gives headings no ids: they get those that most readers of Markdown give. */
export const commonmark: Syntax = {
  gfm: false,
  extensions: [armorBlocks],
  idsHaveNotes: true,
  makeIds: githubIds,
};
