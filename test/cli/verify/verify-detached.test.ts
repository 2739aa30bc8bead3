import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { enums } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { inline, packet, signatureBody } from '../../support/messages.js';
import { expectRun } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor } from '../../support/vendor.js';
import { DATA, verifier } from '../../support/verifier.js';

const given = verifier();
const { put, verify } = given;

describe('a detached signature', () => {
  it('of changed data: 3, and no output', async () => {
    put('report.pdf.asc', given.signature);
    put('report.pdf', 'the Report\n');
    expectRun(await verify(['-o', 'out', 'report.pdf.asc']), { status: 3, stdout: /Signature +bad/ });
    expect(existsSync(join(given.cwd, 'out'))).toBe(false);
  });

  it('without its data: 61, and says so', async () => {
    put('report.pdf.asc', given.signature);
    expectRun(await verify(['report.pdf.asc']), {
      status: 61,
      stderr:
        /error: report.pdf.asc is a detached signature, and the file that it is of, report.pdf, is missing: nothing was checked\ncodeship-sec: name both files: .*\n.*hint: codeship-sec verify --help --bundle \S+\n$/,
    });
    put('named.txt', given.signature);
    expectRun(await verify(['named.txt']), {
      status: 61,
      stderr:
        /error: named.txt is a detached signature, and the file that it is of is not named: nothing was checked\n/,
    });
    expectRun(await verify([], { stdin: given.signature }), {
      status: 61,
      stderr: /error: standard input is a detached signature, and the file that it is of is not named\n/,
    });
  });

  it('that is a whole signed message: 41', async () => {
    put('inline.gpg', await inline(given.vendor.privateKey, DATA));
    put('clear.asc', given.clear);
    put('data', DATA);
    for (const file of ['inline.gpg', 'clear.asc']) {
      expectRun(await verify(['--signature', file, 'data']), {
        status: 41,
        stdout: /^CANNOT TELL: this is not a detached signature: it is a whole signed message/,
        stderr: new RegExp(`hint: codeship-sec verify --bundle \\S+ ${file}\n$`),
      });
    }
  });

  it('both from stdin, or one too many: 2', async () => {
    const stderr = /hint: codeship-sec verify --help --bundle \S+\n/;
    expectRun(await verify(['-', '-']), { status: 2, stdout: '', stderr });
    expectRun(await verify(['--signature', '-']), { status: 2, stderr });
    expectRun(await verify(['--signature', 'a', 'b', 'c']), { status: 2 });
    expectRun(await verify(['a', 'b', 'c']), { status: 2 });
  });

  it('good, in every order in which it may be given', async () => {
    put('report.pdf', DATA);
    put('report.pdf.asc', given.signature);
    const ways = [
      ['report.pdf.asc'],
      ['report.pdf'],
      ['report.pdf.asc', 'report.pdf'],
      ['report.pdf', 'report.pdf.asc'],
      ['--signature', 'report.pdf.asc', 'report.pdf'],
    ];
    for (const way of ways)
      expectRun(await verify(way), { status: 0, stdout: /^GENUINE: signed by Example's key\n/ });
    for (const way of [
      ['report.pdf.asc', '-'],
      ['-', 'report.pdf.asc'],
      ['--signature', 'report.pdf.asc'],
    ]) {
      expectRun(await verify(way, { stdin: DATA }), { status: 0 });
    }
    for (const way of [
      ['-', 'report.pdf'],
      ['report.pdf', '-'],
    ]) {
      expectRun(await verify(way, { stdin: given.signature }), { status: 0 });
    }
    expectRun(await verify(['-o', '-', 'report.pdf']), { status: 0, stdout: DATA.toString() });
    expectRun(await verify(['-o', 'copy', 'report.pdf']), { status: 0 });
    expect(readFileSync(join(given.cwd, 'copy'))).toEqual(DATA);
    expectRun(await verify(['-f', '-o', 'report.pdf', 'report.pdf']), { status: 59 });
    expectRun(await verify(['-f', '-o', 'report.pdf.asc', 'report.pdf']), { status: 59 });
  });

  it('found by itself is named, in words and in JSON', async () => {
    put('report.pdf', 'the Report\n');
    put('report.pdf.sig', given.signature);
    const words = async (...args: string[]) => /Checked +(.*)\n/.exec((await verify(args)).stdout)?.[1];
    const found = 'report.pdf, with the signature in report.pdf.sig (found beside it)';
    expect(await words('report.pdf')).toBe(found); // bad, and said of which
    put('report.pdf', DATA);
    expect(await words('report.pdf')).toBe(found);
    expect(await words('report.pdf.sig')).toBe(
      'report.pdf (found beside it), with the signature in report.pdf.sig',
    );
    const typed = await verify(['-', 'report.pdf'], { stdin: given.signature });
    expect(typed.stdout).toMatch(/Checked +report.pdf, with the signature in standard input\n/);
    const json = JSON.parse((await verify(['--json', 'report.pdf'])).stdout);
    expectSchema('verify', json);
    expect(json).toMatchObject({ signatureFile: 'report.pdf.sig', dataFile: 'report.pdf' });
    const none = JSON.parse((await verify(['--json'], { stdin: given.clear })).stdout);
    expect(none).toMatchObject({ signatureFile: null, dataFile: null });
  });

  it('beside an archive that has a block somewhere in it', async () => {
    const archive = Buffer.concat([Buffer.alloc(512), Buffer.from(given.signature), Buffer.alloc(1 << 18)]);
    put('keys.tar', archive);
    expectRun(await verify(['keys.tar']), { status: 5, stdout: /some other binary file/ });
    put('keys.tar.sig', packet(2, await signatureBody(given.vendor.privateKey, archive)));
    expectRun(await verify(['keys.tar']), { status: 0, stdout: /^GENUINE: signed by Example's key\n/ });
  });

  it('beside a file: what encrypt wrote there is only a hint', async () => {
    put('report.txt', 'hello\n');
    put('report.txt.asc', given.secret);
    expectRun(await verify(['report.txt']), {
      status: 5,
      stderr: /hint: codeship-sec verify --bundle \S+ report.txt.asc/,
    });
  });
});

describe('a detached signature of a text', () => {
  const LF = Buffer.from('PK\u0003\u0004\none\ntwo');
  const CRLF = Buffer.from('PK\u0003\u0004\r\none\r\ntwo');
  const of = async (data: Uint8Array, type: enums.signature) =>
    packet(2, await signatureBody(given.vendor.privateKey, data, { type }));

  it('is of no line end: said in the answer, in a warning and in JSON, whichever the file has', async () => {
    put('text.sig', await of(LF, enums.signature.text));
    for (const data of [LF, CRLF]) {
      put('data', data);
      expectRun(await verify(['text.sig', 'data']), {
        status: 0,
        stdout: /^GENUINE: signed by Example's key\n[\s\S]*\nWhat to do: .*, but for how its lines end\n$/,
        stderr: /^codeship-sec: warning: the signature is of a text, and not of how its lines end: .*\n$/,
      });
      const json = JSON.parse((await verify(['--json', 'text.sig', 'data'])).stdout);
      expect(json).toMatchObject({
        verdict: 'good',
        reason: "GENUINE: signed by Example's key",
        warnings: [expect.stringMatching(/how its lines end/)],
      });
      expectRun(await verify(['-o', '-', 'text.sig', 'data']), { status: 0, stdout: data.toString() });
    }
  });

  it('of changed text is bad, and nothing is said of line ends', async () => {
    put('text.sig', await of(LF, enums.signature.text));
    put('data', Buffer.from('PK\u0003\u0004\none\nTwo'));
    expectRun(await verify(['text.sig', 'data']), {
      status: 3,
      stdout: /^NOT GENUINE/,
      stderr: /^(?!.*ends?:)/s,
    });
  });

  it.each([
    ['the data has none', Buffer.from('one'), [enums.signature.text]],
    ['another one is of the bytes', LF, [enums.signature.text, enums.signature.binary]],
  ])('but is good as any other where %s', async (_, data, types) => {
    put('text.sig', Buffer.concat(await Promise.all(types.map((type) => of(data, type)))));
    put('data', data);
    expectRun(await verify(['text.sig', 'data']), {
      status: 0,
      stdout: /^GENUINE: signed by Example's key\n/,
      stderr: '',
    });
  });

  it('beside one of the bytes by someone else: what another signs is not the vendor’s word', async () => {
    const stranger = (await makeVendor({ type: 'curve25519' })).privateKey;
    const other = packet(2, await signatureBody(stranger, LF));
    put('text.sig', Buffer.concat([other, await of(LF, enums.signature.text)]));
    put('data', LF);
    expectRun(await verify(['text.sig', 'data']), { status: 0, stdout: /^GENUINE: / });
  });
});
