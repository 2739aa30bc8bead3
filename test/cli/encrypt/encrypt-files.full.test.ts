import { spawnSync } from 'node:child_process';
import { linkSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEYS, posix, reporter } from '../../support/reporter.js';
import { expectRun, launcher, run, scrubbed } from '../../support/run.js';

// Which files encrypt may read and write at once: a slip must cost nobody a key.

const me = reporter();
const { args, encrypt, shell } = me;

describe('an output that is read as well', () => {
  posix.each(['me.key', 'phrase', 'me.asc'] as const)(
    '%s: 59 with --force too, and untouched',
    async (name) => {
      linkSync(join(me.cwd, name), join(me.cwd, 'hard'));
      symlinkSync(name, join(me.cwd, 'soft'));
      for (const output of [name, 'hard', 'soft', `../${me.cwd.split(/[\\/]/).at(-1)}/${name}`]) {
        expectRun(await encrypt('report', ...KEYS, '-o', output, '-f'), {
          status: 59,
          stdout: '',
          stderr: /same file as an input\n.*: name another output with -o\n$/,
        });
      }
      expect(readFileSync(join(me.cwd, name), 'utf8')).toBe(me.keys[name]);
    },
  );

  it('the output that a report’s own name gives: the same', async () => {
    linkSync(join(me.cwd, 'me.key'), join(me.cwd, 'report.asc'));
    expectRun(await encrypt('report', ...KEYS, '-f'), { status: 59, stdout: '', stderr: /same file/ });
    expect(readFileSync(join(me.cwd, 'me.key'), 'utf8')).toBe(me.keys['me.key']);
  });

  it.each(['bundle.json', 'page.md', 'vendor.asc'])('%s of the bundle: 59 for each command', async (name) => {
    const path = join(me.vendor.dir, name);
    const before = readFileSync(path, 'utf8');
    writeFileSync(join(me.cwd, 'signed'), await signed());
    for (const line of [
      ['encrypt', 'report'],
      ['key', 'export'],
      ['verify', 'signed'],
      ['verify', 'report'],
    ]) {
      const result = await run([...line, '--bundle', me.vendor.dir, '-o', path, '-f'], { cwd: me.cwd });
      expectRun(result, { status: 59, stdout: '', stderr: /same file as an input/ });
    }
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('the copy that key update stored: 59', async () => {
    const env = { XDG_DATA_HOME: join(me.cwd, 'data') };
    const folder = join(me.cwd, 'data', 'codeship-sec', 'certificates');
    const stored = join(folder, `${me.vendor.fingerprint.toLowerCase()}.pgp`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(stored, me.vendor.privateKey.toPublic().write());
    const before = readFileSync(stored);
    for (const line of [
      ['encrypt', 'report'],
      ['key', 'export'],
    ]) {
      const result = await run([...line, '--bundle', me.vendor.dir, '-o', stored, '-f'], {
        cwd: me.cwd,
        env,
      });
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
    linkSync(join(me.cwd, 'report'), join(me.cwd, 'hard'));
    const { status, stderr } = shell(`"$@" ${redirections}`);
    expect({ status, stderr }).toEqual({
      status: 59,
      stderr: expect.stringMatching(
        `error: standard output is the same file as an input\n${left ? '' : '.*the shell has emptied it.*\n'}.*: name another output with -o\n$`,
      ),
    });
    expect(readFileSync(join(me.cwd, 'report'), 'utf8')).toBe(left);
    expect(readFileSync(join(me.cwd, 'me.key'), 'utf8')).toBe(me.keys['me.key']);
  });

  posix('another file may be added to', () => {
    expect(shell('"$@" < report >> out').status).toBe(0);
    expect(readFileSync(join(me.cwd, 'out'), 'utf8')).toMatch(/^-----BEGIN PGP MESSAGE/);
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
            ...{ cwd: me.cwd, env: scrubbed(), encoding: 'utf8' as const },
          },
        );
      writeFileSync(join(me.cwd, 'out'), 'before\n');
      expect(line('>> out')).toMatchObject({ status: 0 });
      expect(readFileSync(join(me.cwd, 'out'), 'utf8')).toMatch(/^before\n-----BEGIN PGP/);
      expect(line('> out')).toMatchObject({ status: 0 });
      expect(readFileSync(join(me.cwd, 'out'), 'utf8')).toMatch(/^-----BEGIN PGP/);
      expect(line('; echo "status $?"').stdout).toMatch(/^-----BEGIN PGP[\s\S]*status 0\n$/);
    }
    expectRun(await encrypt('report', '--json', '-o', path), { status: 2 });
  });

  posix.each(['-o -', '-o /dev/stdout', '-o /dev/fd/1'])('%s with a reader that goes away: 74', (output) => {
    const lines = shell(`truncate -s 8M big; { "$@" big -q ${output}; echo "status $?" >&2; } | true`).stderr;
    expect(lines).toMatch(
      /^codeship-sec: error: standard output was closed before all bytes.*\ncodeship-sec: name .*\nstatus 74\n$/,
    );
  });
});

async function signed(): Promise<string> {
  const { createCleartextMessage, sign } = await import('openpgp');
  const message = await createCleartextMessage({ text: 'signed' });
  return sign({ message, signingKeys: me.vendor.privateKey });
}
