import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;
beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
});
beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report.txt'), 'the report');
  mkdirSync(join(cwd, 'folder'));
});

const cli = (...args: string[]) => run([...args, '--bundle', vendor.dir], { cwd });

/** The hints of a run, `DIR` for the bundle. */
async function hintsOf(...args: string[]): Promise<string[]> {
  const { stderr } = await cli(...args);
  const hints = stderr.split('\n').filter((line) => line.startsWith('codeship-sec: hint: '));
  return hints.map((line) => line.slice('codeship-sec: hint: '.length).replace(vendor.dir, 'DIR'));
}

describe('a folder', () => {
  it.each([
    ['folder', 'tar -czf folder.tar.gz folder'],
    ['folder/', 'tar -czf folder.tar.gz folder/'],
    ['./folder', 'tar -czf folder.tar.gz ./folder'],
    ['folder/.', 'tar -czf folder.tar.gz folder/.'],
    ['.', 'tar -czf ../NAME.tar.gz .'],
    ['folder/..', 'tar -czf ../NAME.tar.gz folder/..'],
  ])('as FILE %s: the command that packs it, beside it', async (path, command) => {
    const name = basename(cwd);
    expect(await hintsOf('encrypt', path)).toEqual([`pack it first: ${command.replace('NAME', name)}`]);
  });

  it.each(['--sign-with', '--encrypt-to-self'])('as the file of %s: a file is asked for', async (option) => {
    expect(await hintsOf('encrypt', 'report.txt', option, 'folder')).toEqual([
      `codeship-sec encrypt report.txt --bundle DIR ${option} FILE`,
    ]);
  });

  it('as the newer copy of a key, or as a message: not packed', async () => {
    for (const command of [['key', 'update'], ['verify']]) {
      expect(await hintsOf(...command, 'folder')).toEqual(['name a file of it: ls -l folder']);
    }
  });
});

describe('an error that the user can mend has the command that does', () => {
  const SELF = 'gpg --export --armor YOUR-ADDRESS > my-certificate.asc';
  const KEY = 'gpg --export-secret-keys --armor YOUR-ADDRESS > my-key.asc';
  const base = 'codeship-sec encrypt --bundle DIR';

  beforeEach(async () => {
    writeFileSync(join(cwd, 'b.txt'), 'b');
    writeFileSync(join(cwd, 'phrase'), 'wrong');
    writeFileSync(join(cwd, 'large'), Buffer.alloc((4 << 20) + 1));
    writeFileSync(join(cwd, 'latin'), Buffer.from('gr\xfc\xdfe', 'latin1'));
    const options = { type: 'ecc' as const, userIDs: [{ name: 'Me' }], format: 'armored' as const };
    writeFileSync(join(cwd, 'my.key'), (await generateKey({ ...options, passphrase: 'right' })).privateKey);
  });

  it.each<[string, string[]]>([
    ['report.txt b.txt ./report.txt', [`${base} report.txt b.txt`]],
    ['report.txt - b.txt', [`${base} report.txt b.txt`, `${base} -o FILE -`]],
    [
      'report.txt b.txt -o out',
      [
        'codeship-sec encrypt report.txt b.txt --bundle DIR',
        'as one file: tar -czf report.tar.gz report.txt b.txt',
      ],
    ],
    ['b.txt /dev/stdin', [`by itself: ${base} -o FILE /dev/stdin`]],
    [
      `report.txt --set-filename ${'n'.repeat(256)}`,
      ['codeship-sec encrypt report.txt --bundle DIR --set-filename NAME'],
    ],
    ['report.txt/x', ['look at what it is and who may read it: ls -ld report.txt/x']],
    ['report.txt --encrypt-to-self my.key', [SELF]],
    ['report.txt --encrypt-to-self b.txt', [SELF]],
    [
      'report.txt --encrypt-to-self -',
      ['codeship-sec encrypt report.txt --bundle DIR --encrypt-to-self FILE'],
    ],
    ['report.txt --sign-with b.txt', [KEY]],
    [
      'report.txt --sign-with my.key --passphrase-file phrase',
      ['codeship-sec encrypt report.txt --sign-with my.key --bundle DIR --passphrase-file FILE'],
    ],
    [
      'report.txt --sign-with my.key --passphrase-file latin',
      [
        'file latin',
        'codeship-sec encrypt report.txt --sign-with my.key --bundle DIR --passphrase-file FILE',
      ],
    ],
    [
      'report.txt --sign-with my.key --passphrase-file large',
      ['codeship-sec encrypt report.txt --sign-with my.key --bundle DIR --passphrase-file FILE'],
    ],
    ['report.txt --sign-with large', [KEY]],
    ['report.txt --encrypt-to-self large', [SELF]],
    [
      'report.txt --sign-with my.key',
      [
        'the pass phrase may lie in a file that only you can read: chmod 600 FILE',
        'codeship-sec encrypt report.txt --sign-with my.key --bundle DIR --passphrase-file FILE',
      ],
    ],
  ])('encrypt %s', async (line, hints) => {
    expect(await hintsOf('encrypt', ...line.split(' '))).toEqual(hints);
  });

  it('key update: where the right key is to be had', async () => {
    const other = await makeVendor({ type: 'ecc' });
    writeFileSync(join(cwd, 'other.asc'), other.certificate);
    writeFileSync(join(cwd, 'two.asc'), vendor.certificate + other.certificate);
    const exported = `from your keyring: gpg --armor --export ${vendor.fingerprint} > newer.asc`;
    expect(await hintsOf('key', 'update', 'report.txt')).toEqual([exported]);
    expect(await hintsOf('key', 'update', 'two.asc')).toEqual([exported]);
    expect(await hintsOf('key', 'update', 'large')).toEqual([exported]);
    const { stderr } = await cli('key', 'update', 'large');
    expect(stderr).toMatch(/^codeship-sec: error: large is larger than 4194304 bytes\n/);
    expect(await hintsOf('key', 'update', 'other.asc')).toEqual([
      'this key is taken, and no other: codeship-sec key fingerprint --bundle DIR',
    ]);
    expectRun(await run(['key', 'update', 'report.txt'], { cwd }), {
      status: 41,
      stdout: '',
      stderr:
        /error: report\.txt: .*\n.*hint: the vendor's own copy: https:.*codeship\.asc\n.*gpg --armor --export BF84/,
    });
  });
});

describe('a name that looks like an option', () => {
  it('is hinted with ./ in front, where there is such a file', async () => {
    writeFileSync(join(cwd, '-dash.txt'), 'x');
    writeFileSync(join(cwd, '-fx'), 'x');
    for (const name of ['-dash.txt', '-fx']) {
      const result = await cli('encrypt', name);
      expectRun(result, { status: 2, stdout: '' });
      const hint = `codeship-sec encrypt ./${name} --bundle ${vendor.dir}`;
      expect(result.stderr.split('\n')[1]).toBe(`codeship-sec: hint: ${hint}`);
    }
    expectRun(await cli('encrypt', './-dash.txt'), { status: 0 });
  });

  it('is guarded in hints for other programs', async () => {
    mkdirSync(join(cwd, '-d'));
    const result = await run(['encrypt', '--', '-d'], { cwd });
    expect(result.stderr).toContain('tar -czf ./-d.tar.gz ./-d\n');
    const missing = await run(['encrypt', '--', '-d/none'], { cwd });
    expect(missing.stderr).toContain('look for it: ls -l ./-d\n');
  });
});
