import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT_STATUSES, INTERRUPTED_TEXT, listed } from '../../src/declared/exit-statuses.js';
import { COMMANDS, optionsOf } from '../../src/declared/index.js';
import { EXIT } from '../../src/errors.js';
import { runExample } from '../support/examples.js';
import { allVerbs, usageError } from '../support/program.js';
import { expectRun, root, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const cell = (row: string, column: number) => row.split('|')[column]?.trim() ?? '';

/** Rows of a document's one table, without the head. */
function table(path: string): string[] {
  return read(path)
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
    expect(commands[0]?.[1]).toMatch(/^npm ci && npx codeship-sec show .* \| npx codeship-sec encrypt$/);
    expect(commands[1]?.[1]).toBe('npm ci && npm test');
    for (const [name] of commands) expect(read('.ci/run')).toContain(`readme_command ${name}`);
  });

  it('lists every command as it is declared, with its first example', () => {
    const rows = COMMANDS.map(({ path, summary, examples }) => {
      const [[line = ''] = []] = examples;
      return `| \`${path}\` | ${summary} | \`${line}\` |`;
    });
    expect(table('README.md').join('\n')).toBe(rows.join('\n'));
  });

  it('is read in a few minutes', () => {
    expect(readme.split(/\s+/).filter((word) => /\w/.test(word)).length).toBeLessThan(900);
    expect(readme.match(/!\[/g)?.length).toBeLessThanOrEqual(2);
  });

  it('names the file that npm packs', () => {
    const { version } = JSON.parse(read('package.json'));
    const documents = readme + read('docs/recipes.md');
    const named = [...documents.matchAll(/codeship-sec-(\d[^\s`]*)\.tgz/g)].map(([, one]) => one);
    expect([...new Set(named)]).toEqual([version]);
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
    expect(readme).toMatch(/ended on 2026-01-31/);
  });
});

describe('docs/exit-statuses.md', () => {
  const rows = table('docs/exit-statuses.md');

  it('has the exit statuses that the program has, in the words of the man pages', () => {
    const written = rows.map((row) => [cell(row, 1), cell(row, 2), cell(row, 3).replaceAll('`', '')]);
    const names = Object.keys(EXIT) as (keyof typeof EXIT)[];
    expect(written).toEqual([
      ...names.map((name) => [String(EXIT[name]), name, listed(EXIT_STATUSES[name])]),
      ['129, 130, 143, …', '', INTERRUPTED_TEXT],
    ]);
  });

  it('says of status 1 what exits 1', async () => {
    const lines: Record<string, string[]> = {
      'no such section': ['show', 'nonsense'],
      'a name that several sections have': ['show', 'does'],
      'no search match': ['search', 'zebra'],
      'no such part of a mail': [
        'verify',
        '--part',
        '9',
        join(root, 'test/fixtures/corpus/messages/mail/signed.eml'),
      ],
      'nothing written in the editor': ['encrypt', '--edit', '-o', '-'],
      'the editor failed': ['encrypt', '--edit', '-o', '-'],
    };
    const row = rows.find((one) => cell(one, 1) === '1') ?? '';
    const cases = cell(row, 3).split(/[,;] /);
    expect(cases).toEqual(Object.keys(lines));
    for (const one of cases) {
      const env = { EDITOR: one === 'the editor failed' ? 'false' : 'true' };
      expect((await run(lines[one] ?? [], { env })).status, one).toBe(1);
    }
    // of a copy that brings nothing it says so, which is no failure
    const same = (await run(['key', 'export'])).stdout;
    expectRun(await run(['key', 'update', '-'], { stdin: same }), { status: 0, stdout: 'nothing new\n' });
  });
});

describe('docs/packages.md', () => {
  it('names every direct dependency that is bundled, and no other', () => {
    const named = table('docs/packages.md').map((row) => cell(row, 1).replaceAll('`', ''));
    const heads = read('dist/THIRD-PARTY-LICENSES.txt').matchAll(/^={78}\n(\S+) (\S+) \(/gm);
    const { devDependencies } = JSON.parse(read('package.json'));
    // one that another package has brought in its own version is not ours
    const direct = [...heads].filter(([, name = '', version]) => devDependencies[name] === version);
    expect(named.sort()).toEqual(direct.map(([, name]) => name).sort());
  });
});

const posix = process.platform === 'win32' ? describe.skip : describe;
posix('the examples of README’s table', () => {
  let vendor: TestVendor;
  beforeAll(async () => {
    vendor = await makeVendor();
  });

  it.each(table('README.md').map((row) => cell(row, 3).replaceAll('`', '')))('%s', async (line) => {
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
    // what stands in a fenced block is run by documents.full.test.ts
    const lines = [...read(path).matchAll(/(?:^ {4}|`)(codeship-sec [^`\n]*)/gm)].map(
      ([, line = '']) => line,
    );
    for (const line of lines.filter((one) => !/ COMMAND|…|\[/.test(one))) {
      expect(usageError(line.trim().replace(/ [<>] \S+$/, '')), line).toBeUndefined();
    }
  });

  it('docs/security-model.md names tests that there are', () => {
    const named = [...read('docs/security-model.md').matchAll(/`((?:[a-z]+\/)+[\w.-]+)`/g)].map(
      ([, one = '']) => one,
    );
    const tests = named.filter((one) => !/\.(json|md)$/.test(one));
    expect(tests.length).toBeGreaterThan(30);
    for (const one of tests) expect(existsSync(join(root, 'test', `${one}.test.ts`)), one).toBe(true);
  });

  it.each(documents)('%s: every script of npm that it names is there', (path) => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const [, name = ''] of read(path).matchAll(/\bnpm (?:run (?:--\S+ )?([\w:]+)|test\b)/g)) {
      expect(Object.keys(scripts)).toContain(name || 'test');
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
