import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allVerbs } from '../support/program.js';
import { emptyFolder, expectRun, launcher, root, run, scrubbed } from '../support/run.js';
import { expectSchema } from '../support/schema.js';

const posix = process.platform === 'win32' ? describe.skip : describe;
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the program without a command', () => {
  it('no arguments: help on stdout, 0', async () => {
    const help = await run(['--help']);
    expectRun(await run([]), { status: 0, stdout: help.stdout, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: codeship-sec /);
  });

  it.each(['--version', '-V'])('%s: the version of package.json', async (option) => {
    expectRun(await run([option]), { status: 0, stdout: `${version}\n`, stderr: '' });
  });

  it('help COMMAND: the help of the command', async () => {
    const help = await run(['key', 'export', '--help']);
    expectRun(await run(['help', 'key']), { status: 0, stdout: /^Usage: codeship-sec key / });
    expectRun(await run(['key', 'help', 'export']), { status: 0, stdout: help.stdout, stderr: '' });
  });
});

describe('a mistyped line', () => {
  it.each([
    ['kye', 'codeship-sec key'],
    ['kye check --json', 'codeship-sec key check --json'],
    ['key exprot', 'codeship-sec key export'],
    ['key exprot -o out.asc', 'codeship-sec key export -o out.asc'],
    ['key FINGERPRINT', 'codeship-sec key fingerprint'],
    ['key help exprot', 'codeship-sec key export --help'],
    ['key --jsn', 'codeship-sec key --json'],
    ['key --colour never', 'codeship-sec key --color never'],
    ['key --colr=never', 'codeship-sec key --color=never'],
    ['contact --securitytxt', 'codeship-sec contact --security-txt'],
    ['help contct', 'codeship-sec contact --help'],
  ])('%s: 2, and %s is suggested', async (line, corrected) => {
    const result = await run(line.split(' '));
    expect(result.status).toBe(2);
    expect(result.stderr.split('\n').at(1)).toBe(`codeship-sec: hint: ${corrected}`);
  });

  it.each([
    [['key', '--bundle='], 'key'],
    [['--bundle', '', 'show'], 'show'],
    [['toc', '--width', ''], 'toc'],
    [['key', 'export', '-o', ''], 'key export'],
    [['encrypt', '--sign-with=', 'x'], 'encrypt'],
    [['verify', '--signature', '', 'x'], 'verify'],
  ])('%j: an empty value is named as such', async (args, name) => {
    const option = args
      .find((arg) => arg.startsWith('-'))
      ?.replace('=', '')
      .replace(/^-o$/, '--output');
    expectRun(await run(args), {
      status: 2,
      stdout: '',
      stderr:
        `codeship-sec: error: the option ${option} has an empty value\n` +
        `codeship-sec: hint: codeship-sec ${name} --help\n`,
    });
  });

  it.each([
    ['nonsense', "unknown command 'nonsense'"],
    ['key nonsense', "unknown command 'nonsense'"],
    ['key export somewhere', "key export takes no argument, and there is 'somewhere'"],
    ['key --color', '--color needs a value'],
    ['key --color pink', "--color does not take 'pink'; it is one of auto, always, never"],
    ['--nonsense', "unknown option '--nonsense'"],
    ['key -x', "unknown option '-x'"],
    ['key check --strict', "unknown option '--strict'"],
  ])('%s: 2, what is wrong and where to look', async (line, message) => {
    const result = await run(line.split(' '));
    expectRun(result, {
      status: 2,
      stdout: '',
      stderr: /hint: codeship-sec (key |key check |key export )?--help\n$/,
    });
    expect(result.stderr.split('\n')[0]).toBe(`codeship-sec: error: ${message}`);
  });

  it('under --json (or --format json) is one JSON document on stdout as well', async () => {
    for (const args of [
      ['--json', 'kye'],
      ['key', '--json', 'exprot'],
      ['key', '--color', 'pink', '--json'],
      ['key', '--format', 'json', '--nonsense'],
      ['key', '--format=json', '--nonsense'],
    ]) {
      const result = await run(args);
      expect(result.status).toBe(2);
      const document = JSON.parse(result.stdout);
      expectSchema('error', document);
      expect(document.error.code).toBe('USAGE');
      expect(result.stderr).toMatch(/^codeship-sec: error: /);
    }
  });

  it.each(
    allVerbs()
      .filter(
        ({ path, command }) => path.length > 0 && !command.options.some(({ long }) => long === '--json'),
      )
      .map(({ path }) => path.join(' ')),
  )('%s has no JSON result and says so, wherever --json stands: 2', async (name) => {
    for (const args of [
      [...name.split(' '), '--json'],
      ['--json', ...name.split(' ')],
    ]) {
      const result = await run(args);
      expect(result.status).toBe(2);
      expectSchema('error', JSON.parse(result.stdout));
    }
  });

  it('what stands after -- is no option', async () => {
    const result = await run(['key', '--', '--json']);
    expectRun(result, { status: 2, stdout: '' });
  });
});

