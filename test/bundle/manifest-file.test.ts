import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchema } from '@valibot/to-json-schema';
import { describe, expect, it } from 'vitest';
import { checkManifest } from '../../src/bundle/check-manifest.js';
import { MANIFEST_FILE } from '../../src/bundle/manifest-file.js';
import { issueWords } from '../../src/output/words/refusals/bundle.js';
import { root } from '../support/run.js';
import { schemaErrors } from '../support/schema.js';

const LEAST = { name: 'Example', page: { file: 'page.md' }, address: 'security@example.com' };
const { address: _, ...NO_CONTACT } = LEAST;
const PIN = 'AB'.repeat(20);

/** A key in a file of its own. */
const key = (fingerprint = PIN, more: object = {}) => ({ file: 'key.asc', fingerprint, ...more });

function manifestOf(value: object) {
  const checked = checkManifest(value);
  if ('issues' in checked) throw new Error(checked.issues.map(issueWords).join('; '));
  expect(schemaErrors('bundle', value)).toEqual([]);
  return checked.manifest;
}

function issues(value: unknown): string[] {
  const checked = checkManifest(value);
  return 'issues' in checked ? checked.issues.map(issueWords) : [];
}

/** Without what only people read, and with the comments that are left out before anything is checked. */
function bare(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(bare);
  if (typeof schema !== 'object' || schema === null) return schema;
  const given = schema as Record<string, unknown>;
  const names = Object.keys(given).filter((name) => !['$schema', 'title', 'description'].includes(name));
  const kept = 'properties' in given && typeof given.properties === 'object' ? names : Object.keys(given);
  return Object.fromEntries(
    (typeof given.description === 'string' ? names : kept).map((name) => [name, bare(given[name])]),
  );
}

/** JSON has no need of the backslash that stands before a slash in a regular expression. */
const unescaped = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema).replaceAll('\\\\/', '/'));

function withComments(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withComments);
  if (typeof schema !== 'object' || schema === null) return schema;
  const all = Object.fromEntries(Object.entries(schema).map(([name, one]) => [name, withComments(one)]));
  return 'additionalProperties' in all ? { ...all, patternProperties: { '^(\\$|//)': true } } : all;
}

/** A schema of what has these fields. */
const having = (...fields: string[]) => ({
  type: 'object',
  required: fields,
  properties: Object.fromEntries(fields.map((field) => [field, true])),
});

it('is what docs/json/bundle.schema.json documents', () => {
  const documented = JSON.parse(readFileSync(join(root, 'docs/json/bundle.schema.json'), 'utf8'));
  const checked = toJsonSchema(MANIFEST_FILE, { errorMode: 'ignore', typeMode: 'input' });
  expect(bare(documented)).toEqual({
    ...(bare(withComments(unescaped(checked))) as object),
    oneOf: [having('address'), having('contacts')],
    not: having('key', 'keys'),
  });
});

it('refuses invisible characters of every kind, more than the schema names', () => {
  const hidden = { ...LEAST, page: { file: 'page.md', url: 'https://example.com/a\u00ad' } };
  expect(issues(hidden)).toEqual([expect.stringMatching(/^page\.url /)]);
});

describe('the least that a bundle says', () => {
  it('is a name, a page and one way of contact; all else has a meaning of its own', () => {
    expect(manifestOf(LEAST)).toEqual({
      ...LEAST,
      contacts: ['mailto:security@example.com'],
      keys: [],
      site: { url: '', baseurl: '' },
      notices: [],
      securityTxt: {
        canonical: [],
        preferredLanguages: [],
        acknowledgments: [],
        policy: [],
        hiring: [],
        csaf: [],
      },
    });
    expect(manifestOf({ ...NO_CONTACT, contacts: ['https://example.com/report'] }).address).toBeNull();
  });

  it.each([
    ['no contact', NO_CONTACT, /^contacts must name one way/],
    ['an empty list of contacts', { ...NO_CONTACT, contacts: [] }, /^contacts must name one way/],
    ['address and contacts', { ...LEAST, contacts: ['tel:+1-201-555-0123'] }, /^contacts stands beside/],
    ['key and keys', { ...LEAST, key: key(), keys: [key()] }, /^keys stands beside key/],
  ])('%s: refused, as the schema does', (_name, value, words) => {
    expect(issues(value)).toEqual([expect.stringMatching(words)]);
    expect(schemaErrors('bundle', value)).not.toEqual([]);
  });
});

