import { execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { createMessage, encrypt, enums, readKey } from 'openpgp';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { armored, cleartext, inline, literal, packet, signatureBody } from '../support/messages.js';
import { emptyFolder, expectRun, launcher, type RunOptions, run, scrubbed } from '../support/run.js';
import { expectSchema } from '../support/schema.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const TEXT = 'Pay 10 to Bob\nand 20 to Eve';
const DATA = Buffer.from('the report\n');

let vendor: TestVendor;
let stranger: TestVendor;
let clear: string;
let signature: string;
let secret: string;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  stranger = await makeVendor({ type: 'curve25519' });
  clear = await cleartext(vendor.privateKey, TEXT);
  signature = armored('SIGNATURE', packet(2, await signatureBody(vendor.privateKey, DATA)));
  secret = await encrypt({
    message: await createMessage({ binary: DATA }),
    encryptionKeys: await readKey({ armoredKey: vendor.certificate }),
  });
});

beforeEach(() => {
  cwd = emptyFolder();
});

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, name), content);
const verify = (args: readonly string[], options: RunOptions = {}) =>
  run(['verify', '--bundle', vendor.dir, ...args], { cwd, ...options });
/** Runs the program, waits, and only then makes what it reads from stdin. */
async function runSlowly(args: readonly string[], make: () => Promise<Buffer>): Promise<number | null> {
  const child = spawn(process.execPath, [launcher, ...args], { cwd, env: scrubbed(), stdio: 'pipe' });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  await new Promise((resolve) => setTimeout(resolve, 3000));
  child.stdin.end(await make());
  return ended;
}

const files = () => readdirSync(cwd).sort();

describe('the table of verdicts', () => {
  it('bad, and by a stranger: 3', async () => {
    put('bad.asc', clear.replace('10', '99'));
    expectRun(await verify(['bad.asc']), {
      status: 3,
      stdout: /^Verdict +not verified: no good signature by Example's key\nSignature +bad: /,
      stderr: /^codeship-sec: hint: if a mail program may have changed it.*\n$/,
    });
    put('other.asc', await cleartext(stranger.privateKey, TEXT));
    expectRun(await verify(['other.asc']), { status: 3, stdout: /not by the pinned key/, stderr: '' });
  });

  it('malformed: 41, with what is wrong and the command that repairs it', async () => {
    put("it's.asc", clear.replace(/^/gm, '> '));
    const result = await verify(["it's.asc"]);
    expectRun(result, { status: 41, stdout: /^Verdict +malformed: .*quote marks/, stderr: /hint: sed/ });
  });

  it('not OpenPGP: 5', async () => {
    put('plain.txt', 'hello\n');
    expectRun(await verify(['plain.txt']), {
      status: 5,
      stdout: /not protected by OpenPGP: this is plain text/,
    });
    put('sec.asc', vendor.secretKey);
    expectRun(await verify(['sec.asc']), {
      status: 5,
      stdout: /SECRET KEY/,
      stderr: /warning: .*never send it/,
    });
  });

  it('encrypted: 0 when addressed, 4 when not; 3 where a signature is wanted', async () => {
    put('report.asc', secret);
    const addressed = await verify(['report.asc']);
    expectRun(addressed, {
      status: 0,
      stdout: /addressed to Example's key[\s\S]*key IDs in a message can be written by/,
    });
    expect(addressed.stdout).not.toMatch(/encrypted to/);
    for (const wants of [['--signed'], ['--output', 'out']]) {
      expectRun(await verify([...wants, 'report.asc']), { status: 3 });
    }
    expectRun(await verify(['--signature', 'report.asc', 'report.asc']), { status: 3 });
    const other = ['verify', '--bundle', stranger.dir, 'report.asc'];
    expectRun(await run(other, { cwd }), { status: 4, stdout: /not addressed to/ });
    expect(files()).toEqual(['report.asc']);
  });

  it('good: 0, from a file and from stdin', async () => {
    put('good.asc', clear);
    const good =
      /^Verdict +good: signed by Example's key\nSigner +Example Security <security@example.com>\nSignature +good/;
    expectRun(await verify(['good.asc']), {
      status: 0,
      stdout: good,
      stderr: /hint: .*: codeship-sec verify --bundle \S+ --output - good.asc/,
    });
    for (const args of [[], ['-'], ['--signed']]) {
      expectRun(await verify(args, { stdin: clear }), { status: 0, stdout: good });
    }
  });

  it('nothing on stderr but errors with --quiet', async () => {
    expectRun(await verify(['-q'], { stdin: `x\n${clear}` }), { status: 0, stderr: '' });
  });

  it('missing, and a folder: 61', async () => {
    expectRun(await verify(['no.asc']), { status: 61, stdout: '', stderr: /error: cannot read no.asc/ });
    mkdirSync(join(cwd, 'folder'));
    expectRun(await verify(['folder']), { status: 61, stdout: '' });
  });
});

