import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { goodBundle, makeVendor, type TestVendor } from '../support/vendor.js';

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const PAGE = '# Example\n\nWrite to security@example.com.\n';

let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
});

describe('bundle init', () => {
  /** A repository of a project with this page. */
  function repository(page: string, files: Record<string, string> = {}): string {
    const dir = emptyFolder();
    for (const [name, text] of Object.entries({ 'SECURITY.md': page, ...files }))
      writeFileSync(join(dir, name), text);
    return dir;
  }
  const groups = () => vendor.fingerprint.match(/.{4}/g)?.join(' ') ?? '';
  const manifestIn = (dir: string) => JSON.parse(readFileSync(join(dir, 'acme/bundle.json'), 'utf8'));

  it.skipIf(process.platform === 'win32')(
    'copies no file that a link leads to, out of the folder',
    async () => {
      const secret = join(emptyFolder(), 'secret');
      writeFileSync(secret, PAGE);
      for (const name of ['SECURITY.md', 'security.txt']) {
        const cwd = repository(PAGE);
        const path = join(cwd, name);
        rmSync(path, { force: true });
        symlinkSync(secret, path);
        expectRun(await run(['bundle', 'init', 'acme'], { cwd }), {
          status: 61,
          stdout: '',
          stderr: new RegExp(
            `error: ${name} is a link out of this folder, to .*secret: it is not read unasked\\n`,
          ),
        });
        expect(existsSync(join(cwd, 'acme'))).toBe(false);
      }
      const cwd = repository('');
      mkdirSync(join(cwd, 'docs'));
      writeFileSync(join(cwd, 'docs/policy.md'), PAGE);
      rmSync(join(cwd, 'SECURITY.md'));
      symlinkSync('docs/policy.md', join(cwd, 'SECURITY.md'));
      expectRun(await run(['bundle', 'init', 'acme'], { cwd }), { status: 0 });
      rmSync(join(cwd, 'SECURITY.md'));
      symlinkSync(secret, join(cwd, 'SECURITY.md'));
      expectRun(await run(['bundle', 'init', 'named', '--page', 'SECURITY.md'], { cwd }), { status: 0 });
    },
  );

  it('takes no name from a title that says only what kind of page it is', async () => {
    const page = '# Sec\n\nWrite to security@example.com.\n';
    const cwd = repository(page);
    expectRun(await run(['bundle', 'init', 'acme'], { cwd }), {
      status: 0,
      stderr: /the name is that of the folder, because nothing in the project gives one: acme\n/,
    });
    const named = repository(page, { 'package.json': '{"name":"@example/anvil"}' });
    expectRun(await run(['bundle', 'init', 'acme'], { cwd: named }), { status: 0 });
    expect(manifestIn(named).name).toBe('anvil');
  });

  it.each<[string, () => string]>([
    ['in a fence', () => `Fingerprint: ${groups()}\n\n\`\`\`\n${vendor.certificate}\`\`\`\n`],
    ['indented', () => `${groups()}\n\n${vendor.certificate.replace(/^/gm, '    ')}\n`],
    ['in <pre>', () => `PGP fingerprint 0x${vendor.fingerprint}\n<pre>\n${vendor.certificate}</pre>\n`],
    ['quoted', () => `\`${vendor.fingerprint}\`\n\n${vendor.certificate.replace(/^/gm, '> ')}\n`],
    [
      'with the address in words',
      () => `security [at] example [dot] com, ${groups()}\n${vendor.certificate}`,
    ],
  ])('a page with a key %s: good at once', async (_name, text) => {
    const cwd = repository(`# Acme Security Policy\n\nWrite to <security@example.com>.\n\n${text()}`);
    expectRun(await run(['bundle', 'init', 'acme'], { cwd }), {
      status: 0,
      stdout: '',
      stderr:
        /wrote acme\/bundle\.json from SECURITY\.md: 1 key, 1 contact\n.*page\.url, page\.date, expires\n.*hint: codeship-sec bundle check acme\n$/,
    });
    expect(manifestIn(cwd)).toMatchObject({ name: 'Acme', contacts: ['mailto:security@example.com'] });
    expectRun(await run(['bundle', 'check', 'acme'], { cwd }), { status: 0, stdout: 'good: acme\n' });
    const result = await run(['encrypt', '-o', '-', '--bundle', 'acme'], { cwd, stdin: 'x' });
    expectRun(result, { status: 0, stderr: /readable only with the key of/ });
  });

  it('takes what a security.txt has, and a certificate in a file of its own', async () => {
    const txt = `Contact: https://example.com/report\nContact: mailto:security@example.com\nExpires: ${inDays(100)}\nEncryption: https://example.com/key.asc\nPreferred-Languages: en, fr\nPolicy: https://example.com/policy\n`;
    const cwd = repository('# Security\n', { 'security.txt': txt, 'key.asc': vendor.certificate });
    const result = await run(['bundle', 'init', 'acme', '--key', 'key.asc'], { cwd });
    expectRun(result, {
      status: 0,
      stderr: /warning: nothing but the certificate names its fingerprint, .*: [0-9A-F]{40}\n/,
    });
    expect(manifestIn(cwd)).toMatchObject({
      name: 'acme',
      contacts: ['https://example.com/report', 'mailto:security@example.com'],
      page: { url: 'https://example.com/policy' },
      key: { fingerprint: groups(), url: 'https://example.com/key.asc' },
      securityTxt: { preferredLanguages: ['en', 'fr'] },
    });
  });

  it.each([
    ['a link', '[our key](keys/security.asc)', 'keys/security.asc'],
    ['a link by reference', 'Use [our key].\n\n[our key]: <KEYS>', 'KEYS'],
  ])('follows %s to the key', async (_name, link, file) => {
    const cwd = repository(`Acme Security\n===\n\nsecurity@example.com, ${groups()}\n\n${link}\n`);
    mkdirSync(join(cwd, 'keys'));
    writeFileSync(join(cwd, file), vendor.certificate);
    expectRun(await run(['bundle', 'init', 'acme'], { cwd }), { status: 0, stderr: /: 1 key, 1 contact\n/ });
    expect(manifestIn(cwd)).toMatchObject({ name: 'Acme', key: { file: 'key.asc', fingerprint: groups() } });
  });

  it('follows no link out of the project, to no key, and to none that is not there', async () => {
    const cwd = repository(
      '# Security\n\na@example.com [1](../key.asc) [2](gone.asc) [3](notes.txt) [4](https://example.com/key.asc)\n',
      { 'notes.txt': vendor.certificate },
    );
    writeFileSync(join(cwd, '../key.asc'), vendor.certificate);
    expectRun(await run(['bundle', 'init', 'acme'], { cwd }), { status: 0, stderr: /: 0 keys, 1 contact\n/ });
  });

  it('takes of a file of keys those that the page speaks of, each for what it can do', async () => {
    const [signer, stranger] = await Promise.all([
      makeVendor({ type: 'ecc', subkeys: [], userIDs: [{ name: 'Ann', email: 'ann@example.com' }] }),
      makeVendor({ type: 'ecc', userIDs: [{ name: 'Eve', email: 'eve@example.com' }] }),
    ]);
    const keys = [stranger, vendor, signer].map(({ certificate }) => certificate).join('\n');
    const page = `# Acme\n\nsecurity@example.com\n\nReleases: ann@example.com\n\n${groups()}\n`;
    const cwd = repository(page, { KEYS: keys });
    const result = await run(['bundle', 'init', 'acme', '--key', 'KEYS'], { cwd });
    expectRun(result, {
      status: 0,
      stderr: new RegExp(`: 2 keys, .*\n(.*\n)*.*${stranger.fingerprint} is left out`),
    });
    const [first, second] = manifestIn(cwd).keys;
    expect(first).toEqual({ file: 'keys.asc', fingerprint: groups() });
    expect(second).toMatchObject({ use: ['verify'] });
    const checked = await run(['bundle', 'check', 'acme'], { cwd });
    expectRun(checked, { status: 0, stdout: /good: acme/ });
    const { stdout } = await run(['key', 'fingerprint', '--bundle', 'acme'], { cwd });
    expect(stdout).toBe(`${vendor.fingerprint}\n${signer.fingerprint}\n`);
    // without a word of any on the page, all are meant
    writeFileSync(join(cwd, 'SECURITY.md'), '# Acme\n\nsomebody@example.com\n');
    expectRun(await run(['bundle', 'init', 'b', '--key', 'KEYS'], { cwd }), {
      status: 0,
      stderr: /: 3 keys, /,
    });
  });

  it('what was not found is a comment to fill in; a fingerprint alone waits for its certificate', async () => {
    const cwd = repository(`# Security\n\nPGP: ${groups()}\n`);
    const result = await run(['bundle', 'init', 'acme'], { cwd });
    expectRun(result, { status: 0, stderr: /contacts, page\.url, page\.date, key, expires\n/ });
    expect(result.stderr).toContain(
      `the key ${vendor.fingerprint} is named, and its certificate was not found`,
    );
    expect(manifestIn(cwd)).toMatchObject({
      '// contacts': [expect.any(String)],
      '// key': { file: 'key.asc' },
    });
    expectRun(await run(['bundle', 'check', 'acme'], { cwd }), {
      status: 41,
      stdout: /^wrong: contacts: must name one way at least/,
    });
  });

  it('replaces no file, and writes nothing where one is there', async () => {
    const cwd = repository(PAGE);
    cpSync(goodBundle(vendor), join(cwd, 'acme'), { recursive: true });
    const before = readFileSync(join(cwd, 'acme/bundle.json'), 'utf8');
    expectRun(await run(['bundle', 'init', 'acme'], { cwd }), {
      status: 59,
      stdout: '',
      stderr: /exists and is not replaced/,
    });
    expect(readFileSync(join(cwd, 'acme/bundle.json'), 'utf8')).toBe(before);
    expectRun(await run(['key', 'check', '--bundle', 'acme'], { cwd }), { status: 0 });
  });

  it('without a page: 61; a secret key or no key in --key: 41', async () => {
    expectRun(await run(['bundle', 'init', 'acme'], { cwd: emptyFolder() }), {
      status: 61,
      stderr: /name the page with --page/,
    });
    const cwd = repository(PAGE, { 'secret.asc': vendor.secretKey, 'text.asc': 'no key' });
    for (const name of ['secret.asc', 'text.asc']) {
      expectRun(await run(['bundle', 'init', 'acme', '--key', name], { cwd }), {
        status: 41,
        stderr: new RegExp(`error: ${name}(:1)?: `),
      });
    }
  });
});
