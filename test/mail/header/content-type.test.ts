import { describe, expect, it } from 'vitest';
import { boundaryOf, readContentType } from '../../../src/mail/header/content-type.js';
import { MailFault, type StructureFault } from '../../../src/mail/mail-fault.js';

/** The boundary, or why there is none. */
function boundary(parameters: string): string {
  try {
    return boundaryOf(readContentType(`multipart/mixed; ${parameters}`));
  } catch (error) {
    if (error instanceof MailFault && error.problem.code === 'mail-structure')
      return `! ${error.problem.fault}`;
    throw error;
  }
}

describe('a boundary that programs read in two ways: refused', () => {
  it.each<[parameters: string, fault: StructureFault]>([
    ['boundary=A; boundary=B', 'boundary-repeated'],
    ['boundary="A"; BOUNDARY=B', 'boundary-repeated'],
    ["boundary*=us-ascii''C; boundary=B", 'boundary-repeated'],
    ['boundary*0=A; boundary*1=B; boundary=C', 'boundary-repeated'],
    ['boundary*1=B; boundary*0=A', 'boundary-odd'],
    ['boundary*0=A; boundary*2=B', 'boundary-odd'],
    ['boundary*00=A', 'boundary-odd'],
    ["boundary*=us-ascii''%4", 'boundary-odd'],
    ['boundary*=A', 'boundary-odd'],
    ['boundary="A "', 'boundary-odd'],
    ['boundary=" A"', 'boundary-odd'],
    ["boundary='A'", 'boundary-odd'],
    ["boundary='AB'", 'boundary-odd'],
    ['boundary="A%20"', 'boundary-odd'],
    ['boundary="=?us-ascii?Q?A?="', 'boundary-odd'],
    [`boundary="${'A'.repeat(201)}"`, 'boundary-odd'],
    ['boundary="A\\"B"', 'content-type'],
    ['boundary="\\A"', 'content-type'],
    ['boundary="A', 'content-type'],
    ['boundary="A"B', 'content-type'],
    ['boundary=A B', 'content-type'],
    ['boundary="A\n B"', 'content-type'],
    ['boundary=A (comment)', 'content-type'],
    ['boundary=(comment)A', 'content-type'],
    ['(comment) boundary=A', 'content-type'],
    ['(; boundary=B) x=y; boundary=A', 'content-type'],
    ['(a (b) c) x=y; boundary=A', 'content-type'],
    ['(a x=y; boundary=A', 'content-type'],
    ['"boundary"=A', 'content-type'],
    ['x; boundary=A', 'content-type'],
    ['x=y"; boundary=B; z="; boundary=A', 'content-type'],
    ['boundary=Ä', 'content-type'],
    ['boundary=A\u000b', 'content-type'],
    ['charset=utf-8', 'no-boundary'],
    ['boundary=', 'no-boundary'],
    ['boundary=""', 'no-boundary'],
  ])('%j: %s', (parameters, fault) => {
    expect(boundary(parameters)).toBe(`! ${fault}`);
  });
});

describe('a boundary that every program reads alike', () => {
  it.each([
    ['boundary=A', 'A'],
    ['boundary = "A"', 'A'],
    ['boundary\n\t=\n "A" ;', 'A'],
    ['BOUNDARY="A";; x=y', 'A'],
    ['boundary="=_A (1)"', '=_A (1)'],
    ['boundary=----=_Part_1.2', '----=_Part_1.2'],
    ['x=y (plain); boundary=A', 'A'],
    ['x="; boundary=B"; boundary=A', 'A'],
    ['boundary*0="A b"; boundary*1=c', 'A bc'],
    ["boundary*0*=us-ascii''%3DA; boundary*1*=%3D; boundary*2=%3D", '! boundary-odd'],
    ["boundary*0*=us-ascii''%3DA; boundary*1*=%3D; boundary*2=B", '=A=B'],
    ["boundary*=utf-8'en'A; boundary=A", 'A'],
    ["boundary=A'B'", "A'B'"],
    ["boundary='A'B", "'A'B"],
    [`boundary=${'A'.repeat(200)}`, 'A'.repeat(200)],
  ])('%j: %s', (parameters, expected) => {
    expect(boundary(parameters)).toBe(expected);
  });
});

describe('a content type', () => {
  it.each([
    ['Text/HTML; Charset = "UTF-8" (the usual)', 'text/html', 'UTF-8'],
    ['text/plain (a note) ; charset=us-ascii', 'text/plain', 'us-ascii'],
    ['text', 'text/plain', undefined],
    ['text/plain; charset="a\\"b"', 'text/plain', 'a"b'],
    ["text/plain; charset*=us-ascii''utf%2D8", 'text/plain', 'utf-8'],
    ['text/plain charset=utf-8', 'text/plain', undefined],
    ['plain text', '', undefined],
    ['', '', undefined],
  ])('%j: %s, in %s', (value, name, charset) => {
    const type = readContentType(value);
    expect([type.name, type.parameters.get('charset')?.value]).toEqual([name, charset]);
  });

  it('that some program may take for a multipart: refused', () => {
    for (const value of ['text/plain x multipart/mixed', 'multipart /mixed x', '(a;) message/rfc822']) {
      expect(() => readContentType(value)).toThrow(MailFault);
    }
  });
});
