import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, encrypt, readKey } from 'openpgp';
import { describe, expect, it } from 'vitest';
import { MANGLINGS } from '../../support/mangled.js';
import { cleartext } from '../../support/messages.js';
import { expectRun, launcher, scrubbed } from '../../support/run.js';
import { DATA, TEXT, verifier } from '../../support/verifier.js';

const given = verifier();
const { files, put, verify } = given;
const windows = process.platform === 'win32';

/** What the hint prints, run as it stands. */
function runHint(stderr: string): string {
  const hint = /hint: (.*)\n/.exec(stderr)?.[1] ?? '';
  const words = hint.replace('codeship-sec', `'${process.execPath}' '${launcher}'`);
  return execFileSync('sh', ['-c', words], {
    ...{ cwd: given.cwd, env: scrubbed(), encoding: 'utf8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

describe('what a program has done to a message', () => {
  it.each(Object.entries(MANGLINGS))('is undone, and the answer says so: %s', async (_name, { apply }) => {
    put('m.asc', apply(given.clear));
    const result = await verify(['m.asc']);
    expectRun(result, {
      status: 0,
      stdout: /^GENUINE(, but only the text shown here: m\.asc holds more| as shown here: m\.asc differs)/,
      stderr: /codeship-sec: warning: [\s\S]*hint: codeship-sec verify .* m\.asc --output -\n$/,
    });
    if (!windows) expect(runHint(result.stderr)).toBe(TEXT);
    expect(files()).toEqual(['m.asc']);
  });

  it('of a signature: the data is as it was signed', async () => {
    put('report', DATA);
    put('report.sig', MANGLINGS.quoted?.apply(given.signature) ?? '');
    expectRun(await verify(['report.sig', 'report']), {
      status: 0,
      stdout: /^GENUINE: signed by/,
      stderr: /warning: a mail program had put quote marks/,
    });
    put('report', MANGLINGS.quoted?.apply(DATA.toString()) ?? '');
    expectRun(await verify(['report.sig', 'report']), { status: 3 });
  });

  it('of an encrypted one: whether it is addressed to the vendor cannot be told', async () => {
    put('m.asc', MANGLINGS.quoted?.apply(given.secret.replace(/\r/g, '')) ?? '');
    expectRun(await verify(['m.asc']), { status: 3, stdout: /addressed to/, stderr: /quote marks/ });
    expectRun(await verify(['--addressed', 'm.asc']), { status: 4, stdout: /^CANNOT TELL: / });
  });

  it('of a large encrypted one, that shows only at its end', async () => {
    const large = await encrypt({
      message: await createMessage({ binary: Buffer.alloc(150_001, 7) }),
      encryptionKeys: await readKey({ armoredKey: given.vendor.certificate }),
    });
    put('m.asc', large.replace(/\r/g, '').replace(/=/g, '=3D'));
    expectRun(await verify(['m.asc']), { status: 3, stdout: /addressed to/, stderr: /quoted-printable/ });
    // standard input is read once
    const input = readFileSync(join(given.cwd, 'm.asc'));
    expectRun(await verify([], { stdin: input }), {
      status: 3,
      stdout: /addressed to/,
      stderr: /quoted-printable/,
    });
    put('two.asc', `${large}${given.clear}`);
    expectRun(await verify(['two.asc']), { status: 41, stdout: /Part 2/ });
  });
});

describe('what is named, and not undone', () => {
  const again = /\nWhat to do: [\s\S]*ask the sender for it again, as an attached\s+file\n$/;
  const nbsp = (text: string) => text.replace(/^-----.*$/gm, (line) => line.replace(/ /g, '\u00a0'));

  it.each<[string, () => string, RegExp]>([
    ['a line without a quote mark', () => given.clear.replace(/^(?!and)/gm, '> '), /quote marks/],
    ['lines joined into one', () => given.signature.replace(/\n/g, ' '), /joined\s+into\s+one/],
    ['other tags', () => given.clear.replace(/\n/g, '<br>\n').replace('and', '<b>and</b>'), /HTML/],
    ['no-break spaces', () => nbsp(given.secret), /non-breaking\s+spaces/],
    ['no-break spaces in a text', () => nbsp(given.clear), /non-breaking\s+spaces/],
    ['dashes', () => given.clear.replace('-----BEGIN', '\u2014--BEGIN'), /hyphens[\s\S]*into\s+dashes/],
    ['dashes everywhere', () => given.secret.replace(/---/g, '\u2014'), /hyphens[\s\S]*into\s+dashes/],
    ['plus signs for blanks', () => `text=${given.clear.replace(/ /g, '+')}`, /percent-encoded/],
    ['percent-encoding', () => `a=1&text=${encodeURIComponent(given.clear)}`, /percent-encoded/],
    ['JSON', () => JSON.stringify({ text: given.clear }), /JSON/],
    ['base64', () => Buffer.from(given.clear).toString('base64'), /base64/],
    ['base64 in JSON', () => `{"data":"${Buffer.from(given.clear).toString('base64')}"}`, /base64/],
    ['no blank line', () => given.signature.replace('\n\n', '\n'), /blank\s+line\s+before/],
  ])('%s', async (_name, make, words) => {
    put('m.asc', make());
    const result = await verify(['m.asc']);
    expectRun(result, { status: 41, stdout: words, stderr: '' });
    expect(result.stdout).toMatch(again);
  });

  it('a mention is none', async () => {
    put(
      'prose',
      'A block starts with \u2014BEGIN PGP MESSAGE\u2014 or so, "-----BEGIN PGP MESSAGE-----\\n" in C\n',
    );
    expectRun(await verify(['prose']), { status: 5 });
  });

  it.skipIf(windows)('carriage returns alone: undone by the hint', async () => {
    for (const text of [given.clear, `Hello\n\n${given.clear}`]) {
      put('m.asc', text.replace(/\n/g, '\r'));
      const result = await verify(['m.asc']);
      expectRun(result, { status: 41, stdout: /carriage returns alone/ });
      expect(runHint(result.stderr)).toMatch(/^GENUINE/);
    }
  });
});

describe('several messages in a file', () => {
  it('are listed, and each is taken by the hint', async () => {
    const other = await cleartext(given.vendor.privateKey, 'another');
    put('m.asc', `${given.clear}\n${other}`);
    const result = await verify(['m.asc', '-o', 'out']);
    expectRun(result, {
      status: 41,
      stdout: /Part 1 .*\n.*GENUINE[\s\S]*Part 2 [\s\S]*look at one message|part by itself/,
      stderr:
        /hint: codeship-sec verify .*--part 1 m\.asc\n[\s\S]*hint: codeship-sec verify .*--part 2 m\.asc\n$/,
    });
    expect(files()).toEqual(['m.asc']);
    if (!windows)
      expect(runHint(result.stderr)).toMatch(/^GENUINE, but only the text shown here: m\.asc holds more/);
    const second = await verify(['m.asc', '--part', '2', '-o', 'out']);
    expectRun(second, { status: 0, stderr: /warning: the file holds 1 other OpenPGP block/ });
    expect(files()).toEqual(['m.asc', 'out']);
    expectRun(await verify(['m.asc', '--part', '3']), { status: 1, stderr: /error: / });
  });

  it('detached signatures over one file of data, and a certificate beside a message', async () => {
    put('report', DATA);
    put('report.asc', `${given.signature}\n${given.signature}`);
    expectRun(await verify(['report.asc']), { status: 0, stdout: /^GENUINE: / });
    put('m.asc', `${given.vendor.certificate}\n${given.clear}`);
    expectRun(await verify([join(given.cwd, 'm.asc')]), {
      status: 0,
      stdout: /^GENUINE, but only the text shown here/,
      stderr: /warning: a certificate stands beside the message/,
    });
  });
});
