import GithubSlugger from 'github-slugger';
import { expect, it } from 'vitest';
import { githubIds } from '../../../../src/page/read/github/github-ids.js';

it('ids are those of github-slugger, for every character that it knows', () => {
  const dropped: string[] = [];
  const kept: number[] = [];
  for (let code = 0x20; code < 0x30000; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const title = `a${String.fromCodePoint(code)}b`;
    const ours = githubIds()(title);
    if (ours === new GithubSlugger().slug(title)) continue;
    if (ours === 'ab') dropped.push(code.toString(16));
    else kept.push(code);
  }
  expect(dropped).toEqual([]);
  // its list is that of Unicode 13, Node's is newer
  expect(Math.min(...kept)).toBe(0x870);
});

it('an id that stands already gets a number, also where that one stands', () => {
  const [ours, theirs] = [githubIds(), new GithubSlugger()];
  const titles = ['a', 'A', 'a-1', 'a', 'a 1', '', '!', '?', 'a', '-1'];
  expect(titles.map(ours)).toEqual(titles.map((title) => theirs.slug(title)));
});
