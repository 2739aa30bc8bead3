import { join } from 'node:path';
import type { Draft } from '../../bundle/draft.js';
import type { Context } from '../../output/context.js';
import { nextLine } from '../../output/hints.js';
import { contradictionWords, draftDoubtWords, unusableWords } from '../../output/words/bundle-draft-words.js';
import type { FoundKey } from './project-keys.js';
import type { Sources } from './project-sources.js';

/** What `bundle init` has done. */
export interface Made {
  draft: Draft;
  /** Those of the bundle. */
  keys: readonly FoundKey[];
  sources: Sources;
}

/** Says what was written, what is doubtful, and what is left to do. */
export function reportInit({ say, ...context }: Context, dir: string, made: Made): void {
  const { draft, keys } = made;
  const { page, securityTxt } = made.sources;
  const sources = [page.path, ...(securityTxt.path === undefined ? [] : [securityTxt.path])];
  const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
  const found = `${counted(keys.length, 'key')}, ${counted(draft.contacts.length, 'contact')}`;
  say.info(`wrote ${join(dir, 'bundle.json')} from ${sources.join(' and ')}: ${found}`);
  for (const line of warnings(made)) say.warning(line);
  if (draft.nameless)
    say.info(
      `the name is that of the folder, because nothing in the project gives one: ${draft.manifest.name}`,
    );
  if (draft.open.length > 0)
    say.info(`to fill in, by taking off the slashes before the name: ${draft.open.join(', ')}`);
  say.next(nextLine(context, { run: ['bundle', 'check', dir] }));
}

function warnings({ draft, keys, sources: { doubts, page } }: Made): string[] {
  const now = new Date();
  return [
    ...doubts.map(({ place, text }) => `${place}: ${text}`),
    ...contradictionWords(draft, page.path),
    ...keys.flatMap(({ certificate: { facts }, place }) =>
      unusableWords(facts, now).map((why) => `${place}: ${why}`),
    ),
    ...draftDoubtWords(draft),
  ];
}
