import { createMessage, encrypt, readKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { MAIL_HEAD, multipart } from '../../support/signed-mails.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';
import { DATA, verifier } from '../../support/verifier.js';

const given = verifier();
const { files, put, verify } = given;

let stranger: TestVendor;
let hidden: string;
beforeAll(async () => {
  stranger = await makeVendor({ type: 'curve25519' });
  hidden = await encrypt({
    message: await createMessage({ binary: DATA }),
    encryptionKeys: await readKey({ armoredKey: stranger.certificate }),
    wildcard: true,
  });
});

describe('--addressed', () => {
  it('what is not for the vendor, or may not be: 4', async () => {
    put('report.asc', given.secret);
    const other = ['verify', '--bundle', stranger.dir, '--addressed', 'report.asc'];
    expectRun(await run(other, { cwd: given.cwd }), { status: 4, stdout: /^NOT ADDRESSED: it is encrypted/ });
    put('hidden.asc', hidden);
    expectRun(await verify(['--addressed', 'hidden.asc']), { status: 4, stdout: /^CANNOT TELL: .*hidden/ });
  });

  it('what is signed, whatever the signature is: 4', async () => {
    put('signed.asc', given.clear);
    put('bad.asc', given.clear.replace('10', '99'));
    put('data.sig', given.signature);
    for (const file of ['signed.asc', 'bad.asc', 'data.sig']) {
      const stdout = /^NOT ADDRESSED: it is signed, and not encrypted/;
      const result = await verify(['--addressed', file]);
      expectRun(result, { status: 4, stdout, stderr: '' }); // no hint that answers the other question
      expect(result.stdout).toMatch(/What to do: encrypt it for Example if nobody else may read it\n$/);
    }
  });

  it('what is unprotected: 5, also beside a signature of it; damaged: 41', async () => {
    put('data', DATA);
    put('data.sig', given.signature);
    expectRun(await verify(['--addressed', 'data']), { status: 5, stdout: /^NOT ADDRESSED: .*plain text/ });
    put('cut.asc', given.secret.slice(0, 200));
    expectRun(await verify(['--addressed', 'cut.asc']), {
      status: 41,
      stdout: /^CANNOT TELL: it is cut off/,
    });
  });

  it('a mail in parts: 4, whatever is encrypted in it, and said what to look at', async () => {
    const mail = (...parts: string[]) =>
      MAIL_HEAD + multipart(parts.map((part) => `Content-Type: text/plain\n\n${part}\n`));
    put('some.eml', mail('hello', given.secret, given.clear));
    expectRun(await verify(['--addressed', 'some.eml']), {
      status: 4,
      stdout:
        /^CANNOT TELL: no more than a part of the mail is encrypted\n[\s\S]*\nWhat to do: look at one part/,
      stderr: /^codeship-sec: hint: codeship-sec verify --bundle \S+ --part 2 some.eml\n$/,
    });
    put('none.eml', mail('hello', given.clear));
    expectRun(await verify(['--addressed', 'none.eml']), {
      status: 4,
      stdout: /^NOT ADDRESSED: no part of the mail is encrypted: [\s\S]*\nWhat to do: encrypt it for Example/,
      stderr: '',
    });
  });

  it('contradicts what asks for signed content: 2, with the command without that', async () => {
    put('report.asc', given.secret);
    put('sig', given.signature);
    for (const [args, hint] of [
      [['-o', 'out', 'report.asc'], /--addressed report.asc\n$/],
      [['--signature', 'sig', 'report.asc'], /--addressed report.asc\n$/],
      [['report.asc', 'sig'], /--addressed report.asc\n$/],
    ] as const) {
      const result = await verify(['--addressed', ...args]);
      expectRun(result, { status: 2, stdout: '', stderr: hint });
    }
    expect(files()).toEqual(['report.asc', 'sig']);
  });

  it('addressed: 0, by the key alone; not without being asked', async () => {
    put('report.asc', given.secret);
    expectRun(await verify(['--addressed', 'report.asc']), {
      status: 0,
      stdout:
        /^ADDRESSED: it is encrypted, and addressed to Example's key; it hides who wrote it\n[\s\S]*\nWhat to do: hand it on to Example: only the holder of its key can open it\n/,
    });
    const json = JSON.parse((await verify(['--addressed', '--json', 'report.asc'])).stdout);
    expectSchema('verify', json);
    expect(json).toMatchObject({ verdict: 'addressed', addressed: true, complete: false });
    expectRun(await verify(['report.asc']), { status: 3 });
  });
});

describe('a message to a vendor that is gone', () => {
  it('names whom to ask first, as encrypt does', async () => {
    const { stdout } = await run(['encrypt'], { stdin: 'a report' });
    const result = await run(['verify', '--addressed'], { stdin: stdout });
    expectRun(result, {
      status: 0,
      stdout:
        /\nWhat to do: first ask CloudBees \(security@cloudbees\.com\), without details, who reads reports about Codeship: only the holder of Codeship's key can open it\n/,
    });
    expect(result.stdout + result.stderr).not.toContain('hand it on');
  });
});

describe('--signed', () => {
  it('is gone: 2, with the command without it', async () => {
    put('good.asc', given.clear);
    expectRun(await verify(['--signed', '-o', 'out', 'good.asc']), {
      status: 2,
      stdout: '',
      stderr:
        /error: unknown option '--signed': verify exits 0 for a good signature .*\n.*hint: codeship-sec verify --bundle \S+ -o out good.asc\n$/,
    });
  });
});
