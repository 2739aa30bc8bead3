import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
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

/** What a run says to do after its error, `$ ` before a command, `DIR` for the bundle. */
async function nextOf(...args: string[]): Promise<string[]> {
  const { stderr } = await cli(...args);
  const [error, ...next] = stderr.replaceAll(vendor.dir, 'DIR').trimEnd().split('\n');
  expect(error).toMatch(/^codeship-sec: error: /);
  return next.map((line) => line.replace('codeship-sec: ', '').replace('hint: ', '$ '));
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
    expect(await nextOf('encrypt', path)).toEqual([
      'pack it first, and encrypt the archive',
      `$ ${command.replace('NAME', name)}`,
    ]);
  });

  it.each(['--sign-with', '--encrypt-to-self'])('as the file of %s: a file is asked for', async (option) => {
    expect(await nextOf('encrypt', 'report.txt', option, 'folder')).toEqual([
      `name another file with ${option}`,
    ]);
  });

  it('as the newer copy of a key, or as a message: not packed', async () => {
    for (const command of [['key', 'update'], ['verify']]) {
      expect(await nextOf(...command, 'folder')).toEqual(['name a file of it', '$ ls -l folder']);
    }
  });
});

describe('an error that the user can mend has the command that does', () => {
  const SELF = 'gpg writes yours with --armor --export and your address';
  const KEY = 'gpg writes yours with --armor --export-secret-keys and your address';
  const base = '$ codeship-sec encrypt --bundle DIR';

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
    [
      'report.txt - b.txt',
      [`${base} report.txt b.txt`, 'standard input is encrypted by itself, into what -o names'],
    ],
    [
      'report.txt b.txt -o out',
      [
        '$ codeship-sec encrypt report.txt b.txt --bundle DIR',
        'or pack them, and encrypt the archive',
        '$ tar -czf report.tar.gz report.txt b.txt',
      ],
    ],
    ['b.txt /dev/stdin', ['encrypt /dev/stdin by itself, and name another output with -o']],
    [`report.txt --set-filename ${'n'.repeat(256)}`, ['$ codeship-sec encrypt report.txt --bundle DIR']],
    ['report.txt/x/y', ['$ ls -ld report.txt']],
    ['no/such/report.txt', ['the folder no/such cannot be read, or is not there either']],
    [`${'n'.repeat(256)}`, ['$ ls -ld .']],
    ['report.txt --encrypt-to-self my.key', [SELF]],
    ['report.txt --encrypt-to-self b.txt', [SELF]],
    ['report.txt --encrypt-to-self -', ['name another file with --encrypt-to-self']],
    ['report.txt --sign-with b.txt', [KEY]],
    ['report.txt --sign-with my.key --passphrase-file phrase', ['name another file with --passphrase-file']],
    [
      'report.txt --sign-with my.key --passphrase-file latin',
      ['save it as UTF-8 text', 'name another file with --passphrase-file'],
    ],
    ['report.txt --sign-with my.key --passphrase-file large', ['name another file with --passphrase-file']],
    ['report.txt --sign-with large', [KEY]],
    ['report.txt --encrypt-to-self large', [SELF]],
    [
      'report.txt --sign-with my.key',
      ['a file that only you can read may hold the pass phrase: name it with --passphrase-file'],
    ],
  ])('encrypt %s', async (line, hints) => {
    expect(await nextOf('encrypt', ...line.split(' '))).toEqual(hints);
  });

  it('key update: where the right key is to be had', async () => {
    const other = await makeVendor({ type: 'ecc' });
    writeFileSync(join(cwd, 'other.asc'), other.certificate);
    writeFileSync(join(cwd, 'huge'), '');
    truncateSync(join(cwd, 'huge'), 33 << 20);
    const exported = [
      'where your keyring has it, gpg writes it',
      `$ gpg --output newer.asc --armor --export ${vendor.fingerprint}`,
    ];
    expect(await nextOf('key', 'update', 'report.txt')).toEqual(exported);
    expect(await nextOf('key', 'update', 'huge')).toEqual(exported);
    const { stderr } = await cli('key', 'update', 'huge');
    expect(stderr).toMatch(/^codeship-sec: error: huge is larger than 33554432 bytes\n/);
    expect(await nextOf('key', 'update', 'other.asc')).toEqual([
      'one key is taken, and no other',
      '$ codeship-sec key fingerprint --bundle DIR',
    ]);
    expectRun(await run(['key', 'update', 'report.txt'], { cwd }), {
      status: 41,
      stdout: '',
      stderr:
        /error: report\.txt: .*\n.*: the vendor's own copy: https:.*codeship\.asc\n.*\n.*gpg --output newer\.asc --armor --export BF84/,
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
    expect(missing.stderr).toContain('nothing in -d has a name like it\n');
  });
});
