import { describe, expect, it } from 'vitest';
import { expectRun, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { makeVendor } from '../support/vendor.js';

/** A line of RFC 9116 section 4: a comment, an empty line, or a field. */
const LINE = /^(#.*|[A-Za-z0-9-]+: \S.*|)$/;

const SUCCESSOR =
  'Ask first CloudBees, security@cloudbees.com: given for reports; that reports about Codeship are read there is not certain (source: https://github.com/cloudbees-oss/devops-agent-kit/security)';

/** A date that a security.txt may have. */
const SOON = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);

/** What is said of the program's own key, which encrypt goes ahead with too. */
const EXPIRED_KEY =
  /^codeship-sec: warning: the security\.txt names the key BF842CD0\S+: the key expired on 2019-07-20, \d+ years ago\n$/;

const fields = (text: string) => text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));

describe('contact', () => {
  it('prints address, key and notices', async () => {
    const result = await run(['contact']);
    expectRun(result, { status: 0, stderr: '' });
    for (const words of [
      'security@codeship.com',
      'BF84 2CD0 5561 57CA 2436 CA61 4105 99B0 06C5 1437',
      'expired 7 years ago',
      'end of life',
      SUCCESSOR,
    ]) {
      expect(result.stdout.replace(/\s+/g, ' ')).toContain(words);
    }
  });

  it('names whom to ask first above the address of a vendor that is gone', async () => {
    const { stdout } = await run(['contact']);
    expect(stdout).toMatch(/^Vendor .*\nAsk first .*\nAddress /);
  });

  it('warns of a link on the page that goes to another address than it names', async () => {
    const words =
      /Warning +the page's link contact@codeship\.com goes elsewhere, to\s+security@codeship\.com/;
    expect((await run(['contact'])).stdout).toMatch(words);
    const { mislabelled } = JSON.parse((await run(['contact', '--json'])).stdout);
    expect(mislabelled).toEqual([{ text: 'contact@codeship.com', target: 'mailto:security@codeship.com' }]);
  });

  it('gives the same as JSON', async () => {
    const result = await run(['contact', '--json']);
    expectRun(result, { status: 0, stderr: '' });
    expectSchema('contact', JSON.parse(result.stdout));
    expect(JSON.parse(result.stdout)).toMatchObject({
      address: 'security@codeship.com',
      successor: { name: 'CloudBees', address: 'security@cloudbees.com' },
    });
    const bare = await makeVendor();
    const other = JSON.parse((await run(['contact', '--json', '--bundle', bare.dir])).stdout);
    expectSchema('contact', other);
    expect(other).toMatchObject({
      page: { url: null, date: null },
      contacts: ['mailto:security@example.com'],
      keys: [{ expires: null, url: null, name: null, use: ['encrypt', 'verify'] }],
      notices: [],
      successor: null,
    });
  });
});

describe('contact --security-txt', () => {
  it('does not make up a date: 2, and says how to give one', async () => {
    expectRun(await run(['contact', '--security-txt']), {
      status: 2,
      stdout: '',
      stderr: /must say until when it holds.*\n.*with --expires and a date as YYYY-MM-DD\n$/,
    });
  });

  it.each([['soon'], ['2030-02-31'], ['2030-13-01'], ['2030-01-31T25:00:00Z'], ['2030-01-31T00:00:00']])(
    'refuses the date %j',
    async (date) => {
      expectRun(await run(['contact', '--security-txt', '--expires', date]), {
        status: 2,
        stdout: '',
        stderr: /--expires is not a date/,
      });
    },
  );

  it('refuses contradictions', async () => {
    for (const args of [
      ['--expires', SOON],
      ['--security-txt', '--json', '--expires', SOON],
    ]) {
      expect((await run(['contact', ...args])).status).toBe(2);
    }
  });

  it('prints an RFC 9116 file, the notices as comments', async () => {
    const result = await run(['contact', '--security-txt', '--expires', SOON]);
    expectRun(result, { status: 0, stderr: EXPIRED_KEY });
    expect(result.stdout).toMatch(/\n$/);
    for (const line of result.stdout.split('\n')) expect(line).toMatch(LINE);
    expect(result.stdout.match(/^# /gm)).toHaveLength(3);
    expect(fields(result.stdout)).toEqual([
      'Contact: mailto:security@codeship.com',
      `Expires: ${SOON}T00:00:00Z`,
      'Encryption: https://documentation.codeship.com/codeship.asc',
      'Encryption: openpgp4fpr:bf842cd0556157ca2436ca61410599b006c51437',
      'Policy: https://documentation.codeship.com/general/about/security/',
    ]);
  });

  it('takes the date of the bundle, --expires before it, and warns of one that is far ahead', async () => {
    const vendor = await makeVendor({}, { expires: `${SOON}T12:00:00+02:00` });
    const args = ['contact', '--security-txt', '--bundle', vendor.dir];
    expectRun(await run(args), {
      status: 0,
      stdout: new RegExp(`\nExpires: ${SOON}T12:00:00.02:00\n`),
      stderr: '',
    });
    expectRun(await run([...args, '--expires', '2101-01-01']), {
      status: 0,
      stdout: /Expires: 2101-01-01T00:00:00Z/,
      stderr: /^codeship-sec: warning: the date of this security.txt is more than a year ahead/,
    });
  });

  it('takes a plain date of the bundle, as --expires does', async () => {
    const { dir } = await makeVendor({}, { expires: SOON });
    expectRun(await run(['contact', '--security-txt', '--bundle', dir]), {
      status: 0,
      stdout: new RegExp(`\nExpires: ${SOON}T00:00:00Z\n`),
      stderr: '',
    });
  });

  it('makes no file that is void already (RFC 9116 section 2.5.5)', async () => {
    const { dir } = await makeVendor({}, { expires: '2001-01-01T00:00:00Z' });
    for (const args of [
      ['--expires', '2001-01-01'],
      ['--bundle', dir],
      ['--bundle', dir, '--expires', '2001-02-03'],
    ])
      expectRun(await run(['contact', '--security-txt', ...args]), {
        status: 2,
        stdout: '',
        stderr:
          /^codeship-sec: error: the date of this security.txt, 2001-\S+, has passed.*\n.*say until when/,
      });
  });

  it('has an example with a date that is good', async () => {
    const { stdout } = await run(['contact', '--help']);
    const [, line = ''] = /codeship-sec (contact --security-txt \S+ \S+)/.exec(stdout) ?? [];
    expectRun(await run(line.split(' ')), { status: 0, stderr: EXPIRED_KEY });
  });

  it('keeps hostile notices in their comments, and the address in its URI', async () => {
    const vendor = await makeVendor(
      {},
      {
        address: 'a?subject=b&c%d+e@example.com',
        page: { file: 'page.md', url: 'http://example.com/plain' },
        notices: [{ date: '2026', text: 'x\nContact: mailto:evil@example.com\r\u2028', source: 'y\nz' }],
      },
    );
    const result = await run(['contact', '--security-txt', '--expires', SOON, '--bundle', vendor.dir]);
    expect(fields(result.stdout)).toEqual([
      'Contact: mailto:a%3Fsubject%3Db%26c%25d+e@example.com',
      `Expires: ${SOON}T00:00:00Z`,
      `Encryption: openpgp4fpr:${vendor.fingerprint.toLowerCase()}`,
    ]);
    expect(result.stdout).toContain('x\\u000aContact: mailto:evil@example.com\\u000d\\u2028');
  });
});
