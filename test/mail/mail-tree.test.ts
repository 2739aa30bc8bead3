import { describe, expect, it } from 'vitest';
import { readEntity } from '../../src/mail/entity.js';
import { MailFault } from '../../src/mail/mail-fault.js';
import { growTree, type MailTree } from '../../src/mail/mail-tree.js';

/** So deep a mail is taken apart. */
const DEEPEST = 40;

const grow = (text: string) => growTree(readEntity(Buffer.from(text, 'latin1')));

/** A tree as its types: `multipart/mixed(text/plain, text/html)`. */
function shape({ type, children }: MailTree): string {
  return type.name + (children.length === 0 ? '' : `(${children.map(shape).join(', ')})`);
}

function faultOf(text: string): string {
  try {
    return shape(grow(text));
  } catch (error) {
    if (error instanceof MailFault && error.problem.code === 'mail-structure')
      return `! ${error.problem.fault}`;
    throw error;
  }
}

const TEXT = 'Content-Type: text/plain\n\nhello';
const multipart = (boundary: string, parts: readonly string[], more = '', type = 'mixed') =>
  `Content-Type: multipart/${type}; boundary="${boundary}"\n${more}\n${parts.map((part) => `--${boundary}\n${part}\n`).join('')}--${boundary}--\n`;

describe('the tree of a mail', () => {
  it.each([
    ['a text', TEXT, 'text/plain'],
    ['no type', 'Subject: x\n\nhello', 'text/plain'],
    ['two parts', multipart('b', [TEXT, TEXT]), 'multipart/mixed(text/plain, text/plain)'],
    ['a part without a type', multipart('b', ['\nhello']), 'multipart/mixed(text/plain)'],
    [
      'parts of a digest are mails',
      multipart('b', ['\nSubject: x\n\nhello'], '', 'digest'),
      'multipart/digest(message/rfc822(text/plain))',
    ],
    [
      'parts of parts',
      multipart('b', [multipart('c', [TEXT])]),
      'multipart/mixed(multipart/mixed(text/plain))',
    ],
    ['a mail in a mail', `Content-Type: message/rfc822\n\n${TEXT}`, 'message/rfc822(text/plain)'],
    [
      'a mail in a mail, with names in UTF-8',
      `Content-Type: message/global\n\n${TEXT}`,
      'message/global(text/plain)',
    ],
    [
      'parts of a mail in a mail',
      `Content-Type: message/rfc822\n\n${multipart('b', [TEXT])}`,
      'message/rfc822(multipart/mixed(text/plain))',
    ],
    [
      'a report of a mail is none',
      `Content-Type: message/delivery-status\n\n${TEXT}`,
      'message/delivery-status',
    ],
    [
      'a signed mail is not taken apart',
      multipart('b', [multipart('c', [TEXT]), TEXT], '', 'signed'),
      'multipart/signed(multipart/mixed, text/plain)',
    ],
    [
      'a signed part is',
      multipart('b', [multipart('c', [multipart('d', [TEXT]), TEXT], '', 'signed')]),
      'multipart/mixed(multipart/signed(multipart/mixed(text/plain), text/plain))',
    ],
    [
      'S/MIME is not',
      multipart('b', [TEXT], '', 'signed; protocol="application/pkcs7-signature"'),
      'multipart/signed',
    ],
  ])('%s', (_name, text, expected) => {
    expect(shape(grow(text))).toBe(expected);
  });

  it.each([
    [
      'an encoded multipart',
      multipart('b', [TEXT], 'Content-Transfer-Encoding: base64\n'),
      'multipart-encoding',
    ],
    [
      'an encoded mail in a mail',
      `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${TEXT}`,
      'multipart-encoding',
    ],
    ['a boundary behind a carriage return', `${TEXT}\r--b`, 'lone-cr'],
    ['a boundary behind one at the start', `\r--b\n${TEXT}`, 'header-control'],
  ])('%s: refused', (_name, text, fault) => {
    expect(faultOf(text)).toBe(`! ${fault}`);
  });

  it.each([
    ['no dashes behind it', `${TEXT}\rb`],
    ['one dash behind it', `${TEXT}\r-b`],
    ['a dash in the second place', `${TEXT}\rb-`],
    ['it is part of a line end', `${TEXT}\r\n--b`],
    ['dashes before it', `${TEXT}--\rb`],
  ])('a carriage return is not refused where %s', (_name, text) => {
    expect(faultOf(text)).toBe('text/plain');
  });

  it('as deep as is taken, and one deeper', () => {
    const nested = (depth: number): string =>
      depth === 0 ? TEXT : `Content-Type: message/rfc822\n\n${nested(depth - 1)}`;
    expect(faultOf(nested(DEEPEST))).toMatch(/^message\/rfc822\(.*text\/plain\)+$/);
    expect(faultOf(nested(DEEPEST + 1))).toBe('! too-deep');
    const parts = (depth: number): string =>
      depth === 0 ? TEXT : multipart(`x${depth}y`, [parts(depth - 1)]);
    expect(faultOf(parts(DEEPEST))).toMatch(/^multipart/);
    expect(faultOf(parts(DEEPEST + 1))).toBe('! too-deep');
  });

  it('with more parts, in all, than are taken: refused', () => {
    const inner = (count: number) => multipart('inner', Array<string>(count).fill(TEXT));
    expect(faultOf(multipart('outer', [inner(498), inner(499)]))).toMatch(/^multipart/);
    expect(faultOf(multipart('outer', [inner(499), inner(499)]))).toBe('! too-many-parts');
  });
});

describe('a boundary that goes on where another ends', () => {
  const overlap = (text: string) => grow(text).overlap;

  it.each([
    ['longer inside', multipart('b', [multipart('bc', [TEXT])])],
    ['shorter inside', multipart('bc', [multipart('b', [TEXT])])],
    ['two inside', multipart('b', [multipart('c', [multipart('bd', [TEXT])])])],
    ['in one of several parts', multipart('b', [TEXT, multipart('bc', [TEXT]), TEXT])],
    [
      'in one of several parts, of no boundary around it',
      multipart('x', [TEXT, multipart('b', [`${TEXT}\n--bc`])]),
    ],
    ['in a mail in a mail', `Content-Type: message/rfc822\n\n${multipart('b', [multipart('bc', [TEXT])])}`],
    ['in a line of text', multipart('b', [`${TEXT}\n--bc`])],
  ])('%s: marked', (_name, text) => {
    expect(overlap(text)).toBe(true);
  });

  it.each([
    ['no common start', multipart('b', [multipart('cb', [TEXT])])],
    ['a common end', multipart('cb', [multipart('b', [TEXT])])],
    ['side by side', multipart('x', [multipart('b', [TEXT]), multipart('bc', [TEXT])])],
  ])('%s: not', (_name, text) => {
    expect(overlap(text)).toBe(false);
  });
});
