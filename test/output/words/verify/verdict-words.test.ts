import { describe, expect, it } from 'vitest';
import { problemJson, problemWords } from '../../../../src/output/words/verify/problem-words.js';
import {
  recipientWords,
  type VendorWords,
  verdictWords,
} from '../../../../src/output/words/verify/verdict-words.js';
import { warningWords } from '../../../../src/output/words/verify/warning-words.js';
import type { Problem, ProblemCode } from '../../../../src/pgp/verify/malformed.js';
import type { Nature, WarningCode } from '../../../../src/pgp/verify/verification.js';
import { expectSentence } from '../../../support/sentence.js';

/** Every code that there is: the compiler misses none. */
const codes = <C extends string>(all: Record<C, true>) => Object.keys(all) as C[];

const PROBLEMS = codes<ProblemCode>({
  quoted: true,
  indented: true,
  'quoted-printable': true,
  bom: true,
  'utf-16': true,
  'cr-only': true,
  html: true,
  joined: true,
  nbsp: true,
  dashes: true,
  'begin-line': true,
  'end-line': true,
  'no-blank-line': true,
  rewrapped: true,
  'armor-character': true,
  'armor-padding': true,
  'armor-header': true,
  'armor-empty': true,
  'armor-part': true,
  'no-end-line': true,
  'several-blocks': true,
  'label-content': true,
  'cleartext-header': true,
  'lone-cr': true,
  'dash-line': true,
  'line-too-long': true,
  'no-signature-block': true,
  truncated: true,
  'packet-header': true,
  'packet-length': true,
  'packet-unknown': true,
  'too-many-packets': true,
  'trailing-data': true,
  'several-literals': true,
  'literal-header': true,
  grammar: true,
  'no-signature-packet': true,
  'not-a-signature': true,
  'signed-message': true,
  compression: true,
  'compression-damaged': true,
  'too-deep': true,
  'too-large': true,
  'encryption-version': true,
  'no-encrypted-data': true,
  'mail-too-large': true,
  'mail-repeated': true,
  'mail-structure': true,
  'mail-encoding': true,
});

const WARNINGS = codes<WarningCode>({
  'crc-wrong': true,
  'crc-missing': true,
  'text-before': true,
  'text-after': true,
  label: true,
  'too-many-signatures': true,
  'too-many-recipients': true,
  'names-primary': true,
  'revoked-since': true,
  'no-integrity': true,
  'not-to-the-end': true,
  'outer-headers': true,
  'mangled-mail': true,
  'empty-data': true,
  'secret-key': true,
});

const NATURES = codes<Nature>({
  text: true,
  binary: true,
  empty: true,
  'no-input': true,
  pdf: true,
  zip: true,
  gzip: true,
  image: true,
  age: true,
  cms: true,
  'ssh-signature': true,
  'ssh-key': true,
  minisign: true,
  pem: true,
  mail: true,
  'mail-part': true,
  literal: true,
  certificate: true,
  revocation: true,
  'secret-key': true,
});

const vendor = { name: 'Example', bundled: true, facts: {} } as VendorWords;

describe('the words of verify', () => {
  it.each(PROBLEMS)('malformed: %s', (code) => {
    const places: Omit<Problem, 'code'>[] = [{ line: 1 }, { offset: 0 }, { line: 2, text: 'X' }];
    for (const place of places) {
      for (const number of [0, 1, 2, 11]) {
        const problem = { code, line: 1, offset: 0, text: 'X', number, ...place };
        expectSentence(problemWords(problem));
      }
    }
  });

  it('malformed: a mail, by what its structure lacks; in the JSON too', () => {
    const problem: Problem = { code: 'mail-structure', fault: 'no-last-boundary' };
    const text = 'its last boundary is missing: it is cut off';
    expect(problemWords(problem)).toBe(`the mail's structure is damaged: ${text}`);
    expect(problemJson(problem)).toEqual({ code: 'mail-structure', text });
    expect(problemJson({ code: 'mail-encoding', text: 'x' })).toEqual({ code: 'mail-encoding', text: 'x' });
  });

  it.each(WARNINGS)('warning: %s', (code) => {
    for (const count of [0, 1, 2]) expectSentence(warningWords({ code, count, text: 'X' }));
  });

  it.each(NATURES)('not protected: %s', (nature) => {
    expectSentence(verdictWords({ kind: 'other', verdict: 'not-protected', nature, warnings: [] }, vendor));
  });

  it('say how many, and fit the number', () => {
    expect(warningWords({ code: 'text-before', count: 1 })).toBe(
      '1 line of text before the block is neither signed nor encrypted',
    );
    expect(warningWords({ code: 'text-after', count: 2 })).toBe(
      '2 lines of text after the block are neither signed nor encrypted',
    );
    const revocation = { date: '2024-01-31T00:00:00.000Z', hard: false, reason: 'superseded: moved' };
    expect(warningWords({ code: 'revoked-since', revocation })).toBe(
      'the key was revoked after it made the signature (2024-01-31: superseded: moved)',
    );
    expect(problemWords({ code: 'too-large', number: 1 })).toBe(
      'it holds more than 1 byte, the most that is allowed',
    );
  });

  it('never call a recipient of an unknown kind by question marks', () => {
    const recipient = { keyID: '?'.repeat(16), ours: false, hidden: false, algorithm: 'algorithm 0' };
    expect(recipientWords(recipient)).not.toContain('?');
  });
});