describe.skipIf(process.platform === 'win32')('what a mail program has done to a message', () => {
  const quotes = '> they wrote:\n> > twice\n>\n    four blanks\n\n\ta tab\n  | two\nend';
  const each = (mark: string, text: string) => text.replace(/^(?=.|\n)/gm, mark);
  /** The exit status of what the hint says, run as it stands. */
  async function repaired(mangled: string): Promise<string> {
    put('m.asc', mangled);
    const result = await verify(['m.asc']);
    expect(result.status).toBe(41);
    const hint = /hint: (.*)\n/.exec(result.stderr)?.[1] ?? '';
    if (!hint.includes('repaired.asc')) return hint;
    const words = hint.replace('codeship-sec', `'${process.execPath}' '${launcher}'`);
    return execFileSync('sh', ['-c', words], { cwd, env: scrubbed(), encoding: 'utf8' });
  }

  it('is undone by the hint, and nothing else is', async () => {
    const signed = await cleartext(vendor.privateKey, quotes);
    const lines = signed.trimEnd();
    for (const mangled of [
      each('> ', lines),
      each('> ', lines).replace(/^> $/gm, '>').replace(/^> >/gm, '>>'),
      each('>', lines),
      each('> > ', lines),
      `On Monday, Bob wrote:\n${each('| ', lines)}\n\nno quote\n`,
      each('    ', lines),
      each('    ', lines).replace(/^ +$/gm, ''),
      each('\t', lines),
      signed.replace(/\n/g, '\r'),
      `Hello\n\n${signed}`.replace(/\n/g, '\r'),
    ]) {
      expect(await repaired(mangled)).toMatch(/^Verdict +good/);
      rmSync(join(cwd, 'repaired.asc'));
    }
    expect(files()).toEqual(['m.asc']);
  });

  it('is named, and no repair is promised where there is none', async () => {
    const lines = clear.trimEnd();
    const cases: [string, RegExp][] = [
      [each('> ', lines).replace('> and', 'and'), /quote marks/],
      [each('    ', lines).replace('    and', '  and'), /indented/],
      [signature.replace(/\n/g, ' '), /joined into one/],
      [clear.replace(/\n/g, '<br>\n'), /HTML line breaks/],
      [signature.replace(/\n/g, '<br />\n'), /HTML line breaks/],
      [secret.replace(/^-----.*$/gm, (line) => line.replace(/ /g, '\u00a0')), /non-breaking spaces/],
      [secret.replace('PGP MESSAGE', 'PGP\u00a0MESSAGE'), /non-breaking spaces/],
      [clear.replace(/^-----.*$/gm, (line) => line.replace(/ /g, '\u00a0')), /non-breaking spaces/],
      [clear.replace('-----BEGIN', '\u2014--BEGIN'), /hyphens[\s\S]*into\s+dashes/],
      [secret.replace(/---/g, '\u2014'), /hyphens[\s\S]*into\s+dashes/],
    ];
    for (const [mangled, words] of cases) {
      put('m.asc', mangled);
      expectRun(await verify(['m.asc']), {
        status: 41,
        stdout: words,
        stderr: 'codeship-sec: hint: ask the sender for it again, as an attached file\n',
      });
    }
    put('prose', 'A block starts with \u2014BEGIN PGP MESSAGE\u2014 or so\n');
    expectRun(await verify(['prose']), { status: 5 });
  });
});

