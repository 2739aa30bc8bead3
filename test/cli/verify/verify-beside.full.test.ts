import { beforeAll, describe, expect, it } from 'vitest';
import { armored, inline, packet, signatureBody } from '../../support/messages.js';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';
import { DATA, verifier } from '../../support/verifier.js';

const given = verifier();
const { put, verify } = given;

let stranger: TestVendor;
beforeAll(async () => {
  stranger = await makeVendor({ type: 'curve25519' });
});

describe('two files', () => {
  it('of which none is a detached signature: 2, with what looks at each', async () => {
    put('data', DATA);
    put('inline.gpg', await inline(given.vendor.privateKey, DATA));
    expectRun(await verify(['inline.gpg', 'data']), {
      status: 2,
      stdout: '',
      stderr:
        /error: neither inline.gpg nor data is a detached signature\n.*hint: codeship-sec verify --bundle \S+ inline.gpg\n.*hint: codeship-sec verify --bundle \S+ data\n$/,
    });
  });

  it('that are both detached signatures: 2', async () => {
    put('a.sig', given.signature);
    put('b.sig', given.signature);
    expectRun(await verify(['a.sig', 'b.sig']), {
      status: 2,
      stdout: '',
      stderr: /a.sig and b.sig are both detached signatures/,
    });
  });

  it('of which one is a damaged signature: 41, which is more than that there is none', async () => {
    put('data', DATA);
    put('cut.sig', given.signature.slice(0, 120));
    for (const way of [
      ['cut.sig', 'data'],
      ['data', 'cut.sig'],
    ]) {
      expectRun(await verify(way), { status: 41, stdout: /^CANNOT TELL: it is cut off/ });
    }
  });

  it.skipIf(process.platform === 'win32')('of which one gives its bytes once: it is the data', async () => {
    put('data', DATA);
    put('data.sig', given.signature);
    const args = ['verify', '--bundle', given.vendor.dir];
    const good = { status: 0, stdout: /^GENUINE: / };
    for (const shell of [
      'mkfifo f; cat data > f & "$@" f data.sig',
      'cat data > f & "$@" data.sig f',
      'mkfifo g; cat data > f & cat data.sig > g & "$@" g f',
    ]) {
      expectRun(await run(args, { cwd: given.cwd, shell }), good);
    }
  });
});

describe('--signature with something else', () => {
  it.each([
    ['data', () => DATA, /this is not a detached signature: this is plain text/],
    ['key', () => given.vendor.certificate, /this is not a detached signature: .*certificate/],
    ['secret.asc', () => given.secret, /this is not a detached signature: it is encrypted/],
    ['age', () => 'age-encryption.org/v1\n', /this is not a detached signature: .*age/],
  ])('%s: 41, and says what it is', async (name, content, words) => {
    put(name, content());
    put('report', DATA);
    for (const data of ['report', name]) {
      expectRun(await verify(['--signature', name, data]), { status: 41, stdout: words });
    }
  });
});

describe('a signature beside its data', () => {
  it.each(['.asc', '.sig', '.sign', '.gpg'])('%s: found, in both directions', async (ending) => {
    put('report.pdf', DATA);
    put(`report.pdf${ending}`, given.signature);
    for (const file of ['report.pdf', `report.pdf${ending}`]) {
      expectRun(await verify([file]), { status: 0, stdout: /^GENUINE: / });
    }
  });

  it('several: all are tried, and named', async () => {
    const other = armored('SIGNATURE', packet(2, await signatureBody(stranger.privateKey, DATA)));
    put('report', DATA);
    put('report.asc', other);
    put('report.sign', given.signature);
    expectRun(await verify(['report']), {
      status: 0,
      stdout:
        /^GENUINE: [\s\S]*not by the vendor's key[\s\S]*Checked +report, with the signatures in report.asc and report.sign \(found beside it\)\n/,
    });
    const json = JSON.parse((await verify(['--json', 'report'])).stdout);
    expectSchema('verify', json);
    expect(json).toMatchObject({
      signatureFile: 'report.asc',
      signatureFiles: ['report.asc', 'report.sign'],
    });
    put('report.sign', other);
    expectRun(await verify(['report']), { status: 3, stdout: /^NOT GENUINE: not signed by the vendor\n/ });
  });
});
