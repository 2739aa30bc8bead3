import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { signedMailVerifier } from '../../support/mail-verifier.js';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { inner, MAIL_HEAD, multipart, SIGNED_TYPE, signedMails } from '../../support/signed-mails.js';
import { runOnTerminal } from '../../support/terminal.js';

const EVIL = 'Content-Type: text/plain\n\nPay Mallory\n';

const given = signedMailVerifier();
let list: string;

beforeAll(() => {
  const { part, signature } = given.mails;
  list = MAIL_HEAD + multipart([inner([part, signature], { type: SIGNED_TYPE }), EVIL]);
});

const verify = (content: string, ...args: string[]) => given.verify('mail.eml', content, ...args);

async function verifyJson(content: string, ...args: string[]) {
  const { status, stdout } = await verify(content, '--json', ...args);
  const result = JSON.parse(stdout);
  expectSchema('verify', result);
  return { status, result };
}

describe('a mail that shows what nobody signed', () => {
  const signed = (shape: { before?: string; after?: string; boundary?: string }) =>
    MAIL_HEAD + multipart([given.mails.part, given.mails.signature], { type: SIGNED_TYPE, ...shape });

  it('text around the parts: the first line says that there is more, and it is named', async () => {
    const mail = signed({ before: 'Pay Mallory\n', after: 'Pay\nMallory\n' });
    expectRun(await verify(mail), {
      status: 0,
      stdout:
        /^GENUINE, but only the text shown here: mail\.eml holds more that nobody signed\n[\s\S]*^Not signed +From, To, Subject and Date of the mail\n +1 line of text before the first part\n +2 lines of text after the last part$/m,
    });
    const { status, result } = await verifyJson(mail);
    expect(status).toBe(0);
    expect(result).toMatchObject({ verdict: 'good', complete: false, parts: [] });
    expect(result.unsigned).toHaveLength(3);
    expect(JSON.stringify(result)).not.toContain('Mallory');
  });

  it('From, To, Subject and Date alone: in a line of their own, and complete', async () => {
    const { result } = await verifyJson(signed({}));
    expect(result).toMatchObject({ complete: true, unsigned: ['From, To, Subject and Date of the mail'] });
    expectRun(await verify(signed({})), {
      status: 0,
      stdout: /^GENUINE: signed by .*\n[\s\S]*^Not signed +From, To, Subject and Date of the mail$/m,
    });
  });

  it('whom an answer would go to is named too', async () => {
    const result = await verify(`Reply-To: mallory@example.com\n${signed({})}`);
    expectRun(result, {
      status: 0,
      stdout:
        /^Not signed +From, Reply-To, To, Subject and Date of the mail\n[\s\S]*; From, Reply-To, To, Subject and Date of the mail are not signed$/m,
    });
  });

  it('more parts than are looked at: 41, and no part is passed over', async () => {
    const blanks = Array<string>(1100).fill('Content-Type: text/plain\n\n');
    const result = await verify(MAIL_HEAD + multipart([given.mails.text, ...blanks, EVIL]));
    expectRun(result, { status: 41, stdout: /more than 1000 parts/ });
  });

  it('two hundred parts: listed, not genuine', async () => {
    const blanks = Array<string>(200).fill('Content-Type: text/plain\n\n');
    const { status, result } = await verifyJson(MAIL_HEAD + multipart([given.mails.text, ...blanks, EVIL]));
    expect(status).toBe(3);
    expect(result.parts).toEqual([
      { number: 1, kind: 'cleartext', verdict: 'good' },
      { number: 202, kind: 'text', verdict: 'not-protected' },
    ]);
  });

  it('two readings of a boundary: 41', async () => {
    for (const boundary of ['boundary=b1; boundary=c', '(; boundary=b1) boundary=c']) {
      const result = await verify(signed({ boundary, after: `--c\n${EVIL}\n--c--\n` }));
      expectRun(result, { status: 41, stdout: /^CANNOT TELL: .*(twice|differ)/ });
    }
  });

  it('a name of an attachment reaches the screen with its controls escaped', async () => {
    const evil = 'Content-Type: image/png; name="a\x1b[2Jb.png"\n\n.';
    const { stdout } = await verify(list.replace(EVIL, evil), '--part', '1');
    expect(stdout).toContain('an attachment: "a\\u001b[2Jb.png" (image/png)');
  });
});