describe('content', () => {
  it('is not released when the signature is not good', async () => {
    put('bad.asc', clear.replace('10', '99'));
    put('unsigned.asc', armored('MESSAGE', literal('x')));
    for (const [file, status] of [
      ['bad.asc', 3],
      ['unsigned.asc', 5],
    ] as const) {
      expectRun(await verify(['--output', 'out', file]), { status });
      const result = await verify(['--output', '-', file]);
      expectRun(result, { status, stdout: '', stderr: /^codeship-sec: verdict: not / });
    }
    expect(files()).toEqual(['bad.asc', 'unsigned.asc']);
  });

  it('is exactly what was signed', async () => {
    put('good.asc', `before\n${clear}after\n`);
    expectRun(await verify(['-o', 'out', 'good.asc']), { status: 0, stdout: /^Verdict/ });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe(TEXT);
    expectRun(await verify(['-o', '-', 'good.asc']), { status: 0, stdout: TEXT, stderr: /good: signed by/ });
    const binary = Buffer.from([0, 255, 13, 10, 27, 91]);
    put('inline.gpg', await inline(vendor.privateKey, binary));
    expect((await verify(['-o', '-', 'inline.gpg'])).bytes).toEqual(binary);
  });

  it('says what was written, or that nothing was', async () => {
    put('good.asc', clear);
    put('bad.asc', clear.replace('10', '99'));
    put('report.asc', secret);
    for (const file of ['bad.asc', 'report.asc']) {
      const result = await verify(['-o', 'out', file]);
      expectRun(result, { status: 3, stderr: /^codeship-sec: nothing was written to out$/m });
      const json = await verify(['--json', '-o', 'out', file]);
      expect(JSON.parse(json.stdout).output).toBeNull();
    }
    expectRun(await verify(['-o', '-', 'bad.asc']), { status: 3, stderr: /nothing was written to standard/ });
    const bytes = Buffer.byteLength(TEXT);
    expectRun(await verify(['-o', 'out', 'good.asc']), {
      status: 0,
      stderr: `codeship-sec: wrote out (${bytes} bytes)\n`,
    });
    const json = JSON.parse((await verify(['--json', '-f', '-o', 'out', 'good.asc'])).stdout);
    expectSchema('verify', json);
    expect(json.output).toEqual({ path: 'out', bytes });
    expect((await verify(['-o', '-', 'good.asc'])).stderr).not.toMatch(/wrote/);
    expectRun(await verify(['-q', '-f', '-o', 'out', 'good.asc']), { status: 0, stderr: '' });
  });

  it('does not replace a file without --force, nor the input with it', async () => {
    put('good.asc', clear);
    put('out', 'old');
    expectRun(await verify(['-o', 'out', 'good.asc']), { status: 59, stdout: '' });
    expectRun(await verify(['-f', '-o', 'out', 'good.asc']), { status: 0 });
    expect(readFileSync(join(cwd, 'out'), 'utf8')).toBe(TEXT);
    linkSync(join(cwd, 'good.asc'), join(cwd, 'link.asc'));
    expectRun(await verify(['-f', '-o', 'link.asc', 'good.asc']), { status: 59 });
    expect(readFileSync(join(cwd, 'good.asc'), 'utf8')).toBe(clear);
  });

  it('over --max-size is refused, with the hint', async () => {
    put('inline.gpg', await inline(vendor.privateKey, Buffer.alloc(5000)));
    expectRun(await verify(['--max-size', '4k', 'inline.gpg']), { status: 41, stderr: /hint: .*--max-size/ });
    expectRun(await verify(['--max-size', '5000', 'inline.gpg']), { status: 0 });
    expectRun(await verify(['--max-size', '4999', 'inline.gpg']), { status: 41 });
    const zipped = Buffer.concat([Buffer.from([1]), deflateRawSync(readFileSync(join(cwd, 'inline.gpg')))]);
    put('zipped.gpg', packet(8, zipped));
    expectRun(await verify(['--max-size', '5000', 'zipped.gpg']), { status: 0 });
    expectRun(await verify(['--max-size', '4999', 'zipped.gpg']), {
      status: 41,
      stdout: /it holds more than 4999 bytes, the most that is\s+allowed/,
      stderr: /hint: to allow more: .*--max-size 1G zipped.gpg/,
    });
    for (const size of ['0', 'x', '-1', '1e3', '10T', '99999999999999']) {
      expectRun(await verify(['--max-size', size, 'inline.gpg']), {
        status: 2,
        stdout: '',
        stderr: /--max-size/,
      });
    }
  });
});

