import { describe, expect, it } from 'vitest';
import { MailFault } from '../../src/mail/mail-fault.js';
import { isMail, openMailFile } from '../../src/mail/mail-file.js';

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
    ['a mail of Apple Mail', `${HEAD.length}  \n${HEAD}\n<?xml`, true],
    ['a mail with two carriage returns in each line', HEAD.replace(/\n/g, '\r\r\n'), true],
  ])('%s', (_name, text, expected) => {
    expect(isMail(Buffer.from(text))).toBe(expected);
  });
});

describe('a file that holds mails', () => {
  it('gives the mail, and what stands before its head', () => {
    expect(open(`${HEAD}\ntext`)).toEqual([[`${HEAD}\ntext`, '']]);
    expect(open(`\n \n${HEAD}\ntext`)).toEqual([[`${HEAD}\ntext`, '']]);
    expect(open(`[banner]\n\n${HEAD}`)).toEqual([[HEAD, '[banner]\n']]);
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
