import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, launcher, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { onTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';
import { makeVendor, type TestVendor, writeBundle } from '../../support/vendor.js';

// What `encrypt` says: short, and its last line advises nothing that a line above warns of.

const DAY = 86_400_000;
const expired = { date: new Date(Date.now() - 100 * DAY), keyExpirationTime: (50 * DAY) / 1000 };
const SUCCESSOR = { name: 'Heirs', address: 'security@example.org', source: 'https://example.org/news' };
const notice = (short?: string) => ({
  date: '2026-01',
  text: 'Whole.',
  source: 'here',
  ...(short ? { short } : {}),
});
let vendor: TestVendor;
let late: TestVendor;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  late = await makeVendor({ type: 'ecc', ...expired });
});
beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report.txt'), 'the report');
});

/** The bundle of a vendor with some of its fields changed. */
function bundleOf({ certificate, fingerprint }: TestVendor, changes: object): string {
  const dir = join(emptyFolder(), 'bundle');
  writeBundle(dir, { certificate, fingerprint }, changes);
  return dir;
}

/** The lines of a run without what each begins with, `DIR` for the bundle. */
async function linesOf(dir: string | undefined, ...args: string[]): Promise<string[]> {
  const bundle = dir === undefined ? [] : ['--bundle', dir];
  const result = await run(['encrypt', ...bundle, ...(args.length > 0 ? args : ['report.txt'])], { cwd });
  expectRun(result, { status: 0 });
  const lines = result.stderr.trimEnd().split('\n');
  return lines.map((line) => line.replace(/^codeship-sec: /, '').replace(dir ?? '\0', 'DIR'));
}

const KEEP = 'keep the original: you cannot decrypt the message';
const attach = (what: string) =>
  `attach ${what} to a mail to security@example.com, under a subject that says nothing`;
const DETAILS = 'details: codeship-sec contact --bundle DIR';

describe('with a key in good order', () => {
  it('says in four lines what was written, who can read it, the fingerprint, what to do', async () => {
    expect(await linesOf(vendor.dir)).toEqual([
      expect.stringMatching(/^wrote report\.txt\.asc \(\d+ bytes\)$/),
      'readable only with the key of Example Security <security@example.com>:',
      vendor.fingerprint,
      `${attach('report.txt.asc')}; ${KEEP}`,
    ]);
  });

  it('adds a line for a further FILE, and two for a further reader, who needs no original', async () => {
    const userIDs = [{ email: 'me@example.org' }];
    const { publicKey: own } = await generateKey({ type: 'ecc', userIDs, format: 'object' });
    writeFileSync(join(cwd, 'own.asc'), own.armor());
    writeFileSync(join(cwd, 'b'), 'more');
    const lines = await linesOf(vendor.dir, 'report.txt', 'b', '--encrypt-to-self', 'own.asc');
    expect(lines.slice(1)).toEqual([
      expect.stringMatching(/^wrote b\.asc /),
      'readable with the key of Example Security <security@example.com>:',
      vendor.fingerprint,
      'readable with the key of <me@example.org>:',
      own.getFingerprint().toUpperCase(),
      attach('report.txt.asc, b.asc'),
    ]);
  });

  it('has no step for a device, and a message without a name on standard output', async () => {
    expect(await linesOf(vendor.dir, 'report.txt', '-o', '/dev/null')).toHaveLength(3);
    for (const output of ['-', '/dev/stdout']) {
      expect((await linesOf(vendor.dir, 'report.txt', '-o', output)).at(-1)).toBe(
        `${attach('the message')}; ${KEEP}`,
      );
    }
    const piped = await run(['encrypt', '--bundle', vendor.dir], { cwd, stdin: 'x' });
    expect(piped.stderr).toMatch(/; keep a copy of the report: you cannot decrypt the message\n$/);
  });
});