describe('a fingerprint', () => {
  it.each([
    ['ab'.repeat(20)],
    [`0x${'aB'.repeat(20)}`],
    [`OPENPGP4FPR:${PIN}`],
    [`openpgp4fpr:${'ab'.repeat(20)}`],
    ['ABAB ABAB ABAB ABAB ABAB  ABAB ABAB ABAB ABAB ABAB'],
    ['ABAB\u00a0'.repeat(10)],
    [`\n  ${'AB:'.repeat(19)}AB\n`],
    ['ABAB-'.repeat(9).concat('ABAB')],
  ])('is taken as people publish it: %j', (fingerprint) => {
    expect(manifestOf({ ...LEAST, key: key(fingerprint) }).keys).toEqual([
      { field: 'key', file: 'key.asc', fingerprint: PIN, use: ['encrypt', 'verify'] },
    ]);
  });

  it('of version 6 has 64 digits; a key ID is none', () => {
    const long = 'cd'.repeat(32);
    expect(manifestOf({ ...LEAST, key: key(long) }).keys[0]?.fingerprint).toBe(long.toUpperCase());
    for (const short of ['0xABABABABABABABAB', 'ABAB ABAB', 'AB'.repeat(24)]) {
      expect(issues({ ...LEAST, keys: [key(), key(short)] })).toEqual([
        'keys[1].fingerprint must be a whole fingerprint: 40 hex digits, or 64 of a version 6 key',
      ]);
    }
  });

  it('stands once', () => {
    const lower = PIN.toLowerCase();
    expect(issues({ ...LEAST, keys: [key(), key(lower)] })).toEqual([
      'keys[1].fingerprint is that of a key before it',
    ]);
  });
});

describe('several keys', () => {
  it('keep their order, each with its use and its place in the file', () => {
    const other = 'CD'.repeat(20);
    const keys = [key(PIN, { use: ['verify'], name: 'Releases' }), key(other, { file: 'b.asc' })];
    expect(manifestOf({ ...LEAST, keys }).keys).toEqual([
      { field: 'keys[0]', file: 'key.asc', fingerprint: PIN, use: ['verify'], name: 'Releases' },
      { field: 'keys[1]', file: 'b.asc', fingerprint: other, use: ['encrypt', 'verify'] },
    ]);
  });

  it.each([
    ['use', [], 'keys[0].use must be a list'],
    ['use', ['sign'], 'keys[0].use[0] must be "encrypt"'],
    ['use', 'encrypt', 'keys[0].use must be a list'],
    ['name', '', 'keys[0].name must be a text'],
    ['url', 'ftp://example.com', 'keys[0].url must be an http'],
    ['pin', PIN, 'keys[0].pin is not a field'],
  ])('%s of %j: named with its place', (field, value, words) => {
    const found = issues({ ...LEAST, keys: [key(PIN, { [field]: value })] });
    expect(found).toEqual([expect.stringContaining(words)]);
  });

  it('are not more than anybody has', () => {
    const keys = Array.from({ length: 51 }, (_one, index) => key(index.toString(16).padStart(40, '0')));
    expect(issues({ ...LEAST, keys })).toEqual(['keys has more entries than the 50 that are read']);
  });
});

describe('contacts', () => {
  it('are URIs by preference; the first address is the security address', () => {
    const contacts = [
      'https://example.com/report',
      'mailto:a%2Bb@example.com?subject=Report',
      'mailto:other@example.com',
      'tel:+1-201-555-0123',
    ];
    const manifest = manifestOf({ ...NO_CONTACT, contacts });
    expect(manifest).toMatchObject({ contacts, address: 'a+b@example.com' });
  });

  it.each([
    ['security@example.com'],
    ['http://example.com/report'],
    ['javascript:alert(1)'],
    ['mailto:'],
    ['mailto:nobody'],
    ['mailto:a@example.com,b@example.com'],
    ['mailto:a%0d%0aBcc:b@example.com'],
    ['mailto:%E0%A4%A@example.com'],
    ['mailto:a@example.com\r\nContact: mailto:b@example.com'],
    ['https://example.com/\u202e'],
    ['https://exa mple.com'],
    ['tel:nobody'],
    ['tel:+1\n2'],
  ])('%j is none', (uri) => {
    expect(issues({ ...NO_CONTACT, contacts: ['tel:+1', uri] })).toEqual([
      'contacts[1] must be a mailto:, https: or tel: URI, as mailto:security@example.com',
    ]);
  });
});

describe('securityTxt', () => {
  it('takes one or a list', () => {
    const securityTxt = { policy: 'https://a.example', preferredLanguages: ['en', 'pt-BR'] };
    expect(manifestOf({ ...LEAST, securityTxt }).securityTxt).toMatchObject({
      policy: ['https://a.example'],
      preferredLanguages: ['en', 'pt-BR'],
    });
  });

  it.each([
    ['policy', 'http://example.com'],
    ['canonical', ['https://example.com', 'https://example.com\nContact: tel:+1']],
    ['preferredLanguages', 'en, de'],
    ['preferredLanguages', ['en\nExpires: 2001-01-01T00:00:00Z']],
    ['hiring', 5],
    ['csaf', {}],
    ['expires', '2030-01-01'],
  ])('%s of %j: refused, as the schema does', (field, value) => {
    const manifest = { ...LEAST, securityTxt: { [field]: value } };
    expect(issues(manifest)).toEqual([expect.stringMatching(new RegExp(`^securityTxt\\.${field}`))]);
    expect(schemaErrors('bundle', manifest)).not.toEqual([]);
  });
});
