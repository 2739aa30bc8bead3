import { describe, expect, it } from 'vitest';
import { hrefResolver } from '../../../src/page/links/resolve-href.js';

const HREFS = ['#a', '/docs/b.md', 'c.md', '../d.md', './e/f', '//g.example/h', 'mailto:i@j.example', ''];

describe('a link in a repository’s page', () => {
  it.each([
    [
      'https://github.com/acme/app/blob/main/.github/SECURITY.md',
      'https://github.com/acme/app/blob/main/docs/b.md',
      'https://github.com/acme/app/blob/main/.github/c.md',
      'https://github.com/acme/app/blob/main/d.md',
    ],
    [
      'https://github.com/acme/app/security/policy',
      'https://github.com/acme/app/blob/HEAD/docs/b.md',
      'https://github.com/acme/app/blob/HEAD/c.md',
      'https://github.com/acme/app/blob/d.md',
    ],
    [
      'https://github.com/acme/app',
      'https://github.com/acme/app/blob/HEAD/docs/b.md',
      'https://github.com/acme/app/blob/HEAD/c.md',
      'https://github.com/acme/app/blob/d.md',
    ],
    [
      'https://raw.githubusercontent.com/acme/app/main/docs/SECURITY.md',
      'https://github.com/acme/app/blob/main/docs/b.md',
      'https://github.com/acme/app/blob/main/docs/c.md',
      'https://github.com/acme/app/blob/main/d.md',
    ],
    [
      'https://gitlab.example/group/sub/app/-/blob/main/SECURITY.md',
      'https://gitlab.example/group/sub/app/-/blob/main/docs/b.md',
      'https://gitlab.example/group/sub/app/-/blob/main/c.md',
      'https://gitlab.example/group/sub/app/-/blob/d.md',
    ],
    [
      'https://acme.example/security/',
      'https://acme.example/docs/b.md',
      'https://acme.example/security/c.md',
      'https://acme.example/d.md',
    ],
  ])('at %s', (url, fromRoot, fromFile, above) => {
    const resolve = hrefResolver(url, 'github');
    const targets = HREFS.map((href) => resolve(href, false));
    expect(targets.slice(0, 4)).toEqual([`${url}#a`, fromRoot, fromFile, above]);
    expect(targets.slice(5)).toEqual(['https://g.example/h', 'mailto:i@j.example', url]);
  });

  it('to an image leads to the file itself', () => {
    const resolve = hrefResolver('https://github.com/acme/app/blob/main/SECURITY.md', 'github');
    expect(resolve('docs/a.png', true)).toBe('https://github.com/acme/app/raw/main/docs/a.png');
    expect(resolve('https://img.example/blob/a.png', true)).toBe('https://img.example/blob/a.png');
  });

  it('is taken as a browser does in the other formats, and left alone where no address is known', () => {
    for (const format of ['jekyll', 'commonmark'] as const)
      expect(hrefResolver('https://github.com/acme/app/blob/main/a.md', format)('/b', false)).toBe(
        'https://github.com/b',
      );
    expect(hrefResolver('', 'github')('/b', false)).toBe('/b');
  });
});
