import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../../src/pgp/verify/index.js';
import { isTextRepaired, repairsOf } from '../../../../../src/pgp/verify/wholeness.js';
import { MANGLINGS } from '../../../../support/mangled.js';
import { armoredForms, trustOf, verdictOn } from '../../../../support/messages.js';
import { makeVendor } from '../../../../support/vendor.js';

/** All that a rule could take for its own stands in the text too. */
const TEXT = [
  '> they wrote: a < b && c',
  '> > twice = 2',
  '>',
  '    four blanks, "quoted"',
  '',
  '',
  '\ta tab',
  '- a list',
  `a long line ${'with many words '.repeat(8)}é`,
  '  | two',
  '&amp; and =3D and <br> stay',
  'end',
].join('\n');
const DATA = Buffer.from('-----BEGIN PGP SIGNED MESSAGE-----\n\nx < 2 = 3\n-----END PGP SIGNATURE-----\n');

let trust: Trust;
let clear: string;
let message: string;
let signature: string;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  ({ clear, message, signature } = await armoredForms(vendor.privateKey, TEXT, DATA));
});

describe.each(Object.entries(MANGLINGS))('undone, and named: %s', (_name, { apply, repairs }) => {
  it('a text', async () => {
    const result = await verdictOn(apply(clear), trust);
    expect(result).toMatchObject({ verdict: 'good', kind: 'cleartext' });
    expect('content' in result && Buffer.from(result.content ?? '').toString()).toBe(TEXT);
    expect(repairsOf(result)).toEqual(repairs);
    expect(isTextRepaired(result)).toBe(true);
  });

  it('a message', async () => {
    const result = await verdictOn(apply(message), trust);
    expect(result).toMatchObject({ verdict: 'good', kind: 'inline' });
    expect(repairsOf(result).length).toBeGreaterThan(0);
    expect(isTextRepaired(result)).toBe(false);
  });

  it('a detached signature', async () => {
    const result = await verdictOn(apply(signature), trust, { data: DATA });
    expect(result).toMatchObject({ verdict: 'good', kind: 'detached' });
    expect(repairsOf(result).length).toBeGreaterThan(0);
    expect(isTextRepaired(result)).toBe(false);
    // the data is never repaired
    const quoted = await verdictOn(signature, trust, { data: apply(DATA.toString()) });
    expect(quoted.verdict).toBe('not-verified');
  });
});

const apply = (name: string, text: string) => MANGLINGS[name]?.apply(text).toString() ?? '';

describe('a rule is applied to the whole block, or not at all', () => {
  it.each<[string, () => string, object]>([
    [
      'a line that is not quoted',
      () => apply('quoted', clear).replace('> end', 'end'),
      { problem: { code: 'quoted' } },
    ],
    [
      'a line that is quoted with another mark',
      () => apply('quoted', clear).replace('> end', '| end'),
      { problem: { code: 'quoted' } },
    ],
    [
      'a line that is indented less',
      () => apply('indented', clear).replace('    end', '  end'),
      { problem: { code: 'indented' } },
    ],
    [
      'another tag',
      () => apply('in <pre>, with entities', clear).replace('end', '<span>end</span>'),
      { problem: { code: 'html' } },
    ],
    [
      'hidden text',
      () => apply('with <br>', clear).replace('end', '<!-- pay Eve -->end'),
      { problem: { code: 'html' } },
    ],
    [
      'an equals sign that is no escape',
      () => apply('quoted-printable', clear).replace('end', 'end=G'),
      { verdict: 'malformed' },
    ],
    [
      'a line between the lines',
      () => apply('double-spaced', clear).replace('\n\nend', '\npay Eve\nend'),
      { verdict: 'not-verified' },
    ],
    [
      'a line break of another kind',
      () => apply('two carriage returns', clear).replace('\r\r\nend', '\nend'),
      { problem: { code: 'crcrlf' } },
    ],
  ])('%s', async (_name, make, expected) => {
    const result = await verdictOn(make(), trust);
    expect(result).toMatchObject(expected);
    expect(result.verdict).not.toBe('good');
  });

  it('a block as it stands is tried first', async () => {
    const result = await verdictOn(clear, trust);
    expect(result).toMatchObject({ verdict: 'good', warnings: [] });
  });

  it('what was undone and is damaged says so, with what was undone', async () => {
    const cut = apply('UTF-16', clear.slice(0, -20));
    expect(cut).not.toBe('');
    const bytes = MANGLINGS['UTF-16']?.apply(clear.slice(0, -20)) ?? '';
    expect(await verdictOn(bytes, trust)).toMatchObject({
      verdict: 'malformed',
      problem: { code: 'end-line' },
      warnings: [{ code: 'repair-utf-16' }],
    });
  });

  it('a changed text is not good by it', async () => {
    for (const { apply: mangle, repairs } of Object.values(MANGLINGS)) {
      const result = await verdictOn(mangle(clear.replace('end', 'and')), trust);
      expect([repairs, result.verdict]).toEqual([repairs, 'not-verified']);
    }
  });
});
