import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, launcher, run, scrubbed } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

// Which files encrypt may read and write at once: a slip must cost nobody a key.

let vendor: TestVendor;
let keys: Record<'me.key' | 'me.asc' | 'phrase', string>;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  const made = await generateKey({
    ...{ type: 'ecc', userIDs: [{ name: 'Reporter' }], passphrase: 'sesame' },
    format: 'armored',
  });
  keys = { 'me.key': made.privateKey, 'me.asc': made.publicKey, phrase: 'sesame\n' };
});

beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report'), 'the report');
  for (const [name, content] of Object.entries(keys)) writeFileSync(join(cwd, name), content);
});

const args = (...more: string[]) => ['encrypt', '--bundle', vendor.dir, ...more];
const encrypt = (...more: string[]) => run(args(...more), { cwd });
const KEYS = ['--sign-with', 'me.key', '--passphrase-file', 'phrase', '--encrypt-to-self', 'me.asc'];
const shell = (script: string) =>
  spawnSync('sh', ['-c', script, 'sh', process.execPath, launcher, ...args()], {
    ...{ cwd, env: scrubbed(), encoding: 'utf8' },
  });
const names = () => readdirSync(cwd).sort();
/** Making links takes a privilege on Windows. */
const posix = it.skipIf(process.platform === 'win32');