describe('verify --part', () => {
  it('without it, each part is said what it is: 3, and the commands that look at one', async () => {
    const result = await verify(list);
    expectRun(result, {
      status: 3,
      stdout:
        /^NOT GENUINE: only a part of the mail is signed by the vendor\n[\s\S]*^Part 1 +a signed part \(multipart\/signed\)\n +GENUINE in part: --part 1 shows what of it is signed\nPart 2 +a text \(text\/plain\)\n +NOT SIGNED: this is plain text$/m,
      stderr: /^codeship-sec: hint: codeship-sec verify --bundle \S+ --part 1 mail\.eml$/m,
    });
    expect(result.stdout).not.toContain('Pay Mallory');
  });

  it('parts of one kind are told apart: by the mail that they are in, and by what its head says', async () => {
    const { part, signature } = given.mails;
    const mail = (subject: string) =>
      `Content-Type: message/rfc822\n\nFrom: security@example.com\nSubject: ${subject}\nDate: Thu, 26 Nov 2026 10:00:00 +0000\n` +
      inner([part, signature], { type: SIGNED_TYPE });
    const long = `=?utf-8?q?${'a'.repeat(40)}=E2=80=AE?= ${'b'.repeat(40)}`;
    const { stdout } = await verify(
      MAIL_HEAD + multipart([mail('advisory'), mail(long)]),
      '--color',
      'never',
    );
    const date = ', Date "Thu, 26 Nov 2026 10:00:00 +0000"';
    expect(stdout.match(/^Part .*/gm)).toEqual([
      `Part 1  a mail, Subject "advisory"${date} (not signed)`,
      'Part 2  a signed part (multipart/signed), in part 1',
      `Part 3  a mail, Subject "${'a'.repeat(40)}\\u202e ${'b'.repeat(13)} ..."${date} (not signed)`,
      'Part 4  a signed part (multipart/signed), in part 3',
    ]);
    expect(stdout).not.toContain('security@example.com');
  });

  it('a subject that nobody signed is said to be so beside a good answer alone, and not where it is signed', async () => {
    const head = 'Subject: advisory\nDate: Wed, 25 Nov 2026 10:00:00 +0000\n';
    const shown = 'a mail, Subject "advisory", Date "Wed, 25 Nov 2026 10:00:00 +0000"';
    const content = `Content-Type: text/plain; protected-headers="v1"\n${head}\nhello\n`;
    const { part, signature } = await signedMails(given.vendor, content);
    const whole = inner([part, signature], { type: SIGNED_TYPE });
    const evil = `Content-Type: message/rfc822\n\n${head}\nPay Mallory\n`;
    const { stdout } = await verify(
      MAIL_HEAD + multipart([`Content-Type: message/rfc822\n\n${head}${whole}`, evil]),
    );
    expect(stdout.match(/^Part \d +a mail.*/gm)).toEqual([`Part 1  ${shown}`, `Part 3  ${shown}`]);
  });

  it('a subject or a file name that ends its quotes: no line begins with it', async () => {
    const words = `${'\u5168'.repeat(23)}" GENUINE: signed by Example's key`;
    const mail = `Content-Type: message/rfc822\n\nSubject: ${words}\n\nPay Mallory`;
    const escaped = words.replace('"', '\\"');
    const file = `Content-Type: text/plain; name="${escaped}"\nContent-Disposition: attachment; filename="${escaped}"\n\nPay`;
    writeFileSync(join(given.cwd, 'mail.eml'), MAIL_HEAD + multipart([given.mails.text, mail, file]));
    for (const columns of [60, 80]) {
      const args = ['verify', '--bundle', given.vendor.dir, 'mail.eml'];
      const { output } = await runOnTerminal(args, {
        ...{ cwd: given.cwd, columns },
        env: { NO_COLOR: '1' },
      });
      const lines = output.split('\n');
      expect(lines.filter((line) => /^ *GENUINE/.test(line))).toEqual([expect.stringContaining('--part 1')]);
      expect(lines.filter((line) => line.includes(`\u5168' GENUINE:`))).toHaveLength(2);
    }
  });

  it('each of them signed: it is not said that only a part is', async () => {
    expectRun(await verify(MAIL_HEAD + multipart([given.mails.text, given.mails.text])), {
      status: 3,
      stdout: /^NOT GENUINE as one: each part of the mail is signed by the vendor, by itself\n/,
    });
  });

  it('each of them signed, and more shown in or between them: the first line says that nobody signed it', async () => {
    const around = given.mails.text.replace('\n\n', '\n\nPay Mallory\n\n');
    const two = [given.mails.text, given.mails.text];
    for (const mail of [multipart([given.mails.text, around]), multipart(two, { before: 'Pay Mallory\n' })]) {
      const result = await verify(MAIL_HEAD + mail);
      expectRun(result, {
        status: 3,
        stdout:
          /^NOT GENUINE: each part of the mail holds a text signed by the vendor, and the mail shows more that nobody signed\n/,
      });
      expect(result.stdout).not.toContain('Pay Mallory');
    }
  });

  it('are looked at once more where the mail came by standard input: no command has it again', async () => {
    const result = await run(['verify', '--bundle', given.vendor.dir], { stdin: list });
    expectRun(result, {
      status: 3,
      stdout: /look at one part by itself \(once more, with --part and its number\)/,
    });
    expect(result.stderr).not.toContain('--part');
  });

  it('takes one: genuine, and the rest of the file is named; its content is that part', async () => {
    expectRun(await verify(list, '--part', '1', '-o', 'part'), {
      status: 0,
      stdout: /^GENUINE, but only the text shown here: [\s\S]*another part: 1 line of text/,
    });
    expect(readFileSync(join(given.cwd, 'part'), 'latin1')).toBe(given.mails.part.replace(/\n/g, '\r\n'));
    expectRun(await verify(list, '--part', '2'), { status: 5, stdout: /^NOT SIGNED: / });
    const bad = await verify(list.replace('the report', 'the rapport'), '--part', '1');
    expectRun(bad, { status: 3, stdout: /^NOT GENUINE: / });
  });

  it('that is not there: 1', async () => {
    expectRun(await verify(list, '--part', '3'), {
      status: 1,
      stdout: '',
      stderr:
        /error: there is no such part: its parts are numbered from 1 to 2\n.*hint: codeship-sec verify --bundle \S+ mail\.eml/,
    });
    expectRun(await verify('no mail', '--part', '2'), { status: 1, stderr: /it has one part/ });
    expectRun(await verify('no mail', '--part', '1'), { status: 5, stdout: /^NOT SIGNED: / });
  });

  it.each([
    ['0', /--part is no number from 1 up: 0/],
    ['1.5', /--part is no number from 1 up/],
    ['one', /--part is no number from 1 up/],
  ])('%j: 2', async (part, stderr) => {
    expectRun(await verify(list, '--part', part), { status: 2, stdout: '', stderr });
  });

  it('with what it cannot go with: 2', async () => {
    for (const args of [['--addressed'], ['--signature', 'other'], ['other']]) {
      expectRun(await verify(list, '--part', '1', ...args), { status: 2, stdout: '' });
    }
  });
});

describe('what is no mail for this program', () => {
  it('a mail as Outlook saves it: named, and how to save it otherwise', async () => {
    writeFileSync(
      join(given.cwd, 'mail.msg'),
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(9000)]),
    );
    const result = await run(['verify', '--bundle', given.vendor.dir, 'mail.msg'], { cwd: given.cwd });
    expectRun(result, {
      status: 5,
      stdout: /^CANNOT TELL: this is a mail as Outlook saves it[\s\S]*save the mail as \.eml/,
    });
  });
});
