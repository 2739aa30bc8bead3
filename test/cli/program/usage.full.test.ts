import { describe, expect, it } from 'vitest';
import { optionsOf, typedName } from '../../../src/declared/index.js';
import { allVerbs, usageError } from '../../support/program.js';
import { expectRun, run } from '../../support/run.js';

describe('a command that is not there', () => {
  it.each([
    ['shwo --help', "unknown command 'shwo'", 'codeship-sec show --help'],
    ['nonsense --help', "unknown command 'nonsense'", 'codeship-sec --help'],
    ['help nonsense', "unknown command 'nonsense'", 'codeship-sec --help'],
    ['help key exprot', "unknown command 'exprot'", 'codeship-sec key export --help'],
    [
      '--color never help sho',
      "unknown command 'sho': the one that starts so is show",
      'codeship-sec show --help',
    ],
    ['help sho', "unknown command 'sho': the one that starts so is show", 'codeship-sec show --help'],
    ['help sho --', "unknown command 'sho': the one that starts so is show", 'codeship-sec show --help'],
    ['-q key help exprot', "unknown command 'exprot'", 'codeship-sec key export --help'],
    ['key --bundle export exprot', "unknown command 'exprot'", 'codeship-sec key --bundle export export'],
    ['--json', 'a command is missing', 'codeship-sec --help'],
    ['-q', 'a command is missing', 'codeship-sec --help'],
    ['--color never', 'a command is missing', 'codeship-sec --help'],
  ])('%s: 2, and what to type instead', async (line, message, hint) => {
    const result = await run(line.split(' '));
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(`codeship-sec: error: ${message}\n`);
    expect(result.stderr).toContain(`codeship-sec: hint: ${hint}\n`);
  });
});

describe('--format json', () => {
  const json = allVerbs().filter(({ path, command }) => path.length > 0 && command.json);

  it('is taken by each command that takes --json', () => {
    for (const { path, command } of json) {
      const format = optionsOf(command).find(({ long }) => long === '--format');
      expect(format?.choices, path.join(' ')).toContain('json');
    }
    expect(json.length).toBeGreaterThan(9);
  });

  it.each(['key', 'key check', 'key fingerprint', 'key reset', 'contact', 'search ssh', 'verify'])(
    '%s: the same result as --json',
    async (line) => {
      const words = line.split(' ');
      const [one, other] = await Promise.all([
        run([...words, '--format', 'json']),
        run([...words, '--json']),
      ]);
      expect(JSON.parse(one.stdout)).toBeTruthy();
      expectRun(one, { status: other.status ?? 0, stdout: other.stdout, stderr: other.stderr });
    },
  );

  it('is not shown in help a second time, and another format is refused', async () => {
    expect((await run(['key', '--help'])).stdout).not.toContain('--format');
    expectRun(await run(['key', '--format', 'html']), {
      status: 2,
      stdout: '',
      stderr: /^codeship-sec: error: --format does not take 'html'; it takes only json\n/,
    });
    expectRun(await run(['key', 'export', '--format', 'json']), { status: 2, stderr: /has no JSON result/ });
  });
});

describe('a value for an option that takes none', () => {
  it.each([
    ['encrypt --binary=1 r.txt', '--binary', 'codeship-sec encrypt --binary r.txt'],
    ['key check --json=true', '--json', 'codeship-sec key check --json'],
    ['--quiet=yes show', '--quiet', 'codeship-sec --quiet show'],
    ['toc -q=1', '-q', 'codeship-sec toc -q'],
    ['encrypt -qf=1 r.txt', '-f', 'codeship-sec encrypt -qf r.txt'],
    ['toc --help=1', '--help', 'codeship-sec toc --help'],
  ])('%s: 2, and the line without it', async (line, flag, hint) => {
    const result = await run(line.split(' '));
    expect(result.status).toBe(2);
    expect(result.stderr).toContain(`codeship-sec: error: ${flag} takes no value\n`);
    expect(result.stderr.split('\n')[1]).toBe(`codeship-sec: hint: ${hint}`);
  });
});

describe('an empty file name', () => {
  it.each([
    [['encrypt', ''], 'encrypt'],
    [['encrypt', '', ''], 'encrypt'],
    [['encrypt', '-q', '-o', 'out', ''], 'encrypt'],
    [['verify', ''], 'verify'],
    [['verify', 'a.sig', ''], 'verify'],
    [['key', 'update', ''], 'key update'],
  ])('%j: 2', async (args, command) => {
    const stderr = `codeship-sec: error: the name of a file is empty\ncodeship-sec: hint: codeship-sec ${command} --help\n`;
    expectRun(await run(args), { status: 2, stdout: '', stderr });
  });
});

