import { generateKeyPairSync } from 'node:crypto';
import { linkSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { KEYS, posix, reporter } from '../../support/reporter.js';
import { expectRun, run } from '../../support/run.js';

// A slip must not send anybody's secret to the vendor.

const me = reporter();
const { args, encrypt, shell } = me;
const names = () => readdirSync(me.cwd).sort();

describe('a report that holds a private key', () => {
  const warning = (what: string) =>
    new RegExp(`^codeship-sec: warning: \\S+ holds ${what}: whoever decrypts the message has it too$`, 'm');
  const pem = (type: 'pkcs1' | 'pkcs8' | 'sec1') => {
    const pair = type === 'pkcs1' ? generateKeyPairSync('rsa', { modulusLength: 1024 }) : ec();
    return pair.privateKey.export({ type, format: 'pem' });
  };
  const ec = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const locked = (key: string) => Buffer.from(key.replace(/^(\n|.)*?\n\n|\n=.*(\n|.)*$/g, ''), 'base64');

  it.each<[string, string, () => string | Uint8Array]>([
    ['armored', 'an OpenPGP secret key', () => me.keys['me.key']],
    ['after a word', 'an OpenPGP secret key', () => `\ufeffHello,\r\n${me.keys['me.key']}`],
    ['binary', 'an OpenPGP secret key', () => me.vendor.privateKey.write()],
    ['locked, binary', 'an OpenPGP secret key', () => locked(me.keys['me.key'])],
    ['of gpg (old packet format)', 'an OpenPGP secret key', () => Buffer.from('9458045f00000016', 'hex')],
    ['PKCS 1', 'a private key', () => pem('pkcs1')],
    ['PKCS 8', 'a private key', () => pem('pkcs8')],
    ['SEC 1', 'a private key', () => pem('sec1')],
    ['OpenSSH', 'an OpenSSH private key', () => '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r'],
    ['age', 'an age identity', () => '# created: 2026\nAGE-SECRET-KEY-1QQQQ\n'],
  ])('%s: a warning, and it is encrypted', async (_name, what, content) => {
    writeFileSync(join(me.cwd, 'report'), content());
    expectRun(await encrypt('report', '-f'), { status: 0, stderr: warning(what) });
    const piped = await run(args('--json', '-o', 'out', '-f'), { cwd: me.cwd, stdin: content() });
    expect(JSON.parse(piped.stdout).warnings).toEqual([
      expect.stringMatching(`standard input holds ${what}`),
    ]);
  });
});

describe('a secret in the place of the report', () => {
  posix.each(['me.key', 'phrase'])('%s, by any name or standard input: 2, nothing written', async (name) => {
    linkSync(join(me.cwd, name), join(me.cwd, 'hard'));
    symlinkSync(name, join(me.cwd, 'soft'));
    const before = names();
    const option = name === 'phrase' ? '--passphrase-file' : '--sign-with';
    for (const report of [name, 'hard', 'soft']) {
      expectRun(await encrypt('report', report, ...KEYS), {
        status: 2,
        stdout: '',
        stderr: new RegExp(
          `error: ${report} is the report and what ${option} reads: a secret is not sent as the report\n` +
            'codeship-sec: name the report as a file of its own\n$',
        ),
      });
    }
    expect(names()).toEqual(before);
  });

  posix('a file behind standard input: 2, and behind a pass phrase’s path too', () => {
    for (const script of [
      '"$@" --sign-with me.key < me.key',
      '"$@" --sign-with me.key --passphrase-file phrase < phrase',
      '"$@" --sign-with me.key --passphrase-file /dev/stdin < phrase',
      '"$@" --sign-with me.key --passphrase-file /dev/fd/3 3< phrase < phrase',
    ]) {
      const { status, stdout, stderr } = shell(script);
      expect({ script, status, stdout, stderr }).toMatchObject({
        ...{ script, status: 2, stdout: '', stderr: expect.stringContaining('standard input is the report') },
      });
    }
  });

  posix('standard input is free for a pass phrase when the report is a file', async () => {
    const options = ['report', '--sign-with', 'me.key', '--passphrase-file', '/dev/stdin'];
    const result = await run(args(...options), { cwd: me.cwd, stdin: 'sesame\n' });
    expectRun(result, { status: 0, stderr: /signed with the key of Reporter/ });
  });

  posix('the reporter’s own certificate is none, and may be sent', async () => {
    expectRun(await encrypt('me.asc', ...KEYS, '-o', 'out'), { status: 0 });
    const { status } = shell('"$@" --encrypt-to-self me.asc < me.asc');
    expect(status).toBe(0);
  });
});
