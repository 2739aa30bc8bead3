import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, it } from 'vitest';
import { armored, cleartext, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const HEAD = 'From: security@example.com\nTo: you@example.com\nSubject: hello\n';
const PART = 'Content-Type: text/plain\n\nthe report\n';
const MARK = '\ufeff';

let vendor: TestVendor;
let mail: string;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  cwd = emptyFolder();
  const signed = Buffer.from(PART.replace(/\n/g, '\r\n'));
  const signature = armored('SIGNATURE', packet(2, await signatureBody(vendor.privateKey, signed)));
  mail =
    `${HEAD}Content-Type: multipart/signed; protocol="application/pgp-signature"; boundary=b\n\n` +
    `--b\n${PART}\n--b\nContent-Type: application/pgp-signature\n\n${signature}\n--b--\n`;
});

function verify(name: string, content: string, ...args: string[]) {
  writeFileSync(join(cwd, name), content);
  return run(['verify', '--bundle', vendor.dir, ...args, name], { cwd });
}

describe('a saved mail with a byte order mark', () => {
  it('signed, or with a signed text: genuine, and what was left out is named', async () => {
    const text = `${HEAD}\n${await cleartext(vendor.privateKey, 'the report')}`;
    for (const content of [mail, text]) {
      const result = await verify('mail.eml', MARK + content);
      expectRun(result, {
        status: 0,
        stdout: /^GENUINE as shown here: mail\.eml differs$/m,
        stderr: /a byte order mark stands before its first line/,
      });
    }
  });

  it('changed: not genuine', async () => {
    const changed = MARK + mail.replace('the report', 'the rapport');
    expectRun(await verify('mail.eml', changed), { status: 3, stdout: /^NOT GENUINE: / });
  });

  it('without OpenPGP in it: what it is, as without the mark', async () => {
    expectRun(await verify('plain.eml', `${MARK}${HEAD}\nHello\n`), { status: 5, stdout: /a mail/ });
  });
});

describe('a saved mail with many header fields', () => {
  const fields = (size: number) => `X-Spam: ${'report '.repeat(8)}\n`.repeat(size / 64);

  it.each([600 << 10, 3 << 20])('%i bytes of them, in front or behind: a mail', async (size) => {
    for (const content of [fields(size) + mail, HEAD + fields(size) + mail.slice(HEAD.length)]) {
      expectRun(await verify('many.eml', content), {
        status: 0,
        stdout: /^GENUINE: [\s\S]*^Not signed +From, To, Subject and Date of the mail$/m,
      });
    }
    const bad = fields(size) + mail.replace('report', 'rapport');
    expectRun(await verify('many.eml', bad), {
      status: 3,
      stdout: /^NOT GENUINE: the signature does not fit/,
    });
    expectRun(await verify('many.eml', fields(size) + mail, '-o', '-'), {
      status: 0,
      stdout: PART.replace(/\n/g, '\r\n'),
    });
  });

  it('more than are read: 41, and says so', async () => {
    const content = HEAD + fields(5 << 20) + mail.slice(HEAD.length);
    expectRun(await verify('many.eml', content), {
      status: 41,
      stdout: /^CANNOT TELL: the mail's structure is damaged: a header of it is longer than 4194304 bytes/,
    });
  });
});
