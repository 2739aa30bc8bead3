import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/bundle/check-manifest.js';
import { duplicateFields } from '../../src/bundle/duplicates.js';
import { issueWords } from '../../src/output/words/refusals/bundle.js';
import { schemaErrors } from '../support/schema.js';

const GOOD = {
  name: 'Example',
  address: 'security@example.com',
  page: { file: 'page.md', url: 'https://example.com/security', date: '2017-04' },
  key: { file: 'key.asc', fingerprint: 'A'.repeat(40), url: 'https://example.com/key.asc' },
  site: { url: 'https://example.com', baseurl: '' },
  notices: [{ date: '2026-01-31', text: 'A fact', source: 'https://example.com', short: 'a fact' }],
  successor: {
    name: 'Heirs',
    address: 'security@example.org',
    url: 'https://example.org',
    source: 'https://example.org/news',
  },
  expires: '2030-01-31T00:00:00Z',
};

/** The manifest with the field at a path set, or taken out where the value is `undefined`. */
function changed(path: string, value: unknown): unknown {
  const copy = structuredClone(GOOD) as Record<string, unknown>;
  const names = path.split('.');
  let at = copy;
  for (const name of names.slice(0, -1)) at = at[name] as Record<string, unknown>;
  const last = names.at(-1) ?? '';
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

function issues(manifest: unknown): string[] {
  const checked = checkManifest(manifest);
  return 'issues' in checked ? checked.issues.map(issueWords) : [];
}

const REQUIRED = [
  ['name', 'page'],
  ['page.file', 'key.file', 'key.fingerprint', 'site.url'],
  ['notices.0.date', 'notices.0.text', 'notices.0.source', 'successor.name', 'successor.source'],
].flat();
const OPTIONAL = [
  ['page.url', 'page.date', 'key', 'key.url', 'site', 'site.baseurl', 'notices', 'expires'],
  ['notices.0.short', 'successor', 'successor.address', 'successor.url'],
].flat();

const WRONG: [path: string, value: unknown][] = [
  ['name', ''],
  ['name', ' \n'],
  ['name', 5],
  ['address', 'nobody'],
  ['address', 'a@b@c'],
  ['address', 'Security <security@example.com>'],
  ['address', 'a@example.com\r\nBcc: b@example.com'],
  ['address', 'a\u202e@example.com'],
  ['address', 'a@example.com, b@example.com'],
  ['page', 'page.md'],
  ['page', []],
  ['page', null],
  ['page.file', ''],
  ['page.file', '/etc/passwd'],
  ['page.file', '\\\\server\\share'],
  ['page.file', 'C:\\page.md'],
  ['page.file', 'a\0b'],
  ['page.url', 'javascript:alert(1)'],
  ['page.url', 'https://a b'],
  ['page.url', 'https://example.com/\u202e'],
  ['page.date', '2017-13'],
  ['page.date', 'April 2017'],
  ['page.date', 2017],
  ['key.fingerprint', 'A'.repeat(39)],
  ['key.fingerprint', 'G'.repeat(40)],
  ['key.fingerprint', `${'A'.repeat(40)}\nB`],
  ['key.fingerprint', `BF84: ${'A'.repeat(40)}`],
  ['key.fingerprint', 'A'.repeat(50)],
  ['site.url', 'example.com'],
  ['site.baseurl', null],
  ['notices', {}],
  ['notices.0', 'a text'],
  ['notices.0.text', ''],
  ['notices.0.date', '31.01.2026'],
  ['notices.0.short', ' '],
  ['notices.0.short', 'x'.repeat(61)],
  ['notices.0.short', true],
  ['successor', 'Heirs'],
  ['successor', []],
  ['successor.name', ' '],
  ['successor.address', 'Heirs <security@example.org>'],
  ['successor.address', 'a@example.org\r\nBcc: b@example.org'],
  ['successor.url', 'javascript:alert(1)'],
  ['successor.url', 'https://example.org/\u202e'],
  ['successor.source', ''],
  ['successor.email', 'security@example.org'],
  ['expires', '2030-01'],
  ['expires', '2030-01-31T25:00:00Z'],
  ['nonsense', true],
  ['page.nonsense', true],
  ['key.Fingerprint', 'A'.repeat(40)],
  ['notices.0.nonsense', true],
];

describe('checkManifest', () => {
  it.each(REQUIRED)('names %s when it is missing', (path) => {
    const manifest = changed(path, undefined);
    expect(issues(manifest)).toEqual([`${path.replace(/\.(\d)/, '[$1]')} is missing`]);
    expect(schemaErrors('bundle', manifest)).not.toEqual([]);
  });

  it.each(WRONG)('names %s when it is %j, as the schema does', (path, value) => {
    const manifest = changed(path, value);
    const found = issues(manifest);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(`${path.replace(/\.(\d)/, '[$1]')} `);
    expect(schemaErrors('bundle', manifest)).not.toEqual([]);
  });

  it.each([
    ['page.date', '2017-02-30'],
    ['notices.0.date', '2026-02-29'],
    ['expires', '2030-02-31T00:00:00Z'],
    ['expires', '2030-02-31'],
  ])('knows the calendar, which a schema does not: %s of %s', (path, value) => {
    expect(issues(changed(path, value))).toHaveLength(1);
  });

  it.each([[null], [[]], ['text'], [5], [true]])('refuses %j as a whole', (value) => {
    expect(issues(value)).toEqual(['bundle.json must be a JSON object']);
    expect(schemaErrors('bundle', value)).not.toEqual([]);
  });

  it('names everything that is wrong at once', () => {
    expect(issues({ key: {} })).toEqual([
      'name is missing',
      'page is missing',
      'key.file is missing',
      'key.fingerprint is missing',
      'contacts must name one way at least to reach the vendor (or address must: an e-mail address)',
    ]);
  });

  it('is not led astray by names that every object has', () => {
    const evil = JSON.parse(`{"__proto__": {"name": "x"}, "constructor": 1, "toString": 2}`);
    expect(issues(evil).slice(0, 3)).toEqual([
      '__proto__ is not a field of a bundle',
      'constructor is not a field of a bundle',
      'toString is not a field of a bundle',
    ]);
  });

  it.each(OPTIONAL)('does without %s', (path) => {
    const manifest = changed(path, undefined);
    expect(issues(manifest)).toEqual([]);
    expect(schemaErrors('bundle', manifest)).toEqual([]);
  });

  it.each([
    ['key.fingerprint', 'ab'.repeat(20)],
    ['key.fingerprint', 'AB'.repeat(32)],
    ['page.file', '..name/page.md'],
    ['notices.0.short', '\u{1f5dd}'.repeat(60)],
    ['address', 'first.last+tag@sub.example.com'],
    ['page.date', '2020-02-29'],
    ['expires', '2030-01-31T12:30:00.5+02:00'],
    ['expires', '2030-01-31'],
    ['$schema', './bundle.schema.json'],
    ['// why', 'a comment'],
    ['key.// why', 'a comment'],
  ])('takes %s of %j', (path, value) => {
    const manifest = changed(path, value);
    expect(issues(manifest)).toEqual([]);
    expect(schemaErrors('bundle', manifest)).toEqual([]);
  });
});

describe('duplicateFields', () => {
  it.each([
    ['{"a":1,"a":2}', ['a']],
    ['{"key":{"fingerprint":"x","url":"y","fingerprint":"z"}}', ['key.fingerprint']],
    ['{"n":[{"t":1},{"t":1,"t":2}]}', ['n[1].t']],
    ['{"a":1,"\\u0061":2}', ['a']],
    ['{"a":{"b":{}},"a":[]}', ['a']],
    ['{"a":"a","b":"\\"a\\":{","c":["a","a"],"d":{"a":1}}', []],
    ['[[1,2],[1,2],"x","x"]', []],
    ['"a"', []],
    ['{}', []],
  ])('of %s', (json, expected) => {
    JSON.parse(json);
    expect(duplicateFields(json)).toEqual(expected);
  });
});
