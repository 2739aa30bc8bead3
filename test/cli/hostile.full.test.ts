import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/declared/page.js';
import { allVerbs } from '../support/program.js';
import { emptyFolder, run } from '../support/run.js';
import { makeVendor, TEST_PAGE, type TestVendor } from '../support/vendor.js';

/** What could move the cursor, reorder text or hide in it: one of each kind. */
const HOSTILE = {
  bell: '\u0007',
  escape: '\u001b[2J\u001b]0;title\u0007',
  c1: '\u009b31m',
  del: '\u007f',
  line: '\u2028',
  paragraph: '\u2029',
  override: '\u202e',
  isolate: '\u2066',
  zeroWidth: '\u200b',
  joiner: '\u2060',
  mark: '\ufeff',
  tag: '\u{e0041}\u{e0042}',
  carriage: '\rover',
} as const;
const ALL = Object.values(HOSTILE).join('x');
/** None of these may stand raw in any output; a carriage return neither. LF and tab are what text is made of. */
const RAW =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2060-\u206f\u200b-\u200f\ufeff\u{e0000}-\u{e007f}]/u;

/** The name of a bundle's file. */
const FILE = `evil${HOSTILE.override}${HOSTILE.tag}.asc`;

let vendor: TestVendor;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor(
    { userIDs: [{ name: `Evil ${ALL} Security`, email: 'security@example.com' }] },
    {
      name: `Vendor ${ALL} Inc`,
      notices: [{ date: '2026', text: `Notice ${ALL}\nsecond line`, source: `Source ${ALL}` }],
      successor: { name: `Heirs ${ALL}`, source: `Source ${ALL}` },
    },
  );
  const manifest = JSON.parse(readFileSync(join(vendor.dir, 'bundle.json'), 'utf8'));
  const { key, ...rest } = manifest;
  const keys = [{ ...key, file: FILE, name: `Evil ${ALL}` }];
  writeFileSync(join(vendor.dir, FILE), vendor.certificate);
  writeFileSync(join(vendor.dir, 'bundle.json'), JSON.stringify({ ...rest, keys }));
  const page = `${TEST_PAGE.replace('title: Example Security', `title: "Title ${HOSTILE.override}${HOSTILE.tag}"`)}
## Evil ${HOSTILE.override}${HOSTILE.escape}${HOSTILE.zeroWidth} heading

Evil ${ALL.replaceAll('\r', '')} text, [a ${HOSTILE.override} link](https://example.com/${HOSTILE.zeroWidth}x), and
\`code ${HOSTILE.escape}${HOSTILE.tag}\`.
`;
  writeFileSync(join(vendor.dir, 'page.md'), page);
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report.txt'), `a report ${ALL}\n`);
  writeFileSync(join(cwd, `evil${HOSTILE.override}${HOSTILE.escape}.txt`), 'report\n');
  writeFileSync(join(cwd, 'page.md'), `# Evil ${ALL}\n\nWrite to evil@example.com\n`);
  writeFileSync(
    join(cwd, 'security.txt'),
    `Contact: mailto:${ALL}@example.com\nOdd ${ALL}\nExpires: ${ALL}\n`,
  );
  const wrong = { [`Field ${ALL}`]: 1, name: 'x', contacts: [ALL], page: { file: `missing${ALL}` } };
  for (const [name, text] of [
    ['wrong', JSON.stringify(wrong)],
    ['no-json', `{"name": ${ALL}}`],
  ] as const) {
    mkdirSync(join(cwd, name));
    writeFileSync(join(cwd, name, 'bundle.json'), text);
  }
});

