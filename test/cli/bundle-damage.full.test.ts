import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const WRITE = 'Write to security@example.com.';

let vendor: TestVendor;
let other: TestVendor;
let expired: TestVendor;

beforeAll(async () => {
  const past = { type: 'ecc' as const, date: new Date('2024-01-01T00:00:00Z'), keyExpirationTime: 86_400 };
  [vendor, other, expired] = await Promise.all([
    makeVendor({ type: 'ecc' }),
    makeVendor({ type: 'ecc', userIDs: [{ name: 'Releases', email: 'releases@example.com' }] }),
    makeVendor(past as never),
  ]);
});

/** A project with these files, and no others. */
function project(files: Record<string, string>): string {
  const dir = emptyFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  return dir;
}
const init = (cwd: string, ...args: string[]) => run(['bundle', 'init', 'acme', ...args], { cwd });
const check = (cwd: string) => run(['bundle', 'check', 'acme'], { cwd });
const manifestIn = (cwd: string) => JSON.parse(readFileSync(join(cwd, 'acme/bundle.json'), 'utf8'));

const withoutEnd = (armor: string) => armor.replace(/-----END.*\n*/, '');
const withoutLines = (armor: string) => armor.replace(/(?:.+\n){3}(?=-----END)/, '');
const CUT_OFF = 'the certificate is cut off: its last line, with END PGP, is missing';

describe('a key that cannot be read', () => {
  it.each<[string, (armor: string) => string, string, number]>([
    ['without its end', withoutEnd, CUT_OFF, 5],
    ['without lines of it', withoutLines, 'its data ends in the middle of a packet', 5],
    [
      'without its beginning',
      (armor) => armor.slice(armor.indexOf('\n')),
      'its first line, with BEGIN PGP',
      0,
    ],
    ['joined into one line', (armor) => armor.replaceAll('\n', ' '), 'were joined into one', 5],
    ['with dashes', (armor) => armor.replaceAll('-----', '\u2014\u2013'), 'hyphens around BEGIN PGP', 5],
    ['with another character', (armor) => armor.replace(/\n\n..../, '\n\n*?!&'), 'is damaged', 5],
    ['of which nothing verifies', flipped, 'none of its self-signatures verifies', 5],
  ])('on the page, %s: init warns with the line, check says wrong', async (_name, damage, cause, line) => {
    const page = `# Acme\n\n${WRITE}\n\n${damage(vendor.certificate)}\n`;
    const cwd = project({ 'SECURITY.md': page });
    const at = line || page.split('\n').findIndex((one) => one.startsWith('-----END')) + 1;
    const made = await init(cwd);
    expectRun(made, { status: 0, stdout: '', stderr: /: 0 keys, 1 contact\n/ });
    expect(made.stderr).toMatch(new RegExp(`warning: SECURITY\\.md:${at}: .*${cause}`));
    const checked = await check(cwd);
    expect(checked.stdout).toMatch(
      new RegExp(`^wrong: SECURITY\\.md:${at}: .*${cause}.*page-key-damaged`, 'm'),
    );
    expect(checked.status).toBe(41);
    const contact = await run(['contact', '--bundle', 'acme'], { cwd });
    expect(contact.stdout).not.toContain('publishes no OpenPGP key');
  });

  it('in a file that the page links to: named, and its place stays open', async () => {
    const page = `# Acme\n\n${WRITE}\n\n[our key](security.asc)\n`;
    const cwd = project({ 'SECURITY.md': page, 'security.asc': withoutEnd(vendor.certificate) });
    expectRun(await init(cwd), { status: 0, stderr: new RegExp(`warning: security\\.asc:1: ${CUT_OFF}\n`) });
    expectRun(await check(cwd), { status: 41, stdout: /^wrong: key: .*key-to-fill-in/m });
  });

  it('a file that the page links to and that is missing', async () => {
    const cwd = project({ 'SECURITY.md': `# Acme\n\n${WRITE}\n\n[our key](security.asc)\n` });
    expectRun(await init(cwd), {
      status: 0,
      stderr: /warning: SECURITY\.md:5: the link leads to no file: security\.asc: /,
    });
    expectRun(await check(cwd), { status: 41, stdout: /^wrong: key: /m });
  });

  it.each([['by a link'], ['with --key', '--key', 'KEYS']])(
    'takes no other with it: %s',
    async (_name, ...args) => {
      const page = `# Acme\n\n${WRITE}\n\n${vendor.fingerprint}, [KEYS](KEYS)\n`;
      const first = `Keys\n\n${vendor.certificate}\n`;
      const cwd = project({ 'SECURITY.md': page, KEYS: first + withoutEnd(other.certificate) });
      const made = await init(cwd, ...args);
      const line = first.split('\n').length;
      expectRun(made, { status: 0, stderr: new RegExp(`: 1 key, 1 contact\n.*KEYS:${line}: ${CUT_OFF}\n`) });
      expectRun(await check(cwd), { status: 0, stdout: /good: acme/ });
    },
  );

  it('a page that names a key that nothing holds: no command says that there is none', async () => {
    const cwd = project({ 'SECURITY.md': `# Acme\n\n${WRITE}\n\nPGP: ${vendor.fingerprint}\n` });
    await init(cwd);
    const missing = 'page speaks of an OpenPGP key, and the bundle has none';
    const answers = [
      [17, `error: Acme's ${missing}\n`, 'encrypt'],
      [17, `no-encryption-key: Acme's ${missing}\n`, 'key', 'check'],
      [0, `\nKey +none: the vendor's ${missing}\n`, 'contact'],
      [0, `warning: Acme's ${missing}: nothing can be encrypted with the file\n`, 'web'],
      [0, `<p>Acme&#39;s ${missing}, so nothing can be encrypted here.</p>`, 'web'],
    ] as const;
    for (const [status, words, ...args] of answers) {
      const result = await run([...args, '--bundle', 'acme'], { cwd, stdin: 'x' });
      expect(result.status).toBe(status);
      expect(result.stderr + result.stdout).toMatch(new RegExp(words));
      expect(result.stdout).not.toContain('publishes no OpenPGP key');
    }
    const manifest = join(cwd, 'acme', 'bundle.json');
    const { '// key': _, ...without } = JSON.parse(readFileSync(manifest, 'utf8'));
    writeFileSync(manifest, JSON.stringify(without));
    expect((await check(cwd)).stdout).toMatch(
      new RegExp(`^doubtful: keys: the vendor's ${missing}: .*\\(no-key\\)$`, 'm'),
    );
  });
});

