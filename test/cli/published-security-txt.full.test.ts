import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleartext } from '../support/messages.js';
import { run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { goodBundle, makeVendor, type TestVendor } from '../support/vendor.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();

let vendor: TestVendor;
let other: TestVendor;

beforeAll(async () => {
  [vendor, other] = await Promise.all([makeVendor({ type: 'ecc' }), makeVendor({ type: 'ecc' })]);
});

describe('bundle check --security-txt', () => {
  const SOON = inDays(200).slice(0, 10);

  async function against(text: string, dir = goodBundle(vendor)) {
    writeFileSync(join(dir, 'security.txt'), text);
    const result = await run(['bundle', 'check', dir, '--json', '--security-txt', 'security.txt'], {
      cwd: dir,
    });
    const json = JSON.parse(result.stdout);
    expectSchema('bundle-check', json);
    const findings = json.findings.map(
      ({ code, place }: { code: string; place: string }) => `${code} ${place}`,
    );
    return { exit: json.exit, findings };
  }

  /** Without the doubt about a file that nobody signed. */
  async function unsigned(text: string) {
    const { exit, findings } = await against(text);
    expect(findings).toContain('security-txt-unsigned security.txt');
    return { exit, findings: findings.filter((one: string) => !one.startsWith('security-txt-unsigned')) };
  }

  it('what contact --security-txt prints is good; that nobody signed it is doubtful where there is a key', async () => {
    const dir = goodBundle(vendor);
    const { stdout } = await run(['contact', '--security-txt', '--expires', SOON, '--bundle', dir]);
    expect(await against(stdout, dir)).toEqual({
      exit: 0,
      findings: ['security-txt-unsigned security.txt'],
    });
    expect(await against(await cleartext(vendor.privateKey, stdout), dir)).toEqual({ exit: 0, findings: [] });
    for (const bad of [
      await cleartext(other.privateKey, stdout),
      (await cleartext(vendor.privateKey, stdout)).replace('security@', 'evil@'),
    ]) {
      const { exit, findings } = await against(bad, dir);
      expect(exit).toBe(41);
      expect(findings[0]).toBe('security-txt-signature security.txt');
    }
  });

  it.each([
    ['nothing', '', 41, ['security-txt-missing security.txt', 'security-txt-missing security.txt']],
    ['a line that is none', 'hello there\n', 41, ['security-txt-line security.txt:3']],
    ['Expires twice', `expires: ${SOON}T00:00:00Z\n`, 41, ['security-txt-twice security.txt:3']],
    [
      'a date that is none',
      'Expires: soon\n',
      41,
      ['security-txt-twice security.txt:3', 'security-txt-value security.txt:3'],
    ],
    ['http', 'Policy: http://example.com\n', 41, ['security-txt-value security.txt:3']],
    [
      'a bare address',
      'Contact: a@example.com\n',
      41,
      ['security-txt-value security.txt:3', 'security-txt-differs security.txt:3'],
    ],
    ['another contact', 'Contact: https://example.com/form\n', 0, ['security-txt-differs security.txt:3']],
    [
      'another key',
      `Encryption: openpgp4fpr:${'ab'.repeat(20)}\n`,
      103,
      ['security-txt-fingerprint security.txt:3'],
    ],
    [
      'a key elsewhere',
      'Encryption: https://example.com/key.asc\n',
      0,
      ['security-txt-differs security.txt:3'],
    ],
  ])('%s', async (_name, line, exit, findings) => {
    const good = `Contact: MAILTO:security@example.com\nExpires: ${SOON}T00:00:00Z\n`;
    const result = await unsigned(line === '' ? '# nothing\n' : good + line);
    expect(result).toEqual({ exit, findings });
  });

  it('a date that has passed is wrong, one far ahead is doubtful', async () => {
    const of = (date: string) => unsigned(`Contact: mailto:security@example.com\nExpires: ${date}\n`);
    expect(await of('2020-01-01T00:00:00Z')).toEqual({
      exit: 41,
      findings: ['expires-passed security.txt:2'],
    });
    expect(await of(inDays(500))).toEqual({ exit: 0, findings: ['expires-far security.txt:2'] });
  });
});