describe('reservations', () => {
  it('of the bundled key: six lines in all, and the last one asks before it sends', async () => {
    const lines = await linesOf(undefined);
    expect(lines).toHaveLength(6);
    expect(lines.slice(2)).toEqual([
      'BF842CD0556157CA2436CA61410599B006C51437',
      'warning: the key expired on 2019-07-20 (7 years ago): no less secret, but perhaps nobody can read it',
      expect.stringMatching(/^warning: about Codeship: .*service retired \(2026-01-31\)/),
      `first ask CloudBees (security@cloudbees.com), without details, who reads reports about Codeship; then send report.txt.asc only where you are told to, under a subject that says nothing; ${KEEP}; details: codeship-sec contact`,
    ]);
    for (const line of lines.slice(3)) expect(line).not.toContain('security@codeship.com');
  });

  it.skipIf(process.platform === 'win32' || !requireTool('python3')).each([40, 80, 120])(
    'of the bundled key, on a terminal of %i columns: six messages, and the fingerprint whole',
    async (columns) => {
      const args = ['encrypt', join(cwd, 'report.txt'), '-o', '/dev/stdout'];
      const command = ['sh', '-c', '"$@" > /dev/null', 'sh', process.execPath, launcher, ...args];
      const { status, output } = await onTerminal(command, { columns });
      expect(status).toBe(0);
      expect(output.match(/^codeship-sec: /gm)).toHaveLength(6);
      const lines = output.split('\n').filter((line) => line.includes('BF842CD'));
      expect(lines).toEqual([
        expect.stringMatching(/^(codeship-sec: )?BF842CD0556157CA2436CA61410599B006C51437$/),
      ]);
      expect(lines[0]?.length).toBeLessThanOrEqual(columns);
    },
  );

  it.each<[string, () => [TestVendor, object], string[], string]>([
    [
      'expired',
      () => [late, {}],
      [expect.stringMatching(/^warning: the key expired on .* ago\): no less secret/)],
      'first ask security@example.com, without details, for a newer key or whether this one still serves; then ',
    ],
    [
      'notices',
      () => [vendor, { notices: [notice('one'), notice(), notice('two')] }],
      ['warning: about Example: one (2026-01), two (2026-01), and 1 notice more'],
      'first read the notices; then ',
    ],
    [
      'many notices',
      () => [vendor, { notices: ['a', 'b', 'c', 'd', 'e'].map(notice) }],
      ['warning: about Example: c (2026-01), d (2026-01), e (2026-01), and 2 notices more'],
      'first read the notices; then ',
    ],
    [
      'whole notices',
      () => [vendor, { notices: [notice()] }],
      ['warning: about Example: 1 notice'],
      'first read',
    ],
    [
      'another address',
      () => [vendor, { address: 'security@example.co' }],
      ['warning: no user ID of the key has the address security@example.co'],
      'first ask security@example.co, without details, whether this is its key; then attach',
    ],
    [
      'all of them at once: two lines',
      () => [late, { address: 'security@example.co', notices: [notice('one')] }],
      [
        expect.stringMatching(
          /^warning: no user ID of the key has the address security@example\.co, and the key expired on .* ago\): no less secret/,
        ),
        'warning: about Example: one (2026-01)',
      ],
      'first ask security@example.co, without details, whether this is its key; then attach',
    ],
  ])('%s', async (_name, of, warnings, step) => {
    const dir = bundleOf(...of());
    const lines = await linesOf(dir);
    expect(lines.slice(3, -1)).toEqual(warnings);
    expect(lines.at(-1)).toContain(step);
    expect(lines.at(-1)?.endsWith(`; ${DETAILS}`)).toBe(true);
  });

  it('takes an address in capitals, and a user ID that is an address alone, for the same', async () => {
    const bare = await makeVendor({ type: 'ecc', userIDs: [{ name: 'Security@example.com' }] });
    expect(await linesOf(bundleOf(bare, { address: 'security@EXAMPLE.com' }))).toHaveLength(4);
  });

  it.each([
    [{ ...SUCCESSOR, url: 'https://example.org' }, 'Heirs (security@example.org)'],
    [{ name: 'Heirs', url: 'https://example.org/report', source: 'x' }, 'Heirs (https://example.org/report)'],
    [{ name: 'He\u001b[31m\nirs', source: 'x' }, 'He\\u001b[31m\\u000airs'],
  ])('name a successor before anybody else: %j', async (successor, words) => {
    const dir = bundleOf(late, { successor, notices: [notice('gone \u001b[2J')] });
    const lines = await linesOf(dir);
    expect(lines).toHaveLength(6);
    expect(lines[4]).toBe('warning: about Example: gone \\u001b[2J (2026-01)');
    expect(lines[5]).toBe(
      `first ask ${words}, without details, who reads reports about Example; then send report.txt.asc only where you are told to, under a subject that says nothing; ${KEEP}; ${DETAILS}`,
    );
  });
});

