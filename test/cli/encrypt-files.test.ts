import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
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

describe('standard output by a path', () => {
  posix.each(['/dev/stdout', '/dev/fd/1'])('%s: as -o -, wherever it goes', async (path) => {
    for (const command of [args('report'), ['key', 'export']]) {
      const line = (redirection: string) =>
        spawnSync(
          'sh',
          ['-c', `"$@" -o ${path} ${redirection}`, 'sh', process.execPath, launcher, ...command],
          {
            ...{ cwd, env: scrubbed(), encoding: 'utf8' as const },
          },
        );
      writeFileSync(join(cwd, 'out'), 'before\n');
      expect(line('>> out')).toMatchObject({ status: 0 });
      expect(readFileSync(join(cwd, 'out'), 'utf8')).toMatch(/^before\n-----BEGIN PGP/);
      expect(line('> out')).toMatchObject({ status: 0 });
      expect(readFileSync(join(cwd, 'out'), 'utf8')).toMatch(/^-----BEGIN PGP/);
      expect(line('; echo "status $?"').stdout).toMatch(/^-----BEGIN PGP[\s\S]*status 0\n$/);
    }
    expectRun(await encrypt('report', '--json', '-o', path), { status: 2 });
  });

  posix.each(['-o -', '-o /dev/stdout', '-o /dev/fd/1'])('%s with a reader that goes away: 74', (output) => {
    const lines = shell(`truncate -s 8M big; { "$@" big -q ${output}; echo "status $?" >&2; } | true`).stderr;
    expect(lines).toMatch(
      /^codeship-sec: error: standard output was closed before all bytes.*\n.*hint: .*\nstatus 74\n$/,
    );
  });
});

async function signed(): Promise<string> {
  const { createCleartextMessage, sign } = await import('openpgp');
  const message = await createCleartextMessage({ text: 'signed' });
  return sign({ message, signingKeys: vendor.privateKey });
}