describe('a detached signature', () => {
  it('of changed data: 3, and no output', async () => {
    put('report.pdf.asc', signature);
    put('report.pdf', 'the Report\n');
    expectRun(await verify(['-o', 'out', 'report.pdf.asc']), { status: 3, stdout: /Signature +bad/ });
    expect(existsSync(join(cwd, 'out'))).toBe(false);
  });

  it('without its data: 61, and says so', async () => {
    put('report.pdf.asc', signature);
    expectRun(await verify(['report.pdf.asc']), {
      status: 61,
      stderr:
        /error: report.pdf.asc is a detached signature, and its data report.pdf is missing\n.*hint: codeship-sec verify --bundle \S+ report.pdf.asc DATA\n$/,
    });
    put('named.txt', signature);
    expectRun(await verify(['named.txt']), {
      status: 61,
      stderr: /hint: codeship-sec verify --bundle \S+ named.txt DATA/,
    });
    expectRun(await verify([], { stdin: signature }), {
      status: 61,
      stderr: /hint: .*--signature SIGNATURE DATA/,
    });
  });

  it('after its data instead of before it: 2, with the corrected command', async () => {
    put('s.asc', signature);
    put('my data', DATA);
    expectRun(await verify(['my data', 's.asc']), {
      status: 2,
      stdout: '',
      stderr: /hint: codeship-sec verify --bundle \S+ s.asc 'my data'/,
    });
  });

  it('that is a whole signed message: 41', async () => {
    put('inline.gpg', await inline(vendor.privateKey, DATA));
    put('clear.asc', clear);
    put('data', DATA);
    for (const file of ['inline.gpg', 'clear.asc']) {
      expectRun(await verify([file, 'data']), { status: 41, stdout: /it is a whole signed\s+message/ });
      expectRun(await verify(['--signature', file, 'data']), { status: 41 });
    }
    expectRun(await verify(['--signature', 'data', 'data']), {
      status: 41,
      stdout: /not a detached signature/,
    });
  });

  it('both from stdin, or one too many: 2', async () => {
    const stderr = /hint: codeship-sec verify --bundle \S+ --signature SIGNATURE DATA\n/;
    expectRun(await verify(['-', '-']), { status: 2, stdout: '', stderr });
    expectRun(await verify(['--signature', '-']), { status: 2, stderr });
    expectRun(await verify(['--signature', 'a', 'b', 'c']), { status: 2 });
    expectRun(await verify(['a', 'b', 'c']), { status: 2 });
  });

  it('good, in every order in which it may be given', async () => {
    put('report.pdf', DATA);
    put('report.pdf.asc', signature);
    const ways = [
      ['report.pdf.asc'],
      ['report.pdf'],
      ['report.pdf.asc', 'report.pdf'],
      ['--signature', 'report.pdf.asc', 'report.pdf'],
    ];
    for (const way of ways) expectRun(await verify(way), { status: 0, stdout: /^Verdict +good/ });
    for (const way of [
      ['report.pdf.asc', '-'],
      ['--signature', 'report.pdf.asc'],
    ]) {
      expectRun(await verify(way, { stdin: DATA }), { status: 0 });
    }
    expectRun(await verify(['-', 'report.pdf'], { stdin: signature }), { status: 0 });
    expectRun(await verify(['-o', '-', 'report.pdf']), { status: 0, stdout: DATA.toString() });
    expectRun(await verify(['-o', 'copy', 'report.pdf']), { status: 0 });
    expect(readFileSync(join(cwd, 'copy'))).toEqual(DATA);
    expectRun(await verify(['-f', '-o', 'report.pdf', 'report.pdf']), { status: 59 });
    expectRun(await verify(['-f', '-o', 'report.pdf.asc', 'report.pdf']), { status: 59 });
  });

  it('found by itself is named, in words and in JSON', async () => {
    put('report.pdf', 'the Report\n');
    put('report.pdf.sig', signature);
    const words = async (...args: string[]) =>
      /Checked +([\s\S]*?)\n$/.exec((await verify(args)).stdout)?.[1]?.replace(/\s+/g, ' ');
    const found = 'report.pdf, with the signature in report.pdf.sig (found beside it)';
    expect(await words('report.pdf')).toBe(found); // bad, and said of which
    put('report.pdf', DATA);
    expect(await words('report.pdf')).toBe(found);
    expect(await words('report.pdf.sig')).toBe(
      'report.pdf (found beside it), with the signature in report.pdf.sig',
    );
    const given = await verify(['-', 'report.pdf'], { stdin: signature });
    expect(given.stdout).toMatch(/Checked +report.pdf, with the signature in standard input\n$/);
    const json = JSON.parse((await verify(['--json', 'report.pdf'])).stdout);
    expectSchema('verify', json);
    expect(json).toMatchObject({ signatureFile: 'report.pdf.sig', dataFile: 'report.pdf' });
    const none = JSON.parse((await verify(['--json'], { stdin: clear })).stdout);
    expect(none).toMatchObject({ signatureFile: null, dataFile: null });
  });

  it('larger than memory is kept for: released whole, only when good', async () => {
    const large = Buffer.alloc(20 << 20, 'line of text\n');
    put(
      'large.sig',
      packet(2, await signatureBody(vendor.privateKey, large, { type: enums.signature.text })),
    );
    put('large', large);
    const good = await verify(['-o', '-', 'large']);
    expect(good.status).toBe(0);
    expect(good.bytes.equals(large)).toBe(true);
    large[large.length - 9] = 0;
    put('large', large);
    expectRun(await verify(['-o', '-', 'large']), { status: 3, stdout: '' });
  });

  it('beside an archive that has a block somewhere in it', async () => {
    const archive = Buffer.concat([Buffer.alloc(512), Buffer.from(signature), Buffer.alloc(1 << 18)]);
    put('keys.tar', archive);
    expectRun(await verify(['keys.tar']), { status: 5, stdout: /some other binary file/ });
    put('keys.tar.sig', packet(2, await signatureBody(vendor.privateKey, archive)));
    expectRun(await verify(['keys.tar']), { status: 0, stdout: /^Verdict +good/ });
  });

  it('from a pipe, signed while we wait for it', async () => {
    put('report', DATA);
    const result = await runSlowly(['verify', '--bundle', vendor.dir, '--signature', '-', 'report'], () =>
      signatureBody(vendor.privateKey, DATA).then((body) => packet(2, body)),
    );
    expect(result).toBe(0);
  });

  it.skipIf(process.platform === 'win32')('beside a file: what cannot be one does no harm', async () => {
    put('report', DATA);
    const plain = { status: 5, stdout: /plain text/, stderr: '' };
    const sibling = join(cwd, 'report.asc');
    execFileSync('mkfifo', [sibling]);
    expectRun(await verify(['report']), plain);
    rmSync(sibling);
    mkdirSync(sibling);
    expectRun(await verify(['report']), plain);
    rmSync(sibling, { recursive: true });
    symlinkSync('/proc/self/mem', sibling);
    expectRun(await verify(['report']), plain);
    rmSync(sibling);
    for (const junk of ['junk\n', '', clear.slice(0, 200), vendor.certificate]) {
      put('report.asc', junk);
      expectRun(await verify(['report']), plain);
    }
    put('report.sig', signature);
    expectRun(await verify(['report']), { status: 0 });
  });

  it('beside a file: what encrypt wrote there is only a hint', async () => {
    put('report.txt', 'hello\n');
    put('report.txt.asc', secret);
    expectRun(await verify(['report.txt']), {
      status: 5,
      stderr: /hint: codeship-sec verify --bundle \S+ report.txt.asc/,
    });
  });
});

