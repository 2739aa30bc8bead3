import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allVerbs } from '../../support/program.js';
import { emptyFolder, expectRun, root, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';

const { version, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

describe('the program without a command', () => {
  it('no arguments: help on stdout, 0', async () => {
    const help = await run(['--help']);
    expectRun(await run([]), { status: 0, stdout: help.stdout, stderr: '' });
    expect(help.stdout).toMatch(/^Usage: codeship-sec /);
  });

  it.each(['--version', '-V'])('%s: the version of package.json, and what it runs on', async (option) => {
    const { node } = process.versions;
    const { platform, arch } = process;
    const openpgp = devDependencies.openpgp;
    const lines = [
      `codeship-sec ${version}`,
      `Node.js ${node}`,
      `OpenPGP.js ${openpgp}`,
      `${platform} ${arch}`,
    ];
    expectRun(await run([option]), { status: 0, stdout: `${lines.join('\n')}\n`, stderr: '' });
    const result = JSON.parse((await run([option, '--json'])).stdout);
    expect(result).toEqual({ name: 'codeship-sec', version, node, openpgp, platform, arch });
    expectSchema('version', result);
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
    ['key check --strict', "unknown option '--strict': it belongs to encrypt"],
    ['web --format text', "unknown option '--format': it belongs to show, toc"],
  ])('%s: 2, what is wrong and where to look', async (line, message) => {
    const result = await run(line.split(' '));
    expectRun(result, {
      status: 2,
      stdout: '',
      stderr: /hint: codeship-sec (key |key check |key export |web )?--help\n$/,
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
      .filter(({ command }) => !command.json)
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
    const stale = ['contact', '--security-txt', '--expires', '2101-01-01'];
    expect((await run(stale)).stderr).toContain('warning: ');
    expectRun(await run([...stale, '-q']), { status: 0, stderr: '' });
  });
});