/** With one bit of its self-signature that is another. */
function flipped(armor: string): string {
  const [head = '', body = '', tail = ''] = armor.split(/(?<=\n\n)|(?=\n-----END)/);
  const bytes = Buffer.from(body.replace(/\n/g, '').replace(/=....$/, ''), 'base64');
  // the issuer's number of the primary key: all that it signed is another's
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  return `${head}${bytes.toString('base64').replace(/(.{64})/g, '$1\n')}${tail}`;
}

describe('a fingerprint on the page', () => {
  it('that is not the key: a warning with its line, and 103', async () => {
    const slip = vendor.fingerprint.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    const cwd = project({ 'SECURITY.md': `# Acme\n\n${WRITE}\n\nPGP: ${slip}\n\n${vendor.certificate}` });
    expectRun(await init(cwd), {
      status: 0,
      stderr: /warning: SECURITY\.md:5: this fingerprint is not that of the key that was found: /,
    });
    expectRun(await check(cwd), {
      status: 103,
      stdout: /^wrong: SECURITY\.md:5: .*page-fingerprint-differs/m,
    });
  });
});

describe('what a maker of a bundle is told', () => {
  it('an expired key: by init, and what to do about it by check', async () => {
    const page = `# Acme\n\n${WRITE}\n\nPGP: ${expired.fingerprint}\n\n${expired.certificate}`;
    const cwd = project({ 'SECURITY.md': page });
    expectRun(await init(cwd), {
      status: 0,
      stderr: /warning: SECURITY\.md:7: the key expired on 2024-01-02, /,
    });
    expectRun(await check(cwd), { status: 17, stdout: /key expired .*: put a renewed copy in its place/ });
  });

  it('a value of the template that is left as it stands is wrong', async () => {
    const cwd = project({ 'SECURITY.md': `# Acme\n\n${WRITE}\n` });
    await init(cwd);
    const path = join(cwd, 'acme/bundle.json');
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('"// ', '"'));
    expectRun(await check(cwd), {
      status: 41,
      stdout: /^wrong: page\.url: .*\nwrong: page\.date: .*\nwrong: expires: /m,
    });
  });

  it('addresses that are for other things are no matter', async () => {
    const page = `# Acme\n\n${WRITE} Else: hello@example.com, announce@example.com.\n\n${vendor.fingerprint}\n`;
    const cwd = project({ 'SECURITY.md': page, 'key.asc': vendor.certificate });
    await init(cwd, '--key', 'key.asc');
    expectRun(await check(cwd), { status: 0, stdout: 'good: acme\n' });
  });

  it('the contacts keep the order of the page', async () => {
    const form = 'https://example.com/security/report';
    const cwd = project({
      'SECURITY.md': `# Acme\n\nUse [our form](${form}), or mail security@example.com.\n`,
    });
    await init(cwd);
    expect(manifestIn(cwd).contacts).toEqual([form, 'mailto:security@example.com']);
    const { stdout } = await run(['contact', '--bundle', 'acme'], { cwd });
    expect(stdout.split('\n').slice(1, 3)).toEqual([
      expect.stringMatching(`^Contact +${form}$`),
      expect.stringMatching('^Address +security@example.com$'),
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['README.md', { 'README.md': '# Lanternfish: light for logs\n' }, 'Lanternfish'],
    ['package.json', { 'README.md': '# Welcome to this\n', 'package.json': '{"name":"@deep/fish"}' }, 'fish'],
    ['pyproject.toml', { 'pyproject.toml': '[build]\nname = "x"\n[project]\nname = "otter"\n' }, 'otter'],
    ['Cargo.toml', { 'Cargo.toml': '[package]\nname = "quern"\n' }, 'quern'],
  ])('the name is that in %s where the page has none', async (_name, files, name) => {
    const cwd = project({ '.github/SECURITY.md': `# Security Policy\n\n${WRITE}\n`, ...files });
    expectRun(await init(cwd), { status: 0 });
    expect(manifestIn(cwd).name).toBe(name);
  });

  it('a name that only the folder gives is told of', async () => {
    const cwd = project({ 'SECURITY.md': `# Security Policy\n\n${WRITE}\n` });
    expectRun(await init(cwd), { status: 0, stderr: /the name is that of the folder, .*: acme\n/ });
  });

  it('a page that is elsewhere is named, and one that is nowhere asked for', async () => {
    const cwd = project({ '.github/SECURITY.md': `# Acme\n\n${WRITE}\n` });
    expectRun(await init(cwd, '--page', 'SECURITY.md'), {
      status: 61,
      stderr: /hint: codeship-sec bundle init acme --page \.github\/SECURITY\.md\n/,
    });
    expectRun(await init(emptyFolder()), { status: 61, stderr: /a bundle needs a page: / });
  });
});