describe('--json', () => {
  const json = async (args: readonly string[], options: RunOptions = {}) => {
    const result = await verify(['--json', ...args], options);
    const value = JSON.parse(result.stdout);
    expectSchema(value.error ? 'error' : 'verify', value);
    return { status: result.status, value };
  };

  it('has every field for every verdict', async () => {
    const fields = ['kind', 'verdict', 'keyExpired', 'signatures', 'recipients', 'passwords', 'warnings'];
    for (const [stdin, verdict, status] of [
      [clear, 'good', 0],
      [clear.replace('10', '99'), 'not-verified', 3],
      [secret, 'addressed', 0],
      ['text', 'not-protected', 5],
      [`> ${clear.replace(/\n/g, '\n> ')}`, 'malformed', 41],
    ] as const) {
      const result = await json([], { stdin });
      expect(result).toMatchObject({ status, value: { verdict } });
      expect(Object.keys(result.value)).toEqual(expect.arrayContaining(fields));
    }
  });

  it('names the signer in full', async () => {
    const { value } = await json([], { stdin: clear });
    expect(value.signatures).toMatchObject([
      {
        status: 'good',
        fingerprint: vendor.fingerprint,
        keyID: vendor.fingerprint.slice(-16),
        hash: 'SHA512',
      },
    ]);
  });

  it('contradicts content on stdout: 2, as JSON', async () => {
    const result = await json(['-o', '-'], { stdin: clear });
    expect(result).toMatchObject({ status: 2, value: { error: { code: 'USAGE', exit: 2 } } });
  });

  it('missing data is an error, not a verdict', async () => {
    put('a.asc', signature);
    expect(await json(['a.asc'])).toMatchObject({ status: 61, value: { error: { code: 'MISSING_INPUT' } } });
  });
});

describe('hostile text', () => {
  it('never reaches the terminal raw', async () => {
    const evil = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: \x1b]0;owned\x07\u202e\n\nx\n`;
    const result = await verify(['a\x1b[2J.asc']);
    expect(result.stderr).not.toContain('\x1b');
    for (const args of [[], ['--json']]) {
      const shown = await verify(args, { stdin: evil });
      expect(shown.status).toBe(41);
      expect(shown.stdout + shown.stderr).not.toMatch(/[\x1b\x07\u202e]/);
    }
  });
});