describe('colour', () => {
  const ESC = '\u001b[';
  /** Of every command whose text has any: one rule for all, and for messages. */
  const colored = async (args: string[], env: Record<string, string>) => {
    const lines = [['key'], ['contact'], ['show', '4'], ['toc'], ['search', 'heroku']];
    const results = await Promise.all([
      ...lines.map((line) => run([...line, ...args], { env })),
      run(['show', 'zzz', ...args], { env }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([...lines.map(() => 0), 1]);
    const found = new Set(results.map(({ stdout, stderr }) => (stdout + stderr).includes(ESC)));
    expect(found.size, 'all commands agree').toBe(1);
    return found.has(true);
  };

  it.each([
    [[], {}, false],
    [[], { FORCE_COLOR: '1' }, true],
    [[], { FORCE_COLOR: '0' }, false],
    [[], { FORCE_COLOR: '' }, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [[], { FORCE_COLOR: '1', NO_COLOR: '' }, true],
    [[], { FORCE_COLOR: '1', TERM: 'dumb' }, true],
    [[], { TERM: 'dumb' }, false],
    [['--color', 'auto'], { FORCE_COLOR: '1' }, true],
    [['--color', 'never'], { FORCE_COLOR: '1' }, false],
    [['--color', 'always'], {}, true],
    [['--color', 'always'], { NO_COLOR: '1', FORCE_COLOR: '0', TERM: 'dumb' }, true],
    [['--color=always'], { NO_COLOR: '1' }, true],
    [[], { ACCESSIBLE: '1', FORCE_COLOR: '1' }, false],
    [['--color', 'always'], { ACCESSIBLE: '1' }, true],
    [[], { ACCESSIBLE: '0', FORCE_COLOR: '1' }, true],
  ] as [string[], Record<string, string>, boolean][])('%j with %j: %s', async (args, env, expected) => {
    expect(await colored(args, env)).toBe(expected);
  });

  it('also of messages, also of usage errors', async () => {
    for (const args of [
      ['nonsense', '--color', 'always'],
      ['key', '--bundle', 'missing', '--color', 'always'],
    ]) {
      expect((await run(args)).stderr).toContain(`${ESC}31merror:`);
    }
    expect((await run(['nonsense'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr).not.toContain(ESC);
  });

  it('only the sixteen named colours, bold, dim and underline', async () => {
    for (const args of [['key'], ['contact'], ['nonsense']]) {
      const { stdout, stderr } = await run([...args, '--color', 'always']);
      for (const [, codes = ''] of `${stdout}${stderr}`.matchAll(/\u001b\[([0-9;]*)m/g)) {
        for (const code of codes.split(';'))
          expect(code).toMatch(/^(0|[124]|2[2-9]|3[0-79]|4[0-79]|9[0-7]|10[0-7])?$/);
      }
    }
  });
});

describe('--quiet', () => {
  it('leaves results, errors and their hints, and no other message', async () => {
    const cwd = emptyFolder();
    expectRun(await run(['key', 'export', '-o', 'a', '-q'], { cwd }), { status: 0, stdout: '', stderr: '' });
    expectRun(await run(['--quiet', 'key', 'fingerprint']), {
      status: 0,
      stdout: /^[0-9A-F]{40}\n$/,
      stderr: '',
    });
    const error = await run(['key', 'export', '-o', 'a', '--quiet'], { cwd });
    expectRun(error, { status: 59, stderr: /error: .*\n.*hint: / });
    const stale = ['contact', '--security-txt', '--expires', '2001-01-01'];
    expect((await run(stale)).stderr).toContain('warning: ');
    expectRun(await run([...stale, '-q']), { status: 0, stderr: '' });
  });
});

posix('a reader that goes away', () => {
  /** `codeship-sec … | true`, and the status of the left side. */
  const intoNothing = (args: string[]) =>
    new Promise<{ status: number | null; stderr: string }>((resolve) => {
      const line = `{ sleep 0.2; "$0" "$@"; echo "status $?" >&2; } | true`;
      const child = spawn('sh', ['-c', line, process.execPath, launcher, ...args], { env: scrubbed() });
      child.stdin.end('a report');
      let text = '';
      child.stderr.on('data', (part) => {
        text += part;
      });
      child.on('close', () => {
        const [, stderr = '', status] = /^([\s\S]*)status (\d+)\n$/.exec(text) ?? [];
        resolve({ status: Number(status), stderr });
      });
    });

  it.each([
    ['show'],
    ['show', '--format', 'html'],
    ['toc'],
    ['search', 'key'],
    ['key'],
    ['contact'],
    ['--help'],
    ['key', '--json'],
    ['--version'],
  ])('%s: 0 and silence', async (...args) => {
    expect(await intoNothing(args)).toEqual({ status: 0, stderr: '' });
  });

  it('74 where the bytes are the point', async () => {
    for (const args of [['key', 'export'], ['key', 'export', '--binary'], ['encrypt']]) {
      expect(await intoNothing(args)).toEqual({
        status: 74,
        stderr: expect.stringMatching(
          /error: standard output was closed before .*\n.*hint: codeship-sec (key export|encrypt).* -o FILE/,
        ),
      });
    }
  });
});

describe('nothing happens unasked', () => {
  it('no file appears in the home folder or the current one', async () => {
    const [home, cwd] = [emptyFolder(), emptyFolder()];
    const env = {
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
    };
    for (const args of [
      [],
      ['key'],
      ['key', 'check'],
      ['key', 'export'],
      ['contact', '--json'],
      ['nonsense'],
      ['show'],
      ['toc', '--json'],
      ['search', 'key'],
      ['encrypt'],
      ['verify'],
      ['completion', 'bash'],
    ]) {
      await run(args, { cwd, env });
    }
    expect(readdirSync(home)).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('the network trap of these tests springs', () => {
    const trap = join(root, 'test/support/no-network.cjs');
    const script = "require('node:net').connect(7777, '127.0.0.1')";
    for (const code of [
      script,
      "fetch('http://127.0.0.1:7777')",
      "require('node:dns').resolve('x.invalid', () => {})",
    ]) {
      const child = spawnSync(process.execPath, ['--require', trap, '-e', code]);
      expect(child.stderr.toString()).toContain('NETWORK USED');
      expect(child.status).toBe(99);
    }
  });

  it('no source file names a module of the network', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const text = readFileSync(join(root, 'src', name), 'utf8');
      expect(text, name).not.toMatch(/from 'node:(net|http|https|http2|tls|dgram|dns)['/]|\bfetch\(/);
    }
  });
});

describe('a fault of the program', () => {
  // a Node.js without a function that the program calls
  const fault = { NODE_OPTIONS: `--require ${join(root, 'test/support/fault.cjs')}` };

  it('70, a sentence, how to report it, and no stack trace', async () => {
    const result = await run(['key'], { env: fault });
    expectRun(result, {
      status: 70,
      stdout: '',
      stderr:
        /^codeship-sec: error: this is a fault of the program: planted\ncodeship-sec: hint: .*CODESHIP_SEC_DEBUG=1.*\n$/,
    });
    const json = await run(['key', '--json'], { env: fault });
    expectSchema('error', JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout).error).toMatchObject({ code: 'INTERNAL', exit: 70 });
  });

  it('the trace with CODESHIP_SEC_DEBUG=1 alone, causes too', async () => {
    expect((await run(['key'], { env: { ...fault, CODESHIP_SEC_DEBUG: '1' } })).stderr).toMatch(/\n {4}at /);
    for (const debug of ['0', '']) {
      expect((await run(['key'], { env: { ...fault, CODESHIP_SEC_DEBUG: debug } })).stderr).not.toMatch(
        /\n {4}at /,
      );
    }
    const cause = await run(['key', '--bundle', 'missing'], { env: { CODESHIP_SEC_DEBUG: '1' } });
    expectRun(cause, { status: 61, stderr: /\n {4}at / });
  });
});
