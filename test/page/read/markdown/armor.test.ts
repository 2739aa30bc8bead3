import { describe, expect, it } from 'vitest';
import type { PageFormat } from '../../../../src/page/model.js';
import { readPage } from '../../../../src/page/read/read-page.js';

const ARMOR = `-----BEGIN PGP PUBLIC KEY BLOCK-----
Comment: https://example.com/

${'mDMEZ+a_'.replace('_', '/').repeat(8)}
FgkrBgEEAdpHDwEBB0A=
=abcd
-----END PGP PUBLIC KEY BLOCK-----`;

const blocksOf = (text: string, format: PageFormat) => {
  const source = { text, format, site: { url: '', baseurl: '' }, url: undefined };
  return readPage(source, {} as never).sections.flatMap(({ nodes }) => nodes);
};

describe.each<PageFormat>(['github', 'commonmark', 'jekyll'])('armor among the text (%s)', (format) => {
  it.each([
    ['by itself', `Our key\n\n${ARMOR}\n\nAnd more.\n`],
    ['right below a line of text', `Our key\n${ARMOR}\nAnd more.\n`],
  ])('is shown line by line: %s', (_name, text) => {
    expect(blocksOf(text, format)).toEqual([
      expect.objectContaining({ type: 'paragraph' }),
      { type: 'code', text: ARMOR },
      expect.objectContaining({ type: 'paragraph' }),
    ]);
  });

  it.each([
    ['without an end', ARMOR.replace(/\n-----END.*/, '')],
    ['with another end', ARMOR.replace('END PGP PUBLIC', 'END PGP PRIVATE')],
    ['with a sentence in it', ARMOR.replace('=abcd', 'This is no key.')],
  ])('is text %s', (_name, text) => {
    expect(blocksOf(`${text}\n`, format).every(({ type }) => type === 'paragraph')).toBe(true);
  });
});
