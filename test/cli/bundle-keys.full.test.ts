import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { make } from '../support/certificates.js';
import { packet } from '../support/messages.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { makeVendor, type TestVendor, writeBundle } from '../support/vendor.js';

let vendor: TestVendor;
let other: TestVendor;

beforeAll(async () => {
  [vendor, other] = await Promise.all([makeVendor({ type: 'ecc' }), makeVendor({ type: 'ecc' })]);
});

/** The vendor's bundle with another file for its certificate. */
function bundleWith(certificate: string | Uint8Array, fingerprint = vendor.fingerprint): string {
  const dir = join(emptyFolder(), 'bundle');
  writeBundle(dir, { certificate, fingerprint });
  return dir;
}

const utf16 = (text: string, mark = '\ufeff') =>
  Buffer.from(mark + text.replace(/\r?\n/g, '\r\n'), 'utf16le');
const eachLine = (text: string, edit: (line: string) => string) =>
  text.trimEnd().split(/\r?\n/).map(edit).join('\n');
const escaped = (text: string) =>
  text.replaceAll('+', '&#43;').replaceAll('=', '&#61;').replaceAll('/', '&#x2F;');

describe('a certificate as it comes out of mails, web pages and redirected output', () => {
  it.each<[string, (armor: string) => string | Uint8Array]>([
    ['indented', (armor) => eachLine(armor, (line) => `    ${line}`)],
    [
      'quoted twice, among other text',
      (armor) => `On Monday:\n${eachLine(armor, (line) => `> > ${line}`)}\n> so long`,
    ],
    ['in UTF-16, as PowerShell writes it', (armor) => utf16(armor)],
    ['in UTF-16 without a mark', (armor) => utf16(armor, '')],
    ['in UTF-16 of the other byte order', (armor) => utf16(armor).swap16()],
    ['in base64, armor and all', (armor) => Buffer.from(armor).toString('base64')],
    ['in base64 without armor', () => Buffer.from(vendor.privateKey.toPublic().write()).toString('base64')],
    [
      'in HTML',
      (armor) => `<html><body><p>Our key:</p><pre class="key">${escaped(armor)}</pre></body></html>`,
    ],
    ['in HTML, with <br>', (armor) => `<div>${eachLine(armor, (line) => `${line}<br>`)}</div>`],
    [
      'behind text with its own block',
      (armor) => `-----BEGIN PGP MESSAGE-----\n\nAAAA\n-----END PGP MESSAGE-----\n${armor}`,
    ],
    [
      'without the blank line, and with a wrong checksum',
      (armor) => armor.replace(/\n\r?\n/, '\n').replace(/\n=.{4}/, '\n=AAAA'),
    ],
  ])('%s: read', async (_name, wrap) => {
    const dir = bundleWith(wrap(vendor.certificate));
    expectRun(await run(['key', 'check', '--bundle', dir]), { status: 0, stdout: /^usable: / });
  });

  it.each<[string, (armor: string) => string]>([
    ['cut off', (armor) => armor.slice(0, armor.indexOf('-----END'))],
    ['with a line that is no base64', (armor) => armor.replace(/\n\r?\n/, '\n\n!!!\n')],
    ['with <br> alone and nothing else', () => '<br>'],
    ['in base64 of text', () => Buffer.from('a text that is no key, over a few lines').toString('base64')],
  ])('%s: refused and named', async (_name, wrap) => {
    const dir = bundleWith(wrap(vendor.certificate));
    expectRun(await run(['key', 'check', '--bundle', dir]), {
      status: 41,
      stdout: '',
      stderr:
        /key\.file vendor\.asc: (?:the certificate is (?:not OpenPGP data or is damaged|cut off)|this is a text without a certificate)/,
    });
  });
});

describe('a file with several certificates', () => {
  const stranger = () => makeVendor({ type: 'ecc', userIDs: [{ name: 'Stranger' }] });

  it('in blocks or packets: the pin takes its own', async () => {
    const binary = [other, vendor].map(({ privateKey }) => privateKey.toPublic().write());
    for (const file of [other.certificate + vendor.certificate, Buffer.concat(binary)]) {
      const result = await run(['key', '--json', '--bundle', bundleWith(file)]);
      expectRun(result, { status: 0 });
      expect(JSON.parse(result.stdout).keys[0]).toMatchObject({
        fingerprint: vendor.fingerprint,
        subkeys: [{ fingerprint: vendor.privateKey.subkeys[0]?.getFingerprint().toUpperCase() }],
        passedOver: [],
      });
    }
  });

  it('the same one twice is one, with what either holds', async () => {
    const [halfA, halfB] = [vendor.privateKey.toPublic(), vendor.privateKey.toPublic()];
    halfA.subkeys = [];
    const result = await run(['key', '--json', '--bundle', bundleWith(halfA.armor() + halfB.armor())]);
    expectRun(result, { status: 0 });
    const json = JSON.parse(result.stdout);
    expectSchema('key', json);
    const [facts] = json.keys;
    expect(facts.userIDs).toHaveLength(1);
    expect(facts.subkeys).toHaveLength(1);
  });

  it('without the pinned one: 103; with a secret key among them: 41', async () => {
    const file = (await stranger()).certificate + other.certificate;
    expectRun(await run(['key', '--bundle', bundleWith(file)]), { status: 103, stdout: '' });
    const secret = bundleWith(vendor.certificate + other.secretKey);
    expectRun(await run(['key', '--bundle', secret]), { status: 41, stderr: /this is a secret key/ });
  });

  it('key update takes the pinned one out of a keyring', async () => {
    const file = join(emptyFolder(), 'ring.asc');
    writeFileSync(file, other.certificate + vendor.certificate);
    expectRun(await run(['key', 'update', file, '--bundle', vendor.dir]), {
      status: 0,
      stdout: 'nothing new\n',
    });
  });
});

