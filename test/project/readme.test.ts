import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { COMMANDS, optionsOf } from '../../src/declared/index.js';
import { EXIT } from '../../src/errors.js';
import { runExample } from '../support/examples.js';
import { allVerbs, usageError } from '../support/program.js';
import { expectRun, root, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const cell = (row: string, column: number) => row.split('|')[column]?.trim() ?? '';

/** Rows of the table below a heading, without the head. */
function table(heading: string): string[] {
  const section = readme.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .slice(2);
}

describe('README', () => {
  it('has two commands to begin with, which .ci/run runs as they stand', () => {
    const commands = [...readme.matchAll(/<!-- (\w+) -->\n```sh\n(.+)\n```/g)].map(([, name, line]) => [
      name,
      line,
    ]);
    expect(commands.map(([name]) => name)).toEqual(['try', 'test']);
    expect(commands[0]?.[1]).toMatch(/^npm ci && npx codeship-sec show && .*npx codeship-sec encrypt /);
    expect(commands[1]?.[1]).toBe('npm ci && npm test');
    for (const [name] of commands) expect(read('.ci/run')).toContain(`readme_command ${name}`);
  });

  it('lists every command as it is declared, with its first example', () => {
    const rows = COMMANDS.map(({ path, summary, examples }) => {
      const [[line = ''] = []] = examples;
      return `| \`${path}\` | ${summary} | \`${line}\` |`;
    });
    expect(table('Commands').join('\n')).toBe(rows.join('\n'));
  });

  it('has the exit statuses that the program has', () => {
    const listed = Object.fromEntries(
      table('Exit statuses')
        .map((row) => [cell(row, 2), Number(cell(row, 1))] as const)
        .filter(([name]) => name !== ''),
    );
    expect(listed).toEqual(EXIT);
  });

  it('says of status 1 what exits 1', async () => {
    const lines: Record<string, string[]> = {
      'no such section': ['show', 'nonsense'],
      'a name that several sections have': ['show', 'does'],
      'no search match': ['search', 'zebra'],
    };
    const row = table('Exit statuses').find((one) => cell(one, 1) === '1') ?? '';
    const cases = cell(row, 3).split(', ');
    expect(cases).toEqual(Object.keys(lines));
    for (const one of cases) expect((await run(lines[one] ?? [])).status, one).toBe(1);
    // of a copy that brings nothing it says so, which is no failure
    const same = (await run(['key', 'export'])).stdout;
    expectRun(await run(['key', 'update', '-'], { stdin: same }), { status: 0, stdout: 'nothing new\n' });
  });

  it('names every direct dependency that is bundled, and no other', () => {
    const named = table('What it is made of').map((row) => cell(row, 1).replaceAll('`', ''));
    const bundled = [...read('dist/THIRD-PARTY-LICENSES.txt').matchAll(/^={78}\n(\S+) \S+ \(/gm)].map(
      ([, name]) => name,
    );
    const { devDependencies } = JSON.parse(read('package.json'));
    expect(named.sort()).toEqual(bundled.filter((name) => Object.hasOwn(devDependencies, name ?? '')).sort());
  });

  it('names only options that there are', () => {
    const known = new Set(
      allVerbs().flatMap(({ command }) => optionsOf(command).flatMap(({ short, long }) => [short, long])),
    );
    known.add('--help').add('--global'); // commander's own, and npm's
    for (const [, option] of readme.matchAll(/`[^`]*?(--[a-z][a-z-]*)/g)) expect(known).toContain(option);
  });

  it('says plainly that the key has expired and the service is retired', () => {
    expect(readme).toMatch(/expired on 2019-07-20/);
    expect(readme).toMatch(/end of life on 2026-01-31/);
  });
});

const posix = process.platform === 'win32' ? describe.skip : describe;
posix('the examples of README’s table', () => {
  let vendor: TestVendor;
  beforeAll(async () => {
    vendor = await makeVendor();
  });

  it.each(table('Commands').map((row) => cell(row, 3).replaceAll('`', '')))('%s', async (line) => {
    const { status, output } = await runExample(line, vendor);
    expect({ status, output }).toEqual({ status: line.endsWith('key check') ? 17 : 0, output });
  });
});

describe('the documents', () => {
  const documents = [
    'README.md',
    'CONTRIBUTING.md',
    'SECURITY.md',
    'CHANGELOG.md',
    ...readdirSync(join(root, 'docs'))
      .filter((name) => name.endsWith('.md'))
      .map((name) => `docs/${name}`),
  ];

  it.each(documents)('%s: every link to a file of the project has its target', (path) => {
    for (const [, target = ''] of read(path).matchAll(/\]\(([^)#]+)(#[^)]*)?\)/g)) {
      if (/^https?:/.test(target)) continue;
      expect(existsSync(join(root, dirname(path), target)), target).toBe(true);
    }
  });

  it.each(documents)('%s: every command line of ours is one', (path) => {
    const blocks = [...read(path).matchAll(/^(?: {4}|```sh\n)(.*)$/gm)].map(([, line = '']) => line);
    for (const line of blocks.filter((text) => text.startsWith('codeship-sec '))) {
      expect(usageError(line.replace(/ [<>] \S+$/, '')), line).toBeUndefined();
    }
  });

  it('the schemas in docs/json are those of commands, of the bundle and of errors', () => {
    const names = readdirSync(join(root, 'docs/json')).map((name) => name.replace('.schema.json', ''));
    const commands = allVerbs().map(({ path }) => path.join('-'));
    for (const name of names) expect(['bundle', 'error', 'version', ...commands]).toContain(name);
  });

  it('every command with --json has a schema', () => {
    const names = readdirSync(join(root, 'docs/json')).map((name) => name.replace('.schema.json', ''));
    const commands = allVerbs()
      .filter(({ path, command }) => path.length > 0 && command.json)
      .map(({ path }) => path.join('-'));
    expect(names).toEqual(expect.arrayContaining(commands));
  });
});
