import { describe, expect, it } from 'vitest';
import { MailFault } from '../../src/mail/mail-fault.js';
import { splitParts } from '../../src/mail/split-parts.js';

/** What a body is cut into at `b`, or why it is not. */
function cut(body: string, most = 10) {
  try {
    const { preamble, parts, epilogue, overlap } = splitParts(Buffer.from(body, 'latin1'), 'b', most);
    return [preamble, parts.map(String), epilogue, ...(overlap ? ['overlap'] : [])].map((one) =>
      Array.isArray(one) ? one : String(one),
    );
  } catch (error) {
    if (error instanceof MailFault && error.problem.code === 'mail-structure') return error.problem.fault;
    throw error;
  }
}

describe('the parts of a body', () => {
  it.each<[string, string, ReturnType<typeof cut>]>([
    ['one', '--b\none\n--b--\n', ['', ['one'], '']],
    ['the line break before a boundary is the boundary’s', '--b\none\n\n--b--', ['', ['one\n'], '']],
    ['also CRLF', '--b\r\none\r\n\r\n--b--\r\n', ['', ['one\r\n'], '']],
    ['empty', '--b\n--b\n\n--b--', ['', ['', ''], '']],
    ['with text before and behind', 'pre\n--b\none\n--b--\nepi\n', ['pre', ['one'], 'epi\n']],
    ['with an empty line before', '\n--b\none\n--b--', ['', ['one'], '']],
    ['with blanks behind a boundary', '--b \t\none\n--b--  \nepi', ['', ['one'], 'epi']],
    ['a boundary inside of a line is none', '--b\none --b\n--b--', ['', ['one --b'], '']],
    ['nor is one behind the last', '--b\none\n--b--\n--b\ntwo\n--b--', ['', ['one'], '--b\ntwo\n--b--']],
    [
      'a longer one may be one for others',
      '--b\none\n--bc\ntwo\n--b--',
      ['', ['one\n--bc\ntwo'], '', 'overlap'],
    ],
    [
      'also where it looks like a last one',
      '--b\none\n--bc--\ntwo\n--b--',
      ['', ['one\n--bc--\ntwo'], '', 'overlap'],
    ],
    ['also before the first', '--bc\n--b\none\n--b--', ['--bc', ['one'], '', 'overlap']],
    [
      'with more blanks than are looked at',
      `--b\none\n--b${' '.repeat(1000)}\n--b--`,
      ['', [`one\n--b${' '.repeat(1000)}`], '', 'overlap'],
    ],
    ['with just as many as are', `--b\none\n--b${' '.repeat(999)}\n--b--`, ['', ['one', ''], '']],
  ])('%s', (_name, body, expected) => {
    expect(cut(body)).toEqual(expected);
  });

  it.each([
    ['no boundary', 'text', 'no-last-boundary'],
    ['cut off', '--b\none\n--b\ntwo', 'no-last-boundary'],
    ['a last boundary alone', '--b--\n', 'no-parts'],
    ['text and a last boundary', 'text\n--b--\n', 'no-parts'],
  ])('%s: refused', (_name, body, fault) => {
    expect(cut(body)).toBe(fault);
  });

  it('more than are taken: refused', () => {
    const body = (count: number) => `${'--b\nx\n'.repeat(count)}--b--`;
    expect(cut(body(3), 2)).toEqual(['', ['x', 'x', 'x'], '']);
    expect(cut(body(4), 2)).toBe('too-many-parts');
  });
});