/** Lines for every command, in every format. What is not listed is run bare. */
const LINES: Record<string, string[][]> = {
  show: [[], ...FORMATS.map((format) => ['--format', format]), ['--json'], ['evil']],
  toc: [[], ...FORMATS.map((format) => ['--format', format]), ['--json']],
  search: [['evil'], ['evil', '--json'], ['--regex', 'ev.l'], ['nothing']],
  key: [[], ['--json']],
  'key check': [[], ['--json']],
  'key update': [['report.txt'], [`evil${HOSTILE.override}${HOSTILE.escape}.txt`]],
  contact: [[], ['--json'], ['--security-txt', '--expires', '2030-01-31'], ['--expires', ALL]],
  encrypt: [
    ['report.txt', '--force'],
    ['report.txt', '--json', '--force'],
    [`evil${HOSTILE.override}${HOSTILE.escape}.txt`, '--force'],
    [`missing${ALL}`],
  ],
  verify: [
    ['report.txt'],
    ['report.txt', '--json'],
    [`evil${HOSTILE.override}${HOSTILE.escape}.txt`],
    [`missing${ALL}`],
  ],
  'bundle init': [
    ['made', '--page', 'report.txt'],
    [`made${HOSTILE.override}`, '--page', 'page.md', '--security-txt', 'security.txt'],
    ['other', '--page', `missing${ALL}`],
  ],
  'bundle check': [
    [],
    ['--json'],
    ['--security-txt', 'security.txt'],
    ['wrong'],
    ['no-json', '--json'],
    [`missing${ALL}`],
    ['--within', ALL],
  ],
  completion: [['bash'], ['zsh'], ['fish'], ['powershell']],
};

const bare = allVerbs().map(({ path }) => path.join(' '));

describe('text from a bundle or a file name', () => {
  it.each(bare)('is never raw in what `%s` prints', async (name) => {
    for (const args of LINES[name] ?? [[]]) {
      const line = [...name.split(' ').filter(Boolean), ...args, '--bundle', vendor.dir];
      const result = await run(line, { cwd });
      expect(result.status, JSON.stringify(line)).not.toBe(70);
      const raw = RAW.exec(withoutKept(result.stdout, line)) ?? RAW.exec(result.stderr);
      expect(
        raw && JSON.stringify(raw.input.slice(Math.max(0, raw.index - 60), raw.index + 20)),
        JSON.stringify(line),
      ).toBeNull();
    }
  });

  it('is \\u-escaped in JSON and comes back as it was', async () => {
    const { stdout } = await run(['key', '--json', '--bundle', vendor.dir]);
    expect(stdout).not.toMatch(RAW);
    expect(stdout).toMatch(/\\u202e/);
    expect(JSON.parse(stdout).keys[0].userIDs[0]).toContain(ALL);
    const contact = JSON.parse((await run(['contact', '--json', '--bundle', vendor.dir])).stdout);
    expect(contact).toMatchObject({
      name: `Vendor ${ALL} Inc`,
      notices: [{ text: `Notice ${ALL}\nsecond line` }],
    });
  });

  it('is shown as visible escapes, a line feed too', async () => {
    const { stdout } = await run(['contact', '--bundle', vendor.dir]);
    for (const visible of [
      '\\u001b[2J',
      '\\u009b31m',
      '\\u202e',
      '\\u200b',
      '\\u{e0041}',
      '\\u2028',
      '\\u000d',
    ]) {
      expect(stdout).toContain(visible);
    }
    expect(stdout).toContain('\\u000asecond');
  });

  it('in arguments comes back escaped in messages', async () => {
    for (const args of [
      [ALL],
      ['key', ALL],
      ['key', `--${ALL}`],
      ['key', '--color', ALL],
      ['key', '--bundle', ALL.replaceAll('\0', '')],
    ]) {
      const result = await run(args);
      expect(result.status).toBeGreaterThan(1);
      expect(result.stderr).not.toMatch(RAW);
      expect(result.stderr).toContain('\\u202e');
      // nothing that was typed makes a second message
      expect(
        result.stderr
          .split('\n')
          .slice(0, -1)
          .every((text) => text.startsWith('codeship-sec: ')),
      ).toBe(true);
    }
  });

  it('is still there for the test to find: the gate is what takes it out', () => {
    expect(ALL).toMatch(RAW);
    expect(JSON.stringify(ALL)).toMatch(RAW); // JSON alone does not
  });
});

/** The colours that were asked for are the program's own. */
function withoutKept(text: string, line: readonly string[]): string {
  return line.includes('pretty') ? text.replace(/\u001b\[[0-9;]*m/g, '') : text;
}