describe('an output that is read as well', () => {
  posix.each(['me.key', 'phrase', 'me.asc'] as const)(
    '%s: 59 with --force too, and untouched',
    async (name) => {
      linkSync(join(cwd, name), join(cwd, 'hard'));
      symlinkSync(name, join(cwd, 'soft'));
      for (const output of [name, 'hard', 'soft', `../${cwd.split(/[\\/]/).at(-1)}/${name}`]) {
        expectRun(await encrypt('report', ...KEYS, '-o', output, '-f'), {
          status: 59,
          stdout: '',
          stderr: /same file as an input\n.*hint: codeship-sec encrypt /,
        });
      }
      expect(readFileSync(join(cwd, name), 'utf8')).toBe(keys[name]);
    },
  );

  it('the output that a report’s own name gives: the same', async () => {
    linkSync(join(cwd, 'me.key'), join(cwd, 'report.asc'));
    expectRun(await encrypt('report', ...KEYS, '-f'), { status: 59, stdout: '', stderr: /same file/ });
    expect(readFileSync(join(cwd, 'me.key'), 'utf8')).toBe(keys['me.key']);
  });

  it.each(['bundle.json', 'page.md', 'vendor.asc'])('%s of the bundle: 59 for each command', async (name) => {
    const path = join(vendor.dir, name);
    const before = readFileSync(path, 'utf8');
    writeFileSync(join(cwd, 'signed'), await signed());
    for (const line of [
      ['encrypt', 'report'],
      ['key', 'export'],
      ['verify', 'signed'],
      ['verify', 'report'],
    ]) {
      const result = await run([...line, '--bundle', vendor.dir, '-o', path, '-f'], { cwd });
      expectRun(result, { status: 59, stdout: '', stderr: /same file as an input/ });
    }
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('the copy that key update stored: 59', async () => {
    const env = { XDG_DATA_HOME: join(cwd, 'data') };
    const folder = join(cwd, 'data', 'codeship-sec', 'certificates');
    const stored = join(folder, `${vendor.fingerprint.toLowerCase()}.pgp`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(stored, vendor.privateKey.toPublic().write());
    const before = readFileSync(stored);
    for (const line of [
      ['encrypt', 'report'],
      ['key', 'export'],
    ]) {
      const result = await run([...line, '--bundle', vendor.dir, '-o', stored, '-f'], { cwd, env });
      expectRun(result, { status: 59, stdout: '', stderr: /same file as an input/ });
    }
    expect(readFileSync(stored).equals(before)).toBe(true);
  });
});

describe('standard output that is a file which is read', () => {
  posix.each([
    ['< report >> report', 'the report'],
    ['- < report >> report', 'the report'],
    ['report -o - >> report', 'the report'],
    ['report -o - < me.asc >> hard', 'the report'],
    ['report -o - --sign-with me.key --passphrase-file phrase >> me.key', 'the report'],
    ['< report > report', ''],
    ['report -o - > report', ''],
  ])('%s: 59 before anything is written', (redirections, left) => {
    linkSync(join(cwd, 'report'), join(cwd, 'hard'));
    const { status, stderr } = shell(`"$@" ${redirections}`);
    expect({ status, stderr }).toEqual({
      status: 59,
      stderr: expect.stringMatching(
        `error: standard output is the same file as an input\n${left ? '' : '.*the shell has emptied it.*\n'}.*hint: codeship-sec encrypt .* -o FILE\n$`,
      ),
    });
    expect(readFileSync(join(cwd, 'report'), 'utf8')).toBe(left);
    expect(readFileSync(join(cwd, 'me.key'), 'utf8')).toBe(keys['me.key']);
  });

  posix('another file may be added to', () => {
    expect(shell('"$@" < report >> out').status).toBe(0);
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toMatch(/^-----BEGIN PGP MESSAGE/);
  });
});

describe('a secret in the place of the report', () => {
  posix.each(['me.key', 'phrase'])('%s, by any name or standard input: 2, nothing written', async (name) => {
    linkSync(join(cwd, name), join(cwd, 'hard'));
    symlinkSync(name, join(cwd, 'soft'));
    const before = names();
    const option = name === 'phrase' ? '--passphrase-file' : '--sign-with';
    for (const report of [name, 'hard', 'soft']) {
      expectRun(await encrypt('report', report, ...KEYS), {
        status: 2,
        stdout: '',
        stderr: new RegExp(
          `error: ${report} is the report and what ${option} reads: a secret is not sent as the report\n` +
            'codeship-sec: hint: name the report as a file of its own: codeship-sec encrypt --bundle \\S+ FILE ' +
            '--sign-with me\\.key --passphrase-file phrase --encrypt-to-self me\\.asc\n$',
        ),
      });
    }
    expect(names()).toEqual(before);
  });

  posix('standard input, when a path names it once more: 2, nothing written, and what to do', async () => {
    symlinkSync('/dev/stdin', join(cwd, 'soft'));
    for (const path of ['/dev/stdin', '/dev/fd/0', 'soft']) {
      for (const options of [
        ['--sign-with', path],
        ['--sign-with', 'me.key', '--passphrase-file', path],
        ['--encrypt-to-self', path],
      ]) {
        for (const report of [[], ['-'], ['/dev/stdin', '-o', 'out']]) {
          const result = await run(args(...report, ...options), { cwd, stdin: 'sesame\n' });
          expectRun(result, {
            status: 2,
            stdout: '',
            stderr: new RegExp(
              `is the report and what ${options.at(-2)} reads: .*\ncodeship-sec: hint: .* FILE ${options.join(' ')}\n$`,
            ),
          });
        }
      }
    }
  });

  posix('a file behind standard input: 2, and behind a pass phrase’s path too', () => {
    for (const script of [
      '"$@" --sign-with me.key < me.key',
      '"$@" --sign-with me.key --passphrase-file phrase < phrase',
      '"$@" --sign-with me.key --passphrase-file /dev/stdin < phrase',
      '"$@" --sign-with me.key --passphrase-file /dev/fd/3 3< phrase < phrase',
    ]) {
      const { status, stdout, stderr } = shell(script);
      expect({ script, status, stdout, stderr }).toMatchObject({
        ...{ script, status: 2, stdout: '', stderr: expect.stringContaining('standard input is the report') },
      });
    }
  });

  posix('standard input is free for a pass phrase when the report is a file', async () => {
    const options = ['report', '--sign-with', 'me.key', '--passphrase-file', '/dev/stdin'];
    const result = await run(args(...options), { cwd, stdin: 'sesame\n' });
    expectRun(result, { status: 0, stderr: /signed by Reporter/ });
  });

  posix('the reporter’s own certificate is none, and may be sent', async () => {
    expectRun(await encrypt('me.asc', ...KEYS, '-o', 'out'), { status: 0 });
    const { status } = shell('"$@" --encrypt-to-self me.asc < me.asc');
    expect(status).toBe(0);
  });
});

async function signed(): Promise<string> {
  const { createCleartextMessage, sign } = await import('openpgp');
  const message = await createCleartextMessage({ text: 'signed' });
  return sign({ message, signingKeys: vendor.privateKey });
}
