import { describe, expect, it } from 'vitest';
import { readEntity } from '../../src/mail/entity.js';
import { growTree, type MailTree } from '../../src/mail/mail-tree.js';
import { outerFields, unsignedIn } from '../../src/mail/unsigned.js';

const NOTHING = Buffer.alloc(0);
const tree = (text: string) => growTree(readEntity(Buffer.from(text, 'latin1')));
const of = (root: MailTree, how?: 'whole' | 'body') =>
  unsignedIn(root, NOTHING, new Map(how ? [[root, how]] : [])).map(({ kind, text }) => `${kind}: ${text}`);

describe('what nobody signed of a part', () => {
  it.each<[string, string, string[]]>([
    ['a text', 'Content-Type: text/plain\n\nhello', ['text: hello']],
    [
      'a text with a name',
      'Content-Type: text/plain; name=a.txt\n\nhello',
      ['text: hello', 'attachment: a.txt'],
    ],
    ['blanks with a name', 'Content-Type: text/plain; name="Pay Mallory"\n\n ', ['attachment: Pay Mallory']],
    ['blanks', 'Content-Type: text/plain\n\n \n', []],
    ['a picture without a name', 'Content-Type: image/png\n\n.', ['attachment: ']],
    ['a picture', 'Content-Type: image/png; name=a.png\n\n.', ['attachment: a.png']],
    ['more blanks than a text has', `Content-Type: text/plain\n\n${' '.repeat(2000)}`, []],
    ['a line in the head', 'Subject: x\nPay Mallory\n\n', ['head: Pay Mallory\n']],
    [
      'what stands around parts',
      'Content-Type: multipart/mixed; boundary=b\n\nf\xc3\xbcr\n--b\n\none\n--b\n\ntwo\n--b--\nepi',
      ['preamble: für', 'text: one', 'text: two', 'epilogue: epi'],
    ],
    [
      'a mail in it, with its head',
      'Content-Type: message/rfc822\n\nSubject: forwarded\nX-Other: x\n\none',
      ['forwarded: Subject: forwarded', 'text: one'],
    ],
    [
      'a part’s own fields, which programs do not show',
      'Content-Type: multipart/mixed; boundary=b\n\n--b\nSubject: x\n\none\n--b--',
      ['text: one'],
    ],
    ['a mail in it, without a head', 'Content-Type: message/rfc822\n\n\none', ['text: one']],
  ])('%s', (_name, text, expected) => {
    expect(of(tree(text))).toEqual(expected);
  });

  it('is nothing where all of it is signed, and its name where its body is', () => {
    const part = tree('Content-Type: text/plain; name="Pay Mallory"\n\nhello');
    expect(of(part, 'whole')).toEqual([]);
    expect(of(part, 'body')).toEqual(['file-name: Pay Mallory']);
  });

  const BLOCK = '-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----';
  it.each([
    [BLOCK, []],
    [`${BLOCK}\n`, []],
    [`Pay ${BLOCK} Mallory`, ['text: Pay  Mallory']],
    [`${BLOCK}Pay`, ['text: Pay']],
    ['-----BEGIN PGP SIGNATURE-----\nPay', ['text: -----BEGIN PGP SIGNATURE-----\nPay']],
    ['Pay', ['text: Pay']],
    ['-----END PGP SIGNATURE----- Pay', ['text: -----END PGP SIGNATURE----- Pay']],
  ])('around a signature: %j', (text, expected) => {
    expect(of(tree(`Content-Type: application/pgp-signature\n\n${text}`), 'body')).toEqual(expected);
    expect(of(tree(`Content-Type: application/octet-stream\n\n${text}`), 'body')).toEqual([]);
  });
});

describe('the name of a part', () => {
  const named = (name: string) => of(tree(`Content-Type: text/plain; name="${name}"\n\n`), 'body');

  it.each([
    ...['signature.asc', 'OpenPGP_signature', 'OpenPGP_signature.asc', 'openpgp-digital-signature.asc'],
    ...[
      'digital signature',
      'OpenPGP digital signature',
      'PGP.sig',
      'encrypted.asc',
      'message.txt',
      'msg.asc',
    ],
    ...['version.txt', '.pgp', 'msg.gpg'],
  ])('%s says nothing', (name) => {
    expect(named(name)).toEqual([]);
  });

  it.each([
    ...['Pay Mallory', 'signature.exe', 'signature.asc.exe', 'my signature.asc', 'openpgpXsignature'],
    ...['digitalXsignature', 'pay.asc', 'message.txt pay', 'signature,asc'],
  ])('%s is named', (name) => {
    expect(named(name)).toEqual([`file-name: ${name}`]);
  });
});

