import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { armored, cleartext, literal, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, expectRun, root, run } from '../../support/run.js';
import { requireTool } from '../../support/tools.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;
let text: string;
/** A signed mail as it lies in an encrypted one: nothing but the MIME entity (RFC 3156 section 6.1). */
let entity: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  cwd = emptyFolder();
  text = await cleartext(vendor.privateKey, 'the report\nin two lines');
  const part = 'Content-Type: text/plain\r\n\r\nthe report\r\n';
  const signature = armored(
    'SIGNATURE',
    packet(2, await signatureBody(vendor.privateKey, Buffer.from(part))),
  );
  entity =
    'Content-Type: multipart/signed; micalg=pgp-sha512;\r\n\tprotocol="application/pgp-signature"; boundary=b\r\n\r\n' +
    `--b\r\n${part}\r\n--b\r\nContent-Type: application/pgp-signature\r\n\r\n${signature}\r\n--b--\r\n`;
});

const put = (name: string, content: string) => writeFileSync(join(cwd, name), content);
const verify = (...args: string[]) => run(['verify', '--bundle', vendor.dir, ...args], { cwd });
const unwrapped = (content: string) => armored('MESSAGE', literal(content));

describe('an OpenPGP message around something that is signed', () => {
  it.each([
    ['a signed mail', () => entity],
    ['a signed text', () => `Hello,\n\n${text}`],
  ])('says that it holds %s, and how to come to that', async (_what, content) => {
    put('ms.asc', unwrapped(content()));
    for (const more of [[], ['-o', 'out']]) {
      const result = await verify('ms.asc', ...more);
      expectRun(result, {
        status: 5,
        stdout: /^NOT SIGNED: .* around something that looks signed\n[\s\S]*What to do: verify what is in it/,
      });
      if (process.platform !== 'win32')
        expect(result.stderr).toContain(
          `hint: gpg --decrypt ms.asc | codeship-sec verify --bundle ${vendor.dir}\n`,
        );
    }
    const piped = await run(['verify', '--bundle', vendor.dir], { cwd, stdin: unwrapped(content()) });
    expectRun(piped, { status: 5, stdout: /What to do: verify what is in it/, stderr: '' });
  });

  it.skipIf(process.platform === 'win32' || !requireTool('gpg'))('leads to what verifies', async () => {
    put('ms.asc', unwrapped(entity));
    const program = `'${process.execPath}' '${join(root, 'bin/codeship-sec.cjs')}'`;
    const line = `gpg --batch --homedir '${emptyFolder()}' --decrypt ms.asc 2>/dev/null | ${program} verify --bundle '${vendor.dir}'`;
    expect(execFileSync('sh', ['-c', line], { cwd, encoding: 'utf8' })).toMatch(/^GENUINE: /);
  });

  it.each([
    ['text', 'just text, that speaks of multipart/signed\n'],
    [
      'a mail in parts',
      'Content-Type: multipart/mixed; boundary=b\r\n\r\nmultipart/signed application/pgp-signature',
    ],
  ])('of others nothing of the kind is said: %s', async (_what, content) => {
    put('ms.asc', unwrapped(content));
    expectRun(await verify('ms.asc'), {
      status: 5,
      stdout: /^NOT SIGNED: .* whose content is neither signed nor encrypted\n[\s\S]*do not take it/,
    });
  });
});

describe('a signed text whose first line is missing', () => {
  const missing =
    /^codeship-sec: error: \S+.* is a signature with text before it, and the line that begins a signed text is missing: nothing was checked\n.*copy the message whole/;

  it.each([
    ['with its Hash', () => text.replace(/^.*\n/, '')],
    ['without', () => text.replace(/^.*\n(?:Hash.*\n)?\n?/, '')],
    ['quoted', () => text.replace(/^.*\n/, '').replace(/^/gm, '> ')],
  ])('is none that another file belongs to: %s', async (_how, headless) => {
    put('headless.asc', headless());
    expectRun(await verify('headless.asc'), { status: 61, stdout: '', stderr: missing });
    expectRun(await run(['verify', '--bundle', vendor.dir], { cwd, stdin: headless() }), {
      status: 61,
      stdout: '',
      stderr: missing,
    });
  });

  it('is a detached signature where its file is there, or a word stands above it', async () => {
    const [, signature = ''] = /(-----BEGIN PGP SIGNATURE[\s\S]*)/.exec(text) ?? [];
    for (const before of ['', 'The signature of gone.zip:\n\n']) {
      put('gone.zip.asc', before + signature);
      expectRun(await verify('gone.zip.asc'), {
        status: 61,
        stderr: /detached signature, and the file that it is of, gone.zip,/,
      });
    }
    put('there.txt', 'something else');
    put('there.txt.asc', text.replace(/^.*\n/, ''));
    expectRun(await verify('there.txt.asc'), { status: 3, stdout: /^NOT GENUINE: / });
  });
});

describe('verify --output -', () => {
  it('names what of a mail is not signed once', async () => {
    put('mail.eml', `From: security@example.com\r\nTo: you@example.com\r\nSubject: hello\r\n${entity}`);
    const { status, stderr } = await verify('mail.eml', '-o', '-');
    expect(status).toBe(0);
    expect(stderr.match(/From, To, Subject and Date/g)).toHaveLength(1);
  });
});

describe('a bundle with a successor', () => {
  it('is answered for by that one', async () => {
    const successor = { name: 'Heirs', address: 'security@example.org', source: 'https://example.org' };
    const heirs = await makeVendor({ type: 'curve25519' }, { successor });
    put('plain.txt', 'text\n');
    put('strange.asc', text);
    for (const file of ['plain.txt', 'strange.asc']) {
      const { stdout } = await run(['verify', '--bundle', heirs.dir, file], { cwd });
      expect(stdout).toMatch(/^What to do: .*ask Heirs \(security@example\.org\)/m);
    }
    expectRun(await verify('plain.txt'), { stdout: /if it matters, ask Example$/m, status: 5 });
  });
});
