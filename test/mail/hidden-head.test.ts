/** A signature over a text fits the same text as a mail's signed part, whose first lines mail programs hide. */
import { describe, expect, it } from 'vitest';
import { hidesFirstLines } from '../../src/mail/hidden-head.js';

const hides = (...lines: string[]) =>
  hidesFirstLines(Buffer.from(`${lines.join('\r\n')}\r\n\r\nPay: Mallory\r\n`));
const TYPE = 'Content-Type: text/plain';

describe('a signed part hides lines of a text', () => {
  it.each([
    ['a field that nobody puts there', [TYPE, 'Pay: Mallory']],
    ['wherever it stands', ['Pay: Mallory', TYPE]],
    ['one among fields that are put there', [TYPE, 'Subject: hello', 'Pay: Mallory', 'From: me']],
    ['where what is said of copied fields is blank', [`${TYPE}; hp=" "`, 'X-Mailer: x']],
    ['a field that only looks like those', [TYPE, 'Php-: x']],
    ['a mail’s own field, where no program has named a type', ['Subject: Pay Mallory']],
    ['beside other fields of its own', ['MIME-Version: 1.0', 'Note: this']],
  ])('%s', (_name, lines) => {
    expect(hides(...lines)).toBe(true);
  });
});

describe('a signed part hides nothing', () => {
  it.each([
    ['without a head', ['']],
    ['with a type alone', [TYPE]],
    ['with what belongs to a type', [TYPE, 'Content-Language: en', 'MIME-Version: 1.0']],
    ['also where no type is named', ['MIME-Version: 1.0', 'Content-Transfer-Encoding: 8bit']],
    ['that says that all fields of the mail are copied', [`${TYPE}; hp="clear"`, 'X-Mailer: x']],
    ['also in the older form', [`${TYPE}; protected-headers="v1"`, 'X-Mailer: x']],
    ['with what was outside of it', [TYPE, 'Subject: hello', 'HP-Outer: Subject: hello']],
  ])('%s', (_name, lines) => {
    expect(hides(...lines)).toBe(false);
  });

  it.each([
    ...[
      'From',
      'Sender',
      'Reply-To',
      'Followup-To',
      'Mail-Followup-To',
      'To',
      'Cc',
      'Bcc',
      'Subject',
      'Date',
    ],
    ...[
      'Message-ID',
      'In-Reply-To',
      'References',
      'Autocrypt',
      'Autocrypt-Gossip',
      'OpenPGP',
      'Organization',
    ],
    'User-Agent',
  ])('with the field %s of its mail, which programs copy into it', (name) => {
    expect(hides(TYPE, `${name}: x`)).toBe(false);
  });
});
