import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, readKey } from 'openpgp';
import PostalMime from 'postal-mime';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { requireTool, runTool } from '../../support/tools.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor();
});

beforeEach(() => {
  cwd = emptyFolder();
  writeFileSync(join(cwd, 'report.md'), 'It breaks.\n');
  writeFileSync(join(cwd, 'ü.bin'), Buffer.from([0, 255, 10, 13]));
});

const encrypt = (args: readonly string[], more: object = {}) =>
  run(['encrypt', '--email', ...args, '--bundle', vendor.dir], { cwd, ...more });

/** The mail's head, and what is encrypted in it. */
async function opened(mail: Buffer | string, signers: Parameters<typeof openMessage>[2] = []) {
  const text = mail.toString();
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const block = /-----BEGIN PGP MESSAGE-----[\s\S]*-----END PGP MESSAGE-----\r\n/.exec(text)?.[0] ?? '';
  const { data, signedBy } = await openMessage(Buffer.from(block), vendor.privateKey, signers);
  const head = text.slice(0, text.indexOf('\r\n\r\n')).replace(/\r\n /g, ' ').split('\r\n');
  return {
    head,
    inner: data,
    signedBy,
    read: await PostalMime.parse(data, { attachmentEncoding: 'arraybuffer' }),
  };
}

