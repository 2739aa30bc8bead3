import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleartext } from '../../support/messages.js';
import { expectRun, type RunOptions, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';
import { TEXT, verifier } from '../../support/verifier.js';

const given = verifier();
const { files, put, verify } = given;

let stranger: TestVendor;
beforeAll(async () => {
  stranger = await makeVendor({ type: 'curve25519' });
});

describe('the table of verdicts', () => {
  it('what came by standard input has gone: no hint asks for it again', async () => {
    expectRun(await verify(['-'], { stdin: given.clear }), { status: 0, stdout: /^GENUINE: /, stderr: '' });
  });

  it('bad, and by a stranger: 3', async () => {
    put('bad.asc', given.clear.replace('10', '99'));
    expectRun(await verify(['bad.asc']), {
      status: 3,
      stdout:
        /^NOT GENUINE: the signature does not fit \(the text was changed, or it never was the vendor's\)\nSignature +bad: [\s\S]*\nWhat to do: do not act on it; .*\n$/,
      stderr: /^codeship-sec: hint: codeship-sec contact --bundle \S+\n$/,
    });
    put('other.asc', await cleartext(stranger.privateKey, TEXT));
    expectRun(await verify(['other.asc']), {
      status: 3,
      stdout:
        /^NOT GENUINE: not signed by the vendor\n[\s\S]*\nWhat to do: do not take it for Example's, .*; if it matters, ask Example\n$/,
      stderr: /^codeship-sec: hint: codeship-sec contact --bundle \S+\n$/,
    });
  });

  it('malformed: 41, with what is wrong and the command that repairs it', async () => {
    put("it's.asc", given.clear.replace(/\n/g, '\r'));
    const result = await verify(["it's.asc"]);
    const hint = process.platform === 'win32' ? '' : /hint: tr/;
    expectRun(result, { status: 41, stdout: /^CANNOT TELL: .*carriage returns alone/, stderr: hint });
  });

  it('not OpenPGP: 5', async () => {
    put('plain.txt', 'hello\n');
    expectRun(await verify(['plain.txt']), {
      status: 5,
      stdout: /^NOT SIGNED: this is plain text\nWhat to do: do not take it for Example's/,
    });
    put('sec.asc', given.vendor.secretKey);
    expectRun(await verify(['sec.asc']), {
      status: 5,
      stdout: /^NOT SIGNED: .*SECRET KEY\nWhat to do: never send it/,
      stderr: /warning: .*never send it/,
    });
  });

  it('encrypted: 3, whoever it is addressed to', async () => {
    put('report.asc', given.secret);
    const addressed = await verify(['report.asc']);
    expectRun(addressed, {
      status: 3,
      stdout:
        /^CANNOT TELL: it is encrypted and hides who wrote it; addressed to Example's key\n[\s\S]*anyone can write a key ID into a message/,
    });
    expect(addressed.stdout).not.toMatch(/encrypted to/);
    expectRun(await verify(['--output', 'out', 'report.asc']), { status: 3 });
    const other = ['verify', '--bundle', stranger.dir, 'report.asc'];
    expectRun(await run(other, { cwd: given.cwd }), {
      status: 3,
      stdout:
        /^CANNOT TELL: it is encrypted and hides who wrote it; addressed to others than Example, as Example's own messages are\n/,
    });
    expect(files()).toEqual(['report.asc']);
  });

  it('good: 0, from a file and from stdin', async () => {
    put('good.asc', given.clear);
    const good =
      /^GENUINE: signed by Example's key\nSigned by +Example, as the bundle at \S+ has it\nSignature +good \(made .*, by [0-9A-F]{40}, SHA512\)\n/;
    expectRun(await verify(['good.asc']), {
      status: 0,
      stdout: good,
      stderr: /^codeship-sec: hint: codeship-sec verify --bundle \S+ good.asc --output -\n$/,
    });
    for (const args of [[], ['-']]) {
      expectRun(await verify(args, { stdin: given.clear }), { status: 0, stdout: good });
    }
  });

  it('nothing on stderr but errors with --quiet', async () => {
    expectRun(await verify(['-q'], { stdin: `x\n${given.clear}` }), { status: 0, stderr: '' });
  });

  it('missing, and a folder: 61', async () => {
    expectRun(await verify(['no.asc']), { status: 61, stdout: '', stderr: /error: cannot read no.asc/ });
    mkdirSync(join(given.cwd, 'folder'));
    expectRun(await verify(['folder']), { status: 61, stdout: '' });
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
    const fields = ['kind', 'keyExpired', 'signatures', 'recipients', 'passwords', 'warnings', 'next'];
    for (const [stdin, verdict, status, addressed, complete, repairs = []] of [
      [given.clear, 'good', 0, null, true],
      [`more\n${given.clear}`, 'good', 0, null, false],
      [given.clear.replace('10', '99'), 'not-verified', 3, null, false],
      [given.secret, 'addressed', 3, true, false],
      ['text', 'not-protected', 5, null, false],
      [`> ${given.clear.replace(/\n/g, '\n> ')}`, 'good', 0, null, true, ['quoted']],
      [given.clear.replace(/\n/g, '\r'), 'malformed', 41, null, false],
    ] as const) {
      const result = await json([], { stdin });
      const value = { verdict, addressed, complete, repairs, parts: [] };
      expect(result).toMatchObject({ status, value });
      expect(Object.keys(result.value)).toEqual(expect.arrayContaining(fields));
    }
  });

  it('says what stands around a block and is not signed', async () => {
    const { value } = await json([], { stdin: `Pay Mallory\n${given.clear}two\nlines\n` });
    expect(value.unsigned).toEqual([
      '1 line of text before the block is neither signed nor encrypted',
      '2 lines of text after the block are neither signed nor encrypted',
    ]);
    expect(value.warnings).toEqual(value.unsigned);
  });

  it('names the signer in full', async () => {
    const { value } = await json([], { stdin: given.clear });
    expect(value.signatures).toMatchObject([
      {
        status: 'good',
        fingerprint: given.vendor.fingerprint,
        keyID: given.vendor.fingerprint.slice(-16),
        hash: 'SHA512',
      },
    ]);
  });

  it('contradicts content on stdout: 2, as JSON', async () => {
    const result = await json(['-o', '-'], { stdin: given.clear });
    expect(result).toMatchObject({ status: 2, value: { error: { code: 'USAGE', exit: 2 } } });
  });

  it('missing data is an error, not a verdict', async () => {
    put('a.asc', given.signature);
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