describe('a certificate without user IDs, as key servers hand it out', () => {
  it('is refused for that, with where to get the whole; as an update it is taken', async () => {
    const bare = vendor.privateKey.toPublic();
    bare.users = [];
    const dir = bundleWith(bare.armor());
    const result = await run(['encrypt', '--bundle', dir], { stdin: 'x' });
    expectRun(result, { status: 17, stdout: '', stderr: /the certificate has no user ID: key servers/ });
    expect(result.stderr).toMatch(/gpg puts it there\n.*hint: gpg --output \S+vendor\.asc --armor --export/);
    const file = join(emptyFolder(), 'bare.asc');
    writeFileSync(file, bare.armor());
    expectRun(await run(['key', 'update', file, '--bundle', vendor.dir]), {
      status: 0,
      stdout: 'nothing new\n',
    });
  });
});

const SOON = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
const SECURITY_TXT = ['contact', '--security-txt', '--expires', SOON];

describe('a primary key of a kind that is not known', () => {
  it.each<[string, Buffer, string]>([
    ['LibrePGP’s', Buffer.from('055f5e100016000000020000', 'hex'), 'version 5'],
    ['a post-quantum one of version 6', Buffer.from('065f5e10001e000000020000', 'hex'), 'algorithm 30'],
    ['one of old', Buffer.from('035f5e1000000001', 'hex'), 'version 3'],
  ])('%s: the page is there, and the same words everywhere else', async (_name, body, kind) => {
    const version = body[0] ?? 0;
    const head = Buffer.from([0x95 + version, 0, 0, 0, body.length]);
    const fingerprint = createHash('sha256').update(head).update(body).digest('hex');
    const dir = bundleWith(packet(6, body), version === 3 ? '0'.repeat(40) : fingerprint);
    expectRun(await run(['toc', '--bundle', dir]), { status: 0, stderr: '' });
    expectRun(await run(['contact', '--bundle', dir]), { status: 0, stdout: /security@example\.com/ });
    const contact = await run(['contact', '--json', '--bundle', dir]);
    expectSchema('contact', JSON.parse(contact.stdout));
    const web = await run(['web', '--bundle', dir]);
    expect(web.stdout).toContain('OpenPGP key cannot be used, so nothing can be encrypted here.</p>');
    expect(web.stdout).not.toContain('publishes no OpenPGP key');
    // another program may know the kind
    const securityTxt = await run([...SECURITY_TXT, '--bundle', dir]);
    expectRun(securityTxt, { status: 0, stdout: /\nEncryption: openpgp4fpr:/, stderr: new RegExp(kind) });
    for (const command of ['key', 'key export', 'encrypt', 'verify']) {
      const result = await run([...command.split(' '), '--bundle', dir], { stdin: 'x' });
      expectRun(result, { status: 17, stdout: '', stderr: new RegExp(`of an unsupported kind, ${kind}\n`) });
      expect(result.stderr).not.toContain('damaged');
    }
  });
});

describe('what a certificate holds and is not used', () => {
  it('is listed by key, and kept out of key export', async () => {
    const foreign = await make({ userIDs: [{ name: 'Stranger\u202e' }] });
    const [user] = foreign.toPublic().users;
    const bytes = Buffer.concat([
      vendor.privateKey.toPublic().write(),
      packet(14, Buffer.from('045f5e100023ffff', 'hex')),
      packet(13, Buffer.from('Stranger\u202e')),
      packet(2, user?.selfCertifications[0]?.write() ?? Buffer.of()),
    ]);
    const dir = bundleWith(bytes);
    const result = await run(['key', '--bundle', dir]);
    expectRun(result, { status: 0 });
    const text = result.stdout.replace(/\s+/g, ' ');
    expect(text).toMatch(
      /Passed over the subkey [0-9A-F]{40}: of an unsupported kind, algorithm 35 the user ID/,
    );
    expect(text).toContain('the user ID Stranger\\u202e: the key has not signed it');
    expect((await run(['key', 'export', '--binary', '-o', '-', '--bundle', dir])).bytes).toEqual(
      Buffer.from(vendor.privateKey.toPublic().write()),
    );
  });
});
