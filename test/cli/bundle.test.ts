import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT, type FailureCode } from '../../src/errors.js';
import { emptyFolder, expectRun, root, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

let vendor: TestVendor;
let other: TestVendor;

beforeAll(async () => {
  [vendor, other] = await Promise.all([makeVendor(), makeVendor()]);
});

/** A copy of the good bundle to damage. */
function copy(): string {
  const dir = join(emptyFolder(), 'bundle');
  cpSync(vendor.dir, dir, { recursive: true });
  return dir;
}

function editManifest(dir: string, edit: (text: string) => string): void {
  const path = join(dir, 'bundle.json');
  writeFileSync(path, edit(readFileSync(path, 'utf8')));
}

const setFile = (dir: string, from: string, to: string) =>
  editManifest(dir, (text) => text.replace(JSON.stringify(from), JSON.stringify(to)));

type Damage = (dir: string) => void | Promise<void>;
const onPosix = process.platform === 'win32' ? it.skip : it;

/** Every way to break a bundle, the exit status and the words that name the place. */
const DAMAGES: [name: string, damage: Damage, code: FailureCode, words: RegExp][] = [
  ['no bundle.json', (dir) => rmSync(join(dir, 'bundle.json')), 'BAD_DATA', /bundle\.json: .*no such file/],
  ['bad JSON', (dir) => editManifest(dir, (text) => text.slice(0, -3)), 'BAD_DATA', /not valid JSON/],
  [
    'an empty manifest',
    (dir) => editManifest(dir, () => ''),
    'BAD_DATA',
    /not valid JSON: the file is empty\n.*\/bundle\.schema\.json/,
  ],
  ['a list', (dir) => editManifest(dir, () => '[]'), 'BAD_DATA', /must be a JSON object/],
  [
    'Latin-1 in the manifest',
    (dir) => writeFileSync(join(dir, 'bundle.json'), Buffer.from('{"name":"M\xfcller"}', 'latin1')),
    'BAD_DATA',
    /not valid JSON/,
  ],
  [
    'a missing field',
    (dir) => editManifest(dir, (text) => text.replace(/"address": .*\n/, '')),
    'BAD_DATA',
    /bundle\.json: contacts must name one way at least/,
  ],
  [
    'a field given twice',
    (dir) => editManifest(dir, (text) => text.replace('"fingerprint"', '"fingerprint": "0", "fingerprint"')),
    'BAD_DATA',
    /key\.fingerprint is given twice/,
  ],
  ['no page', (dir) => rmSync(join(dir, 'page.md')), 'BAD_DATA', /page\.file .*page\.md: no such file/],
  ['no certificate', (dir) => rmSync(join(dir, 'vendor.asc')), 'BAD_DATA', /key\.file .*no such file/],
  [
    'a page that is not UTF-8',
    (dir) => writeFileSync(join(dir, 'page.md'), Buffer.from([0x23, 0x20, 0xff])),
    'BAD_DATA',
    /page\.file is not UTF-8 text: page\.md/,
  ],
  [
    'a folder for a page',
    (dir) => {
      mkdirSync(join(dir, 'sub'));
      setFile(dir, 'page.md', 'sub');
    },
    'BAD_DATA',
    /page\.file is not a file: sub/,
  ],
  [
    'a page of 5 MiB',
    (dir) => writeFileSync(join(dir, 'page.md'), Buffer.alloc(5 << 20)),
    'BAD_DATA',
    /page\.file is larger than 4 MiB/,
  ],
  [
    'a certificate of 33 MiB',
    (dir) => truncateSync(join(dir, 'vendor.asc'), 33 << 20),
    'BAD_DATA',
    /key\.file is larger than 32 MiB/,
  ],
  [
    'a page outside the folder, by ..',
    (dir) => {
      writeFileSync(join(dir, '../outside.md'), '# Outside\n');
      setFile(dir, 'page.md', '../outside.md');
    },
    'BAD_DATA',
    /page\.file leaves the folder: \.\.\/outside\.md/,
  ],
  [
    'a secret key as the certificate',
    (dir) => writeFileSync(join(dir, 'vendor.asc'), vendor.secretKey),
    'BAD_DATA',
    /key\.file vendor\.asc: this is a secret key.*\n.*\n.*hint: gpg --output \S+[0-9A-F]{40}\.asc --armor --export [0-9A-F]{40}\n/,
  ],
  ['an empty certificate', (dir) => writeFileSync(join(dir, 'vendor.asc'), ''), 'BAD_DATA', /key\.file/],
  [
    'a text as certificate',
    (dir) => writeFileSync(join(dir, 'vendor.asc'), 'no key'),
    'BAD_DATA',
    /key\.file/,
  ],
  [
    'another certificate under the same name',
    (dir) => writeFileSync(join(dir, 'vendor.asc'), other.certificate),
    'PRIMARY_KEY_BAD',
    /the certificate is not the pinned one: its fingerprint is [0-9A-F]{40}, the pin is [0-9A-F]{40}/,
  ],
  [
    'a certificate whose signatures are another’s',
    async (dir) => {
      const { publicKey } = await generateKey({ type: 'ecc', userIDs: [{ name: 'x' }], format: 'object' });
      const mixed = vendor.privateKey.toPublic();
      mixed.users = publicKey.users;
      writeFileSync(join(dir, 'vendor.asc'), mixed.armor());
    },
    'BAD_DATA',
    /key\.file vendor\.asc: no self-signature of the certificate is in force/,
  ],
];

describe('a bad bundle', () => {
  it.each(DAMAGES)('%s: refused with its own error, nothing done', async (_name, damage, code, words) => {
    const dir = copy();
    await damage(dir);
    const result = await run(['contact', '--json', '--bundle', dir]);
    expectRun(result, { status: EXIT[code], stderr: words });
    expect(result.stderr).toMatch(/^codeship-sec: error: /);
    // what to do, and for all but a wrong pin a command that looks: at the folder where a file is missing, else again
    expect(result.stderr).toMatch(/\ncodeship-sec: (?!hint: codeship-sec key )/);
    const look = result.stderr.includes('no such file') ? 'ls -l' : 'codeship-sec bundle check';
    if (code === 'BAD_DATA') expect(result.stderr).toContain(`hint: ${look} ${dir}\n`);
    for (const [, path = ''] of result.stderr.matchAll(/(\/\S+) (?:is an example|has all fields)/g)) {
      expect(existsSync(path), path).toBe(true);
    }
    expectSchema('error', JSON.parse(result.stdout));
    expect(JSON.parse(result.stdout).error).toMatchObject({ code, exit: EXIT[code] });
  });

  onPosix.each([
    ['page.md', 'page.file'],
    ['vendor.asc', 'key.file'],
    ['bundle.json', 'the manifest'],
  ])('%s as a link out of the folder: 41', async (name, field) => {
    const dir = copy();
    const outside = join(dir, '..', name);
    cpSync(join(dir, name), outside);
    rmSync(join(dir, name));
    symlinkSync(outside, join(dir, name));
    expectRun(await run(['key', '--bundle', dir]), {
      status: 41,
      stdout: '',
      stderr: new RegExp(`${field} leaves the folder: ${name}`),
    });
  });

  onPosix('a FIFO as manifest is refused, not waited for', async () => {
    const dir = copy();
    rmSync(join(dir, 'bundle.json'));
    execFileSync('mkfifo', [join(dir, 'bundle.json')]);
    expectRun(await run(['key', '--bundle', dir]), { status: 41, stdout: '', stderr: /is not a file/ });
  });

  it('a missing folder, or a file in its place: 61', async () => {
    for (const dir of [join(vendor.dir, 'missing'), join(vendor.dir, 'page.md')]) {
      expectRun(await run(['key', '--bundle', dir]), { status: 61, stdout: '', stderr: /is not a folder/ });
    }
  });

  it('nothing is encrypted to a certificate in which a bit was changed', async () => {
    const dir = copy();
    const good = Buffer.from(vendor.privateKey.toPublic().write());
    for (let at = 1; at < good.length; at += Math.ceil(good.length / 12)) {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ 1;
      writeFileSync(join(dir, 'vendor.asc'), bad);
      const result = await run(['encrypt', '--bundle', dir], { stdin: 'x' });
      expect([17, 41, 103], `byte ${at}`).toContain(result.status);
      expect(result.stdout).toBe('');
    }
  });
});

describe('a good bundle in unusual clothes', () => {
  const expectGood = async (dir: string) =>
    expectRun(await run(['key', 'fingerprint', '--bundle', dir]), {
      status: 0,
      stdout: `${vendor.fingerprint}\n`,
      stderr: '',
    });

  it('a pin in lower case', async () => {
    const dir = copy();
    editManifest(dir, (text) => text.replace(vendor.fingerprint, vendor.fingerprint.toLowerCase()));
    await expectGood(dir);
  });

  it('byte order marks and CRLF in all files', async () => {
    const dir = copy();
    for (const name of readdirSync(dir)) {
      const text = readFileSync(join(dir, name), 'utf8').replace(/\r?\n/g, '\r\n');
      writeFileSync(join(dir, name), `\ufeff${text}`);
    }
    await expectGood(dir);
  });

  it('a binary certificate', async () => {
    const dir = copy();
    writeFileSync(join(dir, 'vendor.asc'), vendor.privateKey.toPublic().write());
    await expectGood(dir);
  });

  it('names that begin with two dots, comments, links within the folder', async () => {
    const dir = copy();
    cpSync(join(dir, 'page.md'), join(dir, '..page.md'));
    setFile(dir, 'page.md', '..page.md');
    editManifest(dir, (text) => text.replace('{', '{ "// note": "a comment", "$schema": "x", '));
    if (process.platform !== 'win32') {
      cpSync(join(dir, 'vendor.asc'), join(dir, 'real.asc'));
      rmSync(join(dir, 'vendor.asc'));
      symlinkSync('real.asc', join(dir, 'vendor.asc'));
    }
    await expectGood(dir);
  });

  it('is told by its own pin, and not by the program', async () => {
    const result = await run(['key', '--bundle', vendor.dir]);
    expect(result.stdout.replace(/\s+/g, ' ')).toContain("matches this bundle's own pin");
    expect(result.stdout).not.toContain('pinned in this program');
  });
});

describe('the program’s own bundle', () => {
  it('holds to the schema, and every file lies in it', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'data/bundle.json'), 'utf8'));
    expectSchema('bundle', manifest);
  });

  it('is checked as any other when a file was changed after the build', async () => {
    const installed = join(emptyFolder(), 'program');
    for (const name of ['bin', 'dist', 'data', 'package.json']) {
      cpSync(join(root, name), join(installed, name), { recursive: true });
    }
    const launch = join(installed, 'bin/codeship-sec.cjs');
    expectRun(await run(['key', 'fingerprint'], { launcher: launch }), { status: 0, stderr: '' });
    const path = join(installed, 'data/codeship.asc');
    const armored = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      armored.replace(/\n(.{20})(.)/, (_all, start, last) => `\n${start}${last === 'A' ? 'B' : 'A'}`),
    );
    const tampered = await run(['key', 'fingerprint'], { launcher: launch });
    expect([41, 103]).toContain(tampered.status);
    expect(tampered.stdout).toBe('');
    expect(tampered.stderr).toContain(
      'codeship-sec: the files of this program were changed: install it anew',
    );
    writeFileSync(path, other.certificate);
    expectRun(await run(['key', 'fingerprint'], { launcher: launch }), {
      status: 103,
      stdout: '',
      stderr: /not the pinned one/,
    });
  });
});
