import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { goodBundle, makeVendor, type TestVendor } from '../support/vendor.js';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const PAGE = '# Example\n\nWrite to security@example.com.\n';

let vendor: TestVendor;
let other: TestVendor;

beforeAll(async () => {
  [vendor, other] = await Promise.all([makeVendor({ type: 'ecc' }), makeVendor({ type: 'ecc' })]);
});

const bundle = (changes: object = {}, files: Record<string, string | Uint8Array> = {}) =>
  goodBundle(vendor, changes, files);

interface Found {
  level: string;
  code: string;
  place: string;
}

/** What is found, as `level code place`; the schema and the status fit. */
async function found(dir: string, ...options: string[]): Promise<{ exit: number; findings: string[] }> {
  const result = await run(['bundle', 'check', dir, '--json', ...options]);
  const json = JSON.parse(result.stdout);
  expectSchema('bundle-check', json);
  expect(result.status).toBe(json.exit);
  const findings = json.findings.map(({ level, code, place }: Found) => `${level} ${code} ${place}`);
  return { exit: json.exit, findings };
}

describe('bundle check', () => {
  it('says good where there is nothing to say, by folder, by file, and of the bundle in use', async () => {
    const dir = bundle();
    const stdout = `good: ${dir}\n`;
    for (const args of [[dir], [join(dir, 'bundle.json')], ['--bundle', dir]]) {
      expectRun(await run(['bundle', 'check', ...args]), { status: 0, stdout, stderr: '' });
    }
    expectRun(await run(['bundle', 'check']), {
      status: 17,
      stdout: /^wrong: key\.file: .*\(key-unusable\)\n/,
    });
  });

  it('names everything at once, the wrong first, and exits with the worst', async () => {
    const keys = [
      { file: 'key.asc', fingerprint: other.fingerprint, use: ['sign'] },
      { file: 'gone.asc', fingerprint: 'ABCD' },
    ];
    const dir = bundle({
      key: undefined,
      keys,
      notices: [{ date: '2026-13' }],
      page: { file: 'no.md', url: 'x' },
    });
    expect(await found(dir)).toEqual({
      exit: 41,
      findings: [
        'wrong manifest-field page.url',
        'wrong manifest-field keys[0].use[0]',
        'wrong manifest-field keys[1].fingerprint',
        'wrong manifest-field notices[0].date',
        'wrong manifest-field notices[0].text',
        'wrong manifest-field notices[0].source',
        'wrong unreadable page.file',
      ],
    });
  });

  it.each<[string, () => Promise<string> | string, number, string]>([
    [
      'another key',
      () => bundle({}, { 'key.asc': other.certificate }),
      103,
      'wrong pin-mismatch key.fingerprint',
    ],
    ['a damaged key', () => bundle({}, { 'key.asc': 'no key' }), 41, 'wrong unreadable key.file'],
    ['a secret key', () => bundle({}, { 'key.asc': vendor.secretKey }), 41, 'wrong unreadable key.file'],
    ['a file outside', () => bundle({ page: { file: '../page.md' } }), 41, 'wrong unreadable page.file'],
    [
      'a page that is no UTF-8',
      () => bundle({}, { 'page.md': Buffer.of(0xff) }),
      41,
      'wrong unreadable page.file',
    ],
    ['no JSON', () => writeJson(bundle(), '{'), 41, 'wrong unreadable bundle.json'],
    ['a field twice', () => writeJson(bundle(), '{"name":"a","name":"b"}'), 41, 'wrong manifest-field name'],
    [
      'an expiry that has passed',
      () => bundle({ expires: '2020-01-01T00:00:00Z' }),
      41,
      'wrong expires-passed expires',
    ],
    ['a date far ahead', () => bundle({ expires: inDays(500) }), 0, 'doubtful expires-far expires'],
    ['an empty page', () => bundle({}, { 'page.md': '\n' }), 0, 'doubtful page-empty page.file'],
    [
      'a key of another address',
      () => bundle({ address: 'other@example.com' }, { 'page.md': 'other@example.com' }),
      0,
      'doubtful key-without-address contacts',
    ],
    [
      'an address that the page has not',
      () => bundle({ address: undefined, contacts: ['tel:+1', 'mailto:security@example.com'] }),
      0,
      'doubtful contact-not-on-page contacts[0]',
    ],
    [
      'a strange address',
      () => bundle({}, { 'page.md': `${PAGE}\nsecurity@example.org\n` }),
      0,
      'doubtful page-address page.md:5',
    ],
    [
      'a fingerprint beside that of the key',
      () => bundle({}, { 'page.md': `${PAGE}\nPGP: ${vendor.fingerprint}, ${other.fingerprint}\n` }),
      0,
      'doubtful page-fingerprint page.md:5',
    ],
    [
      'a fingerprint in place of that of the key',
      () => bundle({}, { 'page.md': `${PAGE}\nPGP: ${other.fingerprint}\n` }),
      103,
      'wrong page-fingerprint-differs page.md:5',
    ],
    [
      'a slip in the fingerprint, beside the right one',
      () => bundle({}, { 'page.md': `${PAGE}\n${vendor.fingerprint}\n${slipIn(vendor.fingerprint)}\n` }),
      103,
      'wrong page-fingerprint-differs page.md:6',
    ],
    [
      'another key on the page',
      () => bundle({}, { 'page.md': `${PAGE}\n${other.certificate}` }),
      103,
      'wrong page-key-differs page.md:5',
    ],
    [
      'a page without the fingerprint',
      () => bundle({}, { 'page.md': PAGE }),
      0,
      'doubtful key-unconfirmed key.fingerprint',
    ],
    [
      'a reference to a character that nobody sees',
      () => bundle({}, { 'page.md': `${PAGE}\n\`&#x202e;\`\n\nwri&shy;te\n` }),
      0,
      'doubtful page-character page.md:7',
    ],
    [
      'a link that says another address',
      () => bundle({}, { 'page.md': `${PAGE}[a@example.com](mailto:security@example.com)` }),
      0,
      'doubtful page-link-mislabelled page.md:4',
    ],
    [
      'a link to nowhere',
      () => bundle({}, { 'page.md': `${PAGE}[rules](rules.md)` }),
      0,
      'doubtful page-link-relative page.md:4',
    ],
    [
      'Liquid',
      () => bundle({}, { 'page.md': `---\ntitle: x\n---\n${PAGE}{{ site.x }}\n` }),
      0,
      'doubtful page-syntax page.md:7',
    ],
    [
      'front matter that is no YAML',
      () => bundle({}, { 'page.md': `---\ntitle: x\nlang: a: b\n---\n${PAGE}` }),
      0,
      'doubtful page-syntax page.md:3',
    ],
    [
      'a notice to come',
      () => bundle({ notices: [{ date: '2999', text: 'x', source: 'y', short: 'z' }] }),
      0,
      'doubtful notice-ahead notices[0]',
    ],
    [
      'a notice without a short form',
      () => bundle({ notices: [{ date: '2020', text: 'x', source: 'y' }] }),
      0,
      'doubtful notice-long notices[0]',
    ],
  ])('%s', async (_name, make, exit, finding) => {
    const result = await found(await make());
    expect(result.findings).toContain(finding);
    expect(result.exit).toBe(exit);
  });

  it('a revoked key, an encryption subkey that ends, and what was passed over', async () => {
    const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'armored' });
    expect((await found(bundle({}, { 'key.asc': publicKey }))).findings).toEqual([
      'wrong key-unusable key.file',
    ]);
    const subkeys = [{ keyExpirationTime: 20 * 86_400 }];
    const short = await makeVendor({ type: 'ecc', subkeys } as never);
    const key = { file: 'key.asc', fingerprint: short.fingerprint };
    const dir = bundle({ key }, { 'key.asc': short.certificate });
    expect(await found(dir)).toEqual({ exit: 0, findings: ['doubtful key-ends-soon key.file'] });
    expect(await found(dir, '--within', '21d')).toEqual({
      exit: 17,
      findings: ['wrong key-ends-within key.file'],
    });
    const mixed = vendor.privateKey.toPublic();
    const stranger = await makeVendor({ type: 'ecc', userIDs: [{ name: 'Stranger' }] });
    mixed.users.push(...stranger.privateKey.toPublic().users);
    expect((await found(bundle({}, { 'key.asc': mixed.armor() }))).findings[0]).toContain(
      'key-passed-over key.file',
    );
  });

  it('names no character where code shows how it is written', async () => {
    const { findings } = await found(bundle({}, { 'page.md': `${PAGE}\n\`&#x202e;\`\n` }));
    expect(findings.filter((one) => one.includes('page-character'))).toEqual([]);
  });

  it('judges the bundle as it stands, without the newer copy that key update has stored', async () => {
    const dir = bundle();
    const env = { XDG_DATA_HOME: emptyFolder() };
    const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'armored' });
    const args = ['key', 'update', '-', '--bundle', dir];
    expectRun(await run(args, { env, stdin: publicKey }), { status: 0 });
    expectRun(await run(['key', 'check', '--bundle', dir], { env }), { status: 17 });
    expectRun(await run(['bundle', 'check', dir], { env }), { status: 0, stdout: `good: ${dir}\n` });
    const help = (await run(['bundle', 'check', '--help'])).stdout.replace(/\s+/g, ' ');
    expect(help).toContain('It judges the bundle as it is published, without what key update has stored');
  });

  it.each([['60'], ['d'], ['-1d'], ['60 d'], ['2m']])('--within %s: 2', async (value) => {
    expectRun(await run(['bundle', 'check', `--within=${value}`]), {
      status: 2,
      stdout: '',
      stderr: /takes days, as 60d/,
    });
  });

  it('a folder that is not there: 61', async () => {
    expectRun(await run(['bundle', 'check', 'nowhere']), { status: 61, stdout: '' });
  });
});

/** With one digit that is another. */
const slipIn = (text: string) => text.slice(0, 9) + (text[9] === '0' ? '1' : '0') + text.slice(10);

function writeJson(dir: string, text: string): string {
  writeFileSync(join(dir, 'bundle.json'), text);
  return dir;
}