describe('what is odd about the report', () => {
  it.each<[string, string[], (message: Uint8Array) => string | Uint8Array]>([
    ['armored', [], (message) => message],
    ['armored, with a byte order mark and blank lines', [], (message) => `\ufeff\r\n\r\n${message}`],
    ['binary', ['--binary'], (message) => message],
  ])('a message already, %s', async (_name, options, content) => {
    const args = ['encrypt', '--bundle', vendor.dir, ...options];
    const { bytes } = await run([...args, '-o', '-', 'report.txt'], { cwd });
    writeFileSync(join(cwd, 'once'), content(bytes));
    expect(await linesOf(vendor.dir, 'once')).toContain(
      'warning: once is an OpenPGP message already: it takes the keys of both to read it now',
    );
  });

  it.each([
    ['a text about one', 'It says:\n\n-----BEGIN PGP MESSAGE-----\n'],
    ['a certificate', '-----BEGIN PGP PUBLIC KEY BLOCK-----\n'],
    ['a picture', Buffer.from('ffd8ffe000104a464946', 'hex')],
    ['nothing', ''],
  ])('not %s', async (_name, content) => {
    writeFileSync(join(cwd, 'other'), content);
    expect((await linesOf(vendor.dir, 'other')).join('\n')).not.toContain('message already');
  });

  it('a result over 20 MiB: nobody is told to mail it, and --binary where that makes less of it', async () => {
    writeFileSync(join(cwd, 'large'), Buffer.alloc(16 << 20));
    const ask = 'first ask security@example.com, without details, how to hand it over; then send ';
    const doubt = '22 MiB are more than many a mail server takes (--binary makes a quarter less of it)';
    const lines = await linesOf(vendor.dir, 'large');
    expect(lines.slice(3)).toEqual([
      `${ask}large.asc only as you are told to, for ${doubt}, under a subject that says nothing; ${KEEP}`,
    ]);
    const json = await run(['encrypt', '--bundle', vendor.dir, '--json', '-f', 'large'], { cwd });
    expect(JSON.parse(json.stdout).warnings).toEqual([doubt]);
    expect((await linesOf(vendor.dir, 'large', '--binary')).join('\n')).not.toContain('mail server');
    writeFileSync(join(cwd, 'small'), Buffer.alloc(5 << 20));
    const both = await linesOf(vendor.dir, 'large', 'small', '--binary', '-f');
    expect(both.at(-1)).toContain(
      `${ask}large.gpg, small.gpg only as you are told to, for 21 MiB are more than many a mail server takes, under`,
    );
    expect((await linesOf(vendor.dir, 'large', '-o', '/dev/null')).join('\n')).not.toContain('mail server');
  });

  it('a result over 20 MiB for a retired vendor: six lines, and none that says to attach it', async () => {
    writeFileSync(join(cwd, 'large'), Buffer.alloc(16 << 20));
    const lines = await linesOf(undefined, 'large');
    expect(lines).toHaveLength(6);
    expect(lines[5]).toMatch(
      /^first ask CloudBees .*; then send large\.asc only as you are told to, for 22 MiB /,
    );
    expect(lines.join('\n')).not.toContain('attach');
  });
});

describe('--json and --quiet', () => {
  it('give the notices whole, the successor and the steps; and nothing on stderr', async () => {
    const dir = bundleOf(late, { successor: SUCCESSOR, notices: [notice('retired')] });
    const result = await run(['encrypt', '--bundle', dir, '--json', '-q', 'report.txt'], { cwd });
    expectRun(result, { status: 0, stderr: '' });
    const report = JSON.parse(result.stdout);
    expectSchema('encrypt', report);
    expect(report).toMatchObject({
      outputs: [{ input: 'report.txt', output: 'report.txt.asc', bytesIn: 10 }],
      recipients: [{ role: 'vendor', fingerprint: late.fingerprint }],
      warnings: [expect.stringContaining('the key expired'), 'about Example: retired (2026-01)'],
      notices: [notice('retired')],
      successor: SUCCESSOR,
      nextSteps: [expect.stringContaining('first ask Heirs'), expect.stringContaining('then send'), KEEP],
    });
    const plain = await run(['encrypt', '--bundle', vendor.dir, '--json', '-f', 'report.txt'], { cwd });
    expect(JSON.parse(plain.stdout)).toMatchObject({
      warnings: [],
      notices: [],
      successor: null,
      nextSteps: [attach('report.txt.asc'), KEEP],
    });
  });
});
