import { describe, expect, it } from 'vitest';
import { checkManifestFile } from '../../src/bundle/check.js';
import type { IssueCode } from '../../src/bundle/manifest.js';
import { issueWords } from '../../src/output/words/refusals/bundle.js';

const PIN = 'AB'.repeat(20);
const key = { file: 'key.asc', fingerprint: PIN };
const page = { file: 'page.md' };
const GOOD = { name: 'Example', address: 'security@example.com', page };

const text = (changes: object) => JSON.stringify({ ...GOOD, ...changes });
const contacts = (...list: unknown[]) => text({ address: undefined, contacts: list });

/** Each fault of a field, as it is said of a file that has it. A new one is asked for here. */
const CASES: Record<IssueCode, [json: string, said: string]> = {
  missing: [text({ page: {} }), 'page.file is missing'],
  'given-twice': [`{"name":"a",${text({}).slice(1)}`, 'name is given twice'],
  'not-a-field': [text({ adress: 'x' }), 'adress is not a field of a bundle: perhaps address is meant'],
  'no-json-object': ['[]', 'bundle.json must be a JSON object'],
  'not-an-object': [text({ key: [key] }), 'key must be an object'],
  'not-a-list': [text({ keys: key }), 'keys must be a list'],
  'not-a-notice': [text({ notices: ['x'] }), 'notices[0] must be an object with date, text and source'],
  'not-a-text': [text({ site: { url: 'https://x.example', baseurl: 1 } }), 'site.baseurl must be a text'],
  'no-text': [text({ name: ' ' }), 'name must be a text that is not empty'],
  'no-short-text': [
    text({ notices: [{ date: '2020', text: 'x', source: 'y', short: 'x'.repeat(61) }] }),
    'notices[0].short must be a text of at most 60 characters that is not empty',
  ],
  'no-address': [text({ address: 'mailto:a@example.com' }), 'address must be an e-mail address'],
  'no-contact': [
    contacts(),
    'contacts must name one way at least to reach the vendor (or address must: an e-mail address)',
  ],
  'no-contact-uri': [
    contacts('http://example.com/form'),
    'contacts[0] must be a mailto:, https: or tel: URI, as mailto:security@example.com',
  ],
  'no-url': [text({ page: { ...page, url: 'example.com' } }), 'page.url must be an http or https URL'],
  'no-https-url': [
    text({ securityTxt: { policy: 'http://example.com' } }),
    'securityTxt.policy must be an https URL, or a list of them',
  ],
  'no-date': [
    text({ page: { ...page, date: '2026-02-30' } }),
    'page.date must be a date as YYYY, YYYY-MM or YYYY-MM-DD',
  ],
  'no-instant': [
    text({ expires: '2027-01' }),
    'expires must be a date as 2030-01-31, or a date and time as 2030-01-31T00:00:00Z',
  ],
  'no-fingerprint': [
    text({ key: { ...key, fingerprint: PIN.slice(-16) } }),
    'key.fingerprint must be a whole fingerprint: 40 hex digits, or 64 of a version 6 key',
  ],
  'no-file-name': [
    text({ page: { file: '/page.md' } }),
    'page.file must be a file name relative to the folder',
  ],
  'no-page-format': [
    text({ page: { ...page, format: 'markdown' } }),
    'page.format must be jekyll, github or commonmark',
  ],
  'no-language': [
    text({ securityTxt: { preferredLanguages: 'en, de' } }),
    'securityTxt.preferredLanguages must be a language tag as en or pt-BR, or a list of them',
  ],
  'no-such-use': [text({ key: { ...key, use: ['sign'] } }), 'key.use[0] must be "encrypt" or "verify"'],
  'no-use': [
    text({ key: { ...key, use: 'encrypt' } }),
    'key.use must be a list of one or both of "encrypt" and "verify"',
  ],
  'too-many': [
    contacts(...Array.from({ length: 51 }, (_, at) => `https://example.com/${at}`)),
    'contacts has more entries than the 50 that are read',
  ],
  'instead-of-key': [text({ key, keys: [key] }), 'keys stands beside key: one of the two is meant'],
  'instead-of-address': [
    text({ contacts: ['tel:+1'] }),
    'contacts stands beside address: one of the two is meant',
  ],
  'same-key': [
    text({ keys: [key, { ...key, fingerprint: PIN.toLowerCase() }] }),
    'keys[1].fingerprint is that of a key before it',
  ],
};

describe('what is wrong with a field of bundle.json', () => {
  it.each(Object.keys(CASES) as IssueCode[])('%s: that, and nothing else', (code) => {
    const [json, said] = CASES[code];
    const place = { folder: 'acme', root: 'root', bundled: false };
    const checked = checkManifestFile(Buffer.from(json), place);
    const issues = 'issues' in checked ? checked.issues : [];
    expect(issues.map(({ problem }) => problem)).toContain(code);
    expect(issues.map(issueWords)).toEqual([said]);
  });

  it.each([
    [text({ address: 'a\ud800@example.com' }), 'no-address'],
    [contacts('https://example.com/\ud800'), 'no-contact-uri'],
    [contacts('mailto:a\udfff@example.com'), 'no-contact-uri'],
    [text({ page: { ...page, url: 'https://example.com/\ud800' } }), 'no-url'],
  ])('%s: half a character is none', (json, code) => {
    const checked = checkManifestFile(Buffer.from(json), { folder: 'acme', root: 'root', bundled: false });
    expect('issues' in checked && checked.issues.map(({ problem }) => problem)).toEqual([code]);
  });
});