describe('the name of a signature', () => {
  const named = (name: string) =>
    of(tree(`Content-Type: application/pgp-signature; name="${name}"\n\n`), 'body');

  it.each(['release.asc', 'report_of-2024.SIG', 'a.pgp', `${'a'.repeat(40)}.gpg`])(
    '%s says nothing',
    (name) => {
      expect(named(name)).toEqual([]);
    },
  );

  it.each(['Pay Mallory.asc', 'report.pdf.asc', 'report.asc.exe', '.asc', `${'a'.repeat(41)}.gpg`])(
    '%s is named',
    (name) => {
      expect(named(name)).toEqual([name === '.asc' ? '' : `file-name: ${name}`].filter((one) => one !== ''));
    },
  );
});

describe('the description of a part', () => {
  const described = (text: string) =>
    unsignedIn(
      tree(`Content-Type: text/plain\nContent-Description: ${text}\nSubject: x\n\n`),
      NOTHING,
      new Map(),
    );

  it.each([
    ...['OpenPGP digital signature', 'PGP signature', 'Digital signature', 'signature', 'OpenPGP message'],
    ...['PGP/MIME version identification', 'PGP/MIME Versions Identification', 'OpenPGP encrypted message'],
    ...['OpenPGP digital signature.', 'Digitally signed message', 'PGP/MIME signature information'],
    '=?utf-8?Q?_OpenPGP_digital_signature_?=',
  ])('%s says nothing', (text) => {
    expect(described(text)).toEqual([]);
  });

  it.each([
    ...[
      'Pay Mallory',
      'Mallory’s signature',
      'signature of Mallory',
      'openXpgp signature',
      'PGP/X signature',
    ],
    ...['my digital signature', 'signature!'],
  ])('%s is shown by programs, and named', (text) => {
    const bytes = Buffer.from(text).toString('latin1');
    expect(described(bytes)).toEqual([{ kind: 'part-field', type: 'Content-Description', text }]);
  });
});

describe('the fields of a head', () => {
  const head = (text: string) => readEntity(Buffer.from(text, 'latin1')).head;
  const fields = (outer: string, inner?: string) =>
    outerFields(head(outer), inner === undefined ? undefined : head(inner)).map(
      ({ name, value }) => `${name}: ${value}`,
    );
  const NONE = ['From: ', 'Date: '];
  const withSubject = (...values: string[]) => [NONE[0], ...values.map((one) => `Subject: ${one}`), NONE[1]];

  it('are each named, blanks made one', () => {
    expect(fields('Subject:  a \t b\n  c \n\n')).toEqual(withSubject('a b c'));
    expect(fields('Subject: =?utf-8?Q?_a__?=\n\n')).toEqual(withSubject('a'));
    const all = [
      ...['From: a', 'Sender: b', 'Reply-To: c', 'Resent-From: d', 'To: e', 'Cc: f', 'Newsgroups: g'],
      ...['Organization: h', 'Comments: i', 'Keywords: j', 'Subject: k', 'Date: l'],
    ];
    expect(fields(`${all.join('\n')}\n\n`)).toEqual(all);
    expect(fields('Sender: s\n\n')).toEqual(['From: ', 'Sender: s', 'Subject: ', 'Date: ']);
  });

  it('are signed where the signed part has the same, once, and the mail too', () => {
    expect(fields('Subject: a\n\n', 'Subject: a\n\n')).toEqual(NONE);
    expect(fields('Subject: a\n\n', 'Subject: =?utf-8?Q?a?=\n\n')).toEqual(NONE);
    expect(fields('Subject: a\n\n', 'Subject: b\n\n')).toEqual(withSubject('a'));
    expect(fields('Subject: a\n\n', 'Subject: a\nSubject: b\n\n')).toEqual(withSubject('a'));
    expect(fields('Subject: a\nSubject: a\n\n', 'Subject: a\n\n')).toEqual(withSubject('a', 'a'));
    expect(fields('\n', 'Subject: a\n\n')).toEqual(withSubject(''));
  });
});
