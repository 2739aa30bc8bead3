import { describe, expect, it } from 'vitest';
import { isMail, openMailFile } from '../../src/mail/file/mail-file.js';
import { MailFault } from '../../src/mail/mail-fault.js';

const PLIST =
  '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n<dict>\n\t<key>flags</key>\n\t<integer>1</integer>\n</dict>\n</plist>\n';
const HEAD = 'From: security@example.com\nSubject: hello\n';
const open = (file: string) =>
  openMailFile(Buffer.from(file)).map(({ data, before }) => [data.toString(), before.toString()]);

describe('what a mail is', () => {
  it.each([
    ['one field', 'Subject: hello\n\ntext', false],
    ['a letter with colons', 'Note: this\nWhere: there\n\ntext', false],
    ['a letter with a head in it', `Dear all,\n${'I write to you.\n'.repeat(9)}${HEAD}\ntext`, false],
    ['a signed message', `-----BEGIN PGP SIGNED MESSAGE-----\n\n${HEAD}`, false],
    ['a head just before a block', `${HEAD}-----BEGIN PGP MESSAGE-----\n\n`, false],
    ['a mail', `${HEAD}\ntext`, true],
    ['a mail with blanks before the colons', HEAD.replace(/:/g, ' \t:'), true],
    ['a mail behind blank lines', `\r\n   \r\n${HEAD}\ntext`, true],
    ['a mail behind a banner', `[saved by Example]\n${HEAD}\ntext`, true],
    ['a mail with an odd line in its head', `Received: by x\n>From joe Mon\n${HEAD}\ntext`, true],
    ['a mail of an mbox file', `From joe@example.com Mon Jan  1 10:00:00 2024\n${HEAD}\ntext`, true],
    ['a mail behind a banner that looks like a field', `CAUTION: external\n\n${HEAD}\ntext`, true],
    ['a letter that looks like one', `Note: this\n\nFrom: there\n\nSubject: none\n`, false],
    ['a signed part by itself', 'Content-Type: multipart/signed; boundary=b\n\n--b', true],
    ['a text by itself', 'Content-Type: text/plain\n\nhello', false],
    ['a mail of Apple Mail', `${HEAD.length}  \n${HEAD}\n<?xml`, true],
    ['a mail behind a byte order mark', `\xef\xbb\xbf${HEAD}\ntext`, true],
    ['a mail behind four lines', `${'a line\n'.repeat(3)}\n${HEAD}\ntext`, true],
    ['a mail behind five lines', `${'a line\n'.repeat(4)}\n${HEAD}\ntext`, false],
    ['a head with five odd lines', `Received: x\n${'odd line\n'.repeat(5)}Subject: x\n\n`, true],
    ['a head with six odd lines', `Received: x\n${'odd line\n'.repeat(6)}Subject: x\n\n`, false],
    ['a folded field', `Subject:\n hello\n\tthere\nFrom: x\n\n`, true],
    ['a head that a banner names a block in', `see -----BEGIN PGP\n${HEAD}\n`, true],
    ['a line of control characters', `a\x1b[2J\n${HEAD}\n`, false],
    ['a mail behind a banner of another kind', `Note: x\n\n${HEAD}`, true],
    ['a mail with two carriage returns in each line', HEAD.replace(/\n/g, '\r\r\n'), true],
  ])('%s', (_name, text, expected) => {
    expect(isMail(Buffer.from(text, 'latin1'))).toBe(expected);
  });
});

describe('a file that holds mails', () => {
  it('gives the mail, and what stands before its head', () => {
    expect(open(`${HEAD}\ntext`)).toEqual([[`${HEAD}\ntext`, '']]);
    expect(open(`\n \n${HEAD}\ntext`)).toEqual([[`${HEAD}\ntext`, '\n \n']]);
    expect(open(`[banner]\n\n${HEAD}`)).toEqual([[HEAD, '[banner]\n\n']]);
    expect(open(`CAUTION: external\n\n${HEAD}`)).toEqual([[HEAD, 'CAUTION: external\n\n']]);
    expect(open(`X-Note: a field\n${HEAD}`)).toEqual([[`X-Note: a field\n${HEAD}`, '']]);
    expect(open(`>From now on pay Mallory\n${HEAD}`)).toEqual([[HEAD, '>From now on pay Mallory\n']]);
    expect(open(`From now on pay Mallory\n${HEAD}`)).toEqual([[HEAD, 'From now on pay Mallory\n']]);
  });

  it('gives each mail of an mbox file', () => {
    const separator = 'From joe@example.com Mon Jan  1 10:00:00 2024\n';
    const one = `${HEAD}\nFrom here on\nFrom joe@example.com Mon\nno field\n\n`;
    expect(open(separator + one)).toEqual([[one, '']]);
    expect(open(separator + one + separator + HEAD)).toEqual([
      [one, ''],
      [HEAD, ''],
    ]);
  });

  it('takes no line for a separator that none is, and no file for an mbox file that begins otherwise', () => {
    const separator = 'From joe@example.com Mon Jan  1 10:00:00 2024\n';
    const spaced = 'From joe@example.com  Tue Jan  1 10:00:00 2024\n';
    const two = [
      [`${HEAD}\none\n`, ''],
      [HEAD, ''],
    ];
    expect(open(`${spaced}${HEAD}\none\n${spaced}${HEAD}`)).toEqual(two);
    const whole = `${HEAD}\none\n${separator}${HEAD}`;
    expect(open(whole)).toEqual([[whole, '']]);
    const inLine = `${HEAD}\none ${separator}${HEAD}`;
    expect(open(separator + inLine)).toEqual([[inLine, '']]);
    const noDay = `${HEAD}\none\nFrom joe@example.com Monday\n${HEAD}`;
    expect(open(separator + noDay)).toEqual([[noDay, '']]);
  });

  it('refuses an .emlx file with a property list of more than 64 KiB behind it, and says why', () => {
    const mail = `${HEAD}\ntext\n`;
    const list = (size: number) => `<plist>${' '.repeat(size - 15)}</plist>`;
    expect(open(`${mail.length}\n${mail}${list(1 << 16)}`)).toEqual([[mail, '']]);
    expect(() => open(`${mail.length}\n${mail}${list((1 << 16) + 1)}`)).toThrow(
      expect.objectContaining({ problem: { code: 'mail-structure', fault: 'emlx-length' } }),
    );
  });

  it('gives the mail of an .emlx file, to its length', () => {
    const mail = `${HEAD}\ntext\n`;
    expect(open(`${mail.length}   \n${mail}${PLIST}`)).toEqual([[mail, '']]);
    expect(open(`${mail.length}\n${mail}`)).toEqual([[mail, '']]);
    expect(() => open(`${mail.length}\n${mail}${PLIST.replace('<dict>', '<dict>Pay Mallory')}`)).toThrow(
      MailFault,
    );
    for (const size of [mail.length - 3, mail.length + 999]) {
      expect(() => open(`${size}\n${mail}<?xml version="1.0"?>`)).toThrow(MailFault);
    }
    expect(() => open(`${mail.length}\n${mail}And pay Mallory`)).toThrow(MailFault);
  });
});
