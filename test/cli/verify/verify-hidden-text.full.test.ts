import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIFFERS, GENUINE, HOLDS_MORE, mailOf, mailVerifier } from '../../support/mail-verifier.js';
import { MAIL_HEAD, multipart, SIGNED_TYPE, signedMails } from '../../support/signed-mails.js';
import { runOnTerminal } from '../../support/terminal.js';

const given = mailVerifier();
const { answer } = given;

describe('what stands before the head', () => {
  const signed = () => mailOf('text/plain', given.clear);

  it.each([
    ['a blank line, which ends the head for some programs', '\r\n'],
    ['a line that begins like one between mails', 'From now Mon-Fri: send 500 EUR to evil@example.com\n'],
    ['such a line behind a blank one', '\nFrom a@example.com Mon Jan  1 10:00:00 2024\n'],
  ])('is named, with the head: %s', async (_what, before) => {
    const { first, all } = await answer(`${before}X-Note: Pay Mallory\n${signed()}`);
    expect(first).toMatch(HOLDS_MORE);
    expect(all).toMatch(/lines before its header, which some programs then show as text, and the header too/);
  });

  it.each([
    'From a@example.com Mon Jan  1 10:00:00 2024\n',
    'From - Mon Jan 01 10:00:00 2024\r\n',
    'From 1789@xxx Mon Jan 01 10:00:00 +0000 2024\n',
    'From MAILER-DAEMON  Mon, 1 Jan 2024 10:00:00 +0100\n',
    'From a@example.com Mon Jan  1 10:00:00 CEST 2024\n',
  ])('is a line between mails, and no text: %j', async (line) => {
    expect((await answer(line + signed())).first).toMatch(GENUINE);
  });
});

describe('a signed text that somebody has made the signed part of a mail', () => {
  const HIDDEN = 'Note: the following is a forgery, do not do it';
  const asPart = async (content: string) => {
    const { part, signature } = await signedMails(given.vendor, content);
    return MAIL_HEAD + multipart([part, signature], { type: SIGNED_TYPE });
  };

  it.each([
    ['lines with a colon', `${HIDDEN}\n\nSend us your password.\n`],
    ['nothing else', `Subject: an example\n${HIDDEN}\n`],
    ['a field that no mail has, beside a type', `Content-Type: text/plain\n${HIDDEN}\n\nSend it.\n`],
  ])('differs where it begins with what looks like a head: %s', async (_what, content) => {
    const { first, all } = await answer(await asPart(content));
    expect(first).toMatch(DIFFERS);
    expect(all).toMatch(
      /warning: the signed part begins with lines that a mail program takes for its header/,
    );
  });

  it.skipIf(process.platform === 'win32')('is shown with its first lines', async () => {
    writeFileSync(join(given.cwd, 'mail.eml'), await asPart(`${HIDDEN}\n\nSend us your password.\n`));
    const args = ['verify', '--bundle', given.vendor.dir, 'mail.eml'];
    const { output } = await runOnTerminal(args, { cwd: given.cwd, env: { NO_COLOR: '1' } });
    expect(output).toContain(`│ ${HIDDEN}\n│\n│ Send us your password.\n`);
  });

  it.each([
    ['no head at all', '\nthe report\n'],
    ['a type and an encoding', 'Content-Type: text/plain\nContent-Transfer-Encoding: 7bit\n\nthe report\n'],
    [
      'the fields of the mail',
      'Content-Type: text/plain; protected-headers="v1"\nSubject: hello\nX-Own: a\n\nthe report\n',
    ],
    ['the fields of the mail, as RFC 9788', 'Content-Type: text/plain; hp="clear"\nX-Own: a\n\nthe report\n'],
    ['a multipart, MIME-Version', 'Content-Type: multipart/mixed; boundary=x\nMIME-Version: 1.0\n\n--x--\n'],
  ])('is no different where mail programs write it: %s', async (_what, content) => {
    expect((await answer(await asPart(content))).first).toMatch(GENUINE);
  });
});

describe('the part of the signature', () => {
  const EVIL = 'Pay Mallory\n';
  const withSignature = async (change: (block: string) => string) => {
    const { part, signature } = await signedMails(given.vendor);
    const [head = '', block = ''] = signature.split(/\n\n(?=-----BEGIN)/);
    return MAIL_HEAD + multipart([part, `${head}\n${change(block)}`], { type: SIGNED_TYPE });
  };
  const inBase64 = (bytes: Buffer) =>
    `Content-Transfer-Encoding: base64\n\n${bytes.toString('base64').replace(/.{76}/g, '$&\n')}`;

  it('text around it that a program has made UTF-16: named', async () => {
    const changed = (block: string) => inBase64(Buffer.from(`\ufeff${EVIL}${block}${EVIL}`, 'utf16le'));
    const { first, all } = await answer(await withSignature(changed));
    expect(first).toMatch(HOLDS_MORE);
    expect(all).toMatch(/another part: \d+ lines of text/);
  });

  it('a comment in its armor: named', async () => {
    const { first, all } = await answer(
      await withSignature((block) => `\n${block.replace('\n\n', `\nComment: ${EVIL}\n`)}`),
    );
    expect(first).toMatch(GENUINE);
    expect(all).toMatch(/warning: 1 header line of the block's armor \(such as Comment\) is not signed/);
  });

  it('encoded, and nothing else: nothing to name', async () => {
    const { first, all } = await answer(await withSignature((block) => inBase64(Buffer.from(block))));
    expect(first).toMatch(GENUINE);
    expect(all).not.toContain('warning');
  });
});
