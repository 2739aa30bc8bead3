import { describe, expect, it } from 'vitest';
import { fieldStart, isFieldLine, isOwnField } from '../../../src/mail/header/field-lines.js';

describe('a line of a head', () => {
  it.each([
    ['Subject: hello', { name: 'Subject', value: 8 }],
    ['Subject \t: hello', { name: 'Subject', value: 10 }],
    ['X-a!~:', { name: 'X-a!~', value: 6 }],
    ['a:b:c', { name: 'a', value: 2 }],
    [': hello', undefined],
    [' Subject: hello', undefined],
    ['Two words: hello', undefined],
    ['gr\xfcn: hello', undefined],
    ['no colon', undefined],
    ['', undefined],
  ])('%j starts a field: %j', (line, found) => {
    expect(fieldStart(line)).toEqual(found);
    expect(isFieldLine(line)).toBe(found !== undefined);
  });

  it('is a mail’s own, or may be anybody’s', () => {
    const own = [
      ...['From', 'To', 'Cc', 'Subject', 'Date', 'Message-ID', 'MIME-Version', 'Content-Type', 'Received'],
      ...['Return-Path', 'Delivered-To', 'Reply-To', 'DKIM-Signature', 'SUBJECT '],
    ];
    for (const name of own) expect(isOwnField(`${name}: x`), name).toBe(true);
    for (const line of ['Note: x', 'Version: 1', 'From', '', ': x', 'XTo: x']) {
      expect(isOwnField(line), line).toBe(false);
    }
  });
});