describe('an option with two values', () => {
  it.each([
    [
      'encrypt -o a r.txt --output=b',
      '--output is given twice: a and b',
      ['codeship-sec encrypt r.txt --output a', 'codeship-sec encrypt r.txt --output b'],
    ],
    [
      '--bundle x key check --bundle y',
      '--bundle is given twice: x and y',
      ['codeship-sec key check --bundle x', 'codeship-sec key check --bundle y'],
    ],
    [
      'encrypt r.txt --sign-with k --sign-with k -- -f',
      '--sign-with is given twice: k and k',
      ['codeship-sec encrypt r.txt --sign-with k -- -f'],
    ],
    ['key export -oa -ob', '--output is given twice: a and b', ['codeship-sec key export --output a']],
    ['show --format html --format json', '--format is given twice: html and json', []],
    ['--color always toc --color never', '--color is given twice: always and never', []],
  ])('%s: 2, and the line with either', async (line, message, hints) => {
    const result = await run(line.split(' '));
    expect(result.status).toBe(2);
    const [error, ...rest] = result.stderr.split('\n');
    expect(error).toBe(`codeship-sec: error: ${message}`);
    expect(rest.slice(0, hints.length)).toEqual(hints.map((hint) => `codeship-sec: hint: ${hint}`));
  });

  it('every option that takes a value refuses a second one; a flag may be repeated', async () => {
    for (const { command } of allVerbs()) {
      for (const { long, value, choices } of optionsOf(command)) {
        if (value === undefined) continue;
        const once = `${long} ${choices?.[0] ?? 'x'}`;
        const line = `${typedName(command)} ${once}`;
        expect(usageError(line) ?? '', line).not.toMatch(/given twice/);
        expect(usageError(`${line} ${once}`), line).toMatch(/given twice/);
      }
    }
    expectRun(await run(['key', 'fingerprint', '-q', '-q', '--json', '--json']), { status: 0 });
  });
});

describe('a command after --', () => {
  it.each([
    ['-- show', 'the command show stands after --, where no command is looked for', 'codeship-sec show'],
    [
      '-- show -x',
      'the command show stands after --, where no command is looked for',
      'codeship-sec show -- -x',
    ],
    ['-- sho', "unknown command 'sho': the one that starts so is show", 'codeship-sec show'],
    [
      '-q -- show 2',
      'the command show stands after --, where no command is looked for',
      'codeship-sec -q show 2',
    ],
    [
      'key -- check',
      'the command check stands after --, where no command is looked for',
      'codeship-sec key check',
    ],
    [
      'help -- show',
      'the command show stands after --, where no command is looked for',
      'codeship-sec show --help',
    ],
    ['-h key -- chekc', "unknown command 'chekc'", 'codeship-sec key check --help'],
  ])('%s: 2, and a line that works', async (line, message, hint) => {
    const result = await run(line.split(' '));
    expect(result.status).toBe(2);
    expect(result.stderr.split('\n').slice(0, 2)).toEqual([
      `codeship-sec: error: ${message}`,
      `codeship-sec: hint: ${hint}`,
    ]);
    expect(usageError(hint.replace(' -- -x', ''))).toBeUndefined();
  });
});

describe('help of a command', () => {
  it.each([
    ['help key export', 'key export --help'],
    ['--help show', 'show --help'],
    ['-h key', 'key --help'],
    ['help', '--help'],
    ['--color never help key check', 'key check --help'],
    ['--color never --help show', 'show --help'],
    ['-q help key check', 'key check --help'],
    ['-q -h key check', 'key check --help'],
    ['-qh toc', 'toc --help'],
    ['-hq toc', 'toc --help'],
    ['encrypt -hfo out', 'encrypt --help'],
    ['key help check', 'key check --help'],
    ['key --help check', 'key check --help'],
    ['help key --json check', 'key check --help'],
    ['help --', '--help'],
    ['help key --', 'key --help'],
    ['help show --', 'show --help'],
    ['--color never --help --', '--help'],
    ['help show -- 2', 'show --help'],
    ['help help', '--help'],
    ['help help help', '--help'],
    ['help help show', '--help'],
    ['-q help help show', '--help'],
    ['key help help', 'key --help'],
  ])('%s is %s', async (line, same) => {
    const [one, other] = await Promise.all([run(line.split(' ')), run(same.split(' '))]);
    expectRun(one, { status: 0, stdout: other.stdout, stderr: '' });
  });

  it.each(['help encrypt -o', '--help encrypt -qo', '-h --color'])(
    '%s: the option needs a value, and takes no other for it',
    async (line) => {
      const stderr = /^codeship-sec: error: --(output|color) needs a value\n/;
      expectRun(await run(line.split(' ')), { status: 2, stdout: '', stderr });
    },
  );

  it.each([
    ['help -x', '-x', ['--help']],
    ['help --nope', '--nope', ['--help']],
    ['help key --nope', '--nope', ['key --help']],
    ['help --colr never show', '--colr', ['help --color never show', '--help']],
    ['toc --hel', '--hel', ['toc --help']],
    ['verify --sig x', '--sig', ['verify --signature x', 'verify --help']],
  ])('%s: an unknown option', async (line, option, hints) => {
    const lines = [`error: unknown option '${option}'`, ...hints.map((hint) => `hint: codeship-sec ${hint}`)];
    const stderr = lines.map((one) => `codeship-sec: ${one}\n`).join('');
    expectRun(await run(line.split(' ')), { status: 2, stdout: '', stderr });
  });
});
