import { join } from 'node:path';
import type { Draft } from '../../bundle/draft.js';
import type { Context } from '../../output/context.js';
import { nextLine } from '../../output/hints.js';
import { checkWords, signingWords } from '../../output/words/encryption-choice.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import { chooseEncryptionKey } from '../../pgp/policy/encryption-key.js';
import { signingStateOf } from '../../pgp/policy/verification-key.js';
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
    ...draft.contradicting.map(
      ({ text, line }) =>
        `${page.path}:${line}: this fingerprint is not that of the key that was found: give the bundle to nobody until you know which of the two is right: ${text}`,
    ),
    ...keys.flatMap(({ certificate: { facts }, place }) =>
      unusable(facts, now).map((why) => `${place}: ${why}`),
    ),
    ...draft.withoutKey.map(
      (fingerprint) =>
        `the key ${fingerprint} is named, and its certificate was not found: name its file with --key`,
    ),
    ...draft.unconfirmed.map(
      (fingerprint) =>
        `nothing but the certificate names its fingerprint, so compare it with another source: ${fingerprint}`,
    ),
    ...draft.leftOut.map(
      (fingerprint) => `the key ${fingerprint} is left out: the page names neither it nor its address`,
    ),
  ];
}

/** Why nobody should rely on a key today; a key that only signs need not encrypt. */
function unusable(facts: CertificateFacts, now: Date): string[] {
  const choice = chooseEncryptionKey(facts, now);
  const state = signingStateOf(facts, now);
  const words = choice.status === 'no-encryption-key' ? signingWords(state, now) : checkWords(choice, now);
  const status = choice.status === 'no-encryption-key' ? state.status : choice.status;
  if (status === 'usable') return [];
  return [status === 'expired' ? `${words}: publish a renewed copy` : words];
}