describe('encrypt --email', () => {
  it('writes one mail of a report and its attachments, and says how to send it', async () => {
    const args = ['report.md', 'ü.bin', '--from', 'Ann <ann@example.org>', '--subject', 'Overflow'];
    expectRun(await encrypt(args), {
      status: 0,
      stdout: '',
      stderr: new RegExp(
        [
          '^codeship-sec: wrote report.md.eml \\(.*\\)',
          'codeship-sec: readable only with the key of Example Security <security@example.com>:',
          `codeship-sec: ${vendor.fingerprint}`,
          'codeship-sec: send report.md.eml as it stands .* or attach it to a mail to security@example.com, under a subject that says nothing; keep the original: you cannot decrypt the message\n$',
        ].join('\n'),
      ),
    });
    expect(readdirSync(cwd).sort()).toEqual(['report.md', 'report.md.eml', 'ü.bin'].sort());
    const { head, read } = await opened(readFileSync(join(cwd, 'report.md.eml')));
    expect(
      head.map((line) => line.replace(/: \w{3}, .*/, ': date').replace(/boundary=.*/, 'boundary')),
    ).toEqual([
      'From: "Ann" <ann@example.org>',
      'To: security@example.com',
      'Subject: [...]',
      'Date: date',
      'MIME-Version: 1.0',
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary',
    ]);
    expect(read).toMatchObject({
      subject: 'Overflow',
      text: 'It breaks.\n',
      from: { address: 'ann@example.org' },
    });
    expect(
      read.attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer)]),
    ).toEqual([['ü.bin', Buffer.from([0, 255, 10, 13])]]);
  });

  it('leaves out a From that nobody gave, says so, and takes the report from standard input', async () => {
    const result = await encrypt(['-', 'ü.bin', '-o', 'out.eml'], { stdin: 'from a pipe\n' });
    expectRun(result, { status: 0, stderr: /\ncodeship-sec: the mail has no From: .*--from/ });
    const { head, read } = await opened(readFileSync(join(cwd, 'out.eml')));
    expect(head[0]).toBe('To: security@example.com');
    expect(read).toMatchObject({ subject: 'Security report', text: 'from a pipe\n' });
    expect(read.from).toBeUndefined();
    expect(read.attachments).toHaveLength(1);
    expectRun(await encrypt([], { stdin: 'x' }), { status: 0, stdout: /^To: security@example.com\r\n/ });
  });

  it('signs inside of the encryption', async () => {
    const me = await generateKey({ userIDs: [{ name: 'Ann' }], format: 'armored' });
    writeFileSync(join(cwd, 'me.asc'), me.privateKey);
    expectRun(await encrypt(['report.md', '--sign-with', 'me.asc']), {
      status: 0,
      stderr: /signed with the key of Ann/,
    });
    const mail = readFileSync(join(cwd, 'report.md.eml'));
    const { signedBy } = await opened(mail, [await readKey({ armoredKey: me.publicKey })]);
    expect(signedBy).toHaveLength(1);
    expect(mail.toString()).not.toContain('SIGNATURE');
  });

  it.skipIf(process.platform === 'win32' || !requireTool('python3'))(
    'is sent by the command that it names, to the byte and to nobody else',
    async () => {
      const output = "it's, a mail.eml";
      const { stderr } = await encrypt(['report.md', 'ü.bin', '--from', 'ann@example.org', '-o', output]);
      const [, command = ''] = /\((sendmail .*), or a mail program/.exec(stderr) ?? [];
      const bin = emptyFolder();
      const sendmail = join(import.meta.dirname, '../../support/sendmail.py');
      writeFileSync(join(bin, 'sendmail'), `#!/bin/sh\nexec python3 '${sendmail}' "$@"\n`, { mode: 0o755 });
      runTool('sh', ['-c', command], {
        cwd,
        env: { PATH: `${bin}:${process.env.PATH}` },
      });
      expect(JSON.parse(readFileSync(join(cwd, 'sent.json'), 'utf8'))).toEqual({
        to: ['security@example.com'],
        fields: ['From', 'To', 'Subject', 'Date', 'MIME-Version', 'Content-Type'],
      });
      const sent = readFileSync(join(cwd, 'sent.eml'));
      expect(sent.equals(readFileSync(join(cwd, output)))).toBe(true);
    },
  );

  it('tells of the mail as JSON', async () => {
    const { stdout } = await encrypt([
      'report.md',
      'ü.bin',
      '--json',
      '--quiet',
      '--from',
      'ann@example.org',
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      format: 'mail',
      mail: { from: 'ann@example.org', to: 'security@example.com', subject: 'Security report' },
      outputs: [{ input: 'report.md', output: 'report.md.eml', bytesIn: 15, attachments: ['ü.bin'] }],
    });
  });

  it.each([
    [['report.md', '--binary'], '--binary and --email contradict each other'],
    [['report.md', '--subject', 'a\nBcc: eve@example.net'], '--subject takes one line'],
    [['report.md', '--from', 'a@example.org\r\nBcc: eve@example.net'], '--from takes one line'],
    [['report.md', '--from', 'nobody'], '--from takes one mail address'],
    [['report.md', '-'], 'standard input \\(-\\) stands first'],
    [['report.md', './report.md'], '\\./report.md is named twice'],
  ])('refuses %j', async (args, message) => {
    expectRun(await encrypt(args), {
      status: 2,
      stdout: '',
      stderr: new RegExp(`^codeship-sec: error: ${message}`),
    });
    expect(readdirSync(cwd).sort()).toEqual(['report.md', 'ü.bin'].sort());
  });

  it('of a vendor with a successor: only where one is told to, and nothing of a subject that it has already', async () => {
    const { stderr } = await run(['encrypt', '--email', 'report.md', '-f'], { cwd });
    expect(stderr).toMatch(/; then send report\.md\.eml only where you are told to; keep the original: /);
  });

  it.each(['--from', '--subject'])('refuses %s without it', async (option) => {
    const result = await run(['encrypt', 'report.md', option, 'a@example.org', '--bundle', vendor.dir], {
      cwd,
    });
    expectRun(result, { status: 2, stderr: new RegExp(`^codeship-sec: error: ${option} goes with --email`) });
  });

  it('leaves nothing where an attachment is missing, a folder, the output or a secret', async () => {
    for (const [args, status] of [
      [['report.md', 'gone.bin'], 61],
      [['report.md', '.'], 61],
      [['report.md', 'ü.bin', '-o', 'ü.bin', '--force'], 59],
      [['report.md', 'report.md.eml', '-o', 'ü.bin', '--force'], 61],
    ] as const) {
      expectRun(await encrypt(args), { status, stdout: '' });
      expect(readdirSync(cwd).sort()).toEqual(['report.md', 'ü.bin'].sort());
    }
  });
});
