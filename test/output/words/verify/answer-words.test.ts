import { describe, expect, it } from 'vitest';
import { answerWords } from '../../../../src/output/words/verify/answer-words.js';
import { recipientWords } from '../../../../src/output/words/verify/detail-fields.js';
import { problemJson, problemWords } from '../../../../src/output/words/verify/problem-words.js';
import { warningWords } from '../../../../src/output/words/verify/warning-words.js';
import type { Problem, ProblemCode } from '../../../../src/pgp/verify/malformed.js';
import type { Nature } from '../../../../src/pgp/verify/nature.js';
import type { SignatureFinding, SignatureStatus } from '../../../../src/pgp/verify/signature-report.js';
import type { Recipient, Verification, WarningCode } from '../../../../src/pgp/verify/verification.js';
import { expectSentence } from '../../../support/sentence.js';

/** Every code that there is: the compiler misses none. */
const codes = <C extends string>(all: Record<C, true>) => Object.keys(all) as C[];

const PROBLEMS = codes<ProblemCode>({
  quoted: true,
  'changed-lines': true,
  indented: true,
  'quoted-printable': true,
  bom: true,
  'utf-16': true,
  'cr-only': true,
  crcrlf: true,
  html: true,
  joined: true,
  nbsp: true,
  dashes: true,
  'begin-line': true,
  'begin-prefix': true,
  invisible: true,
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
  'two-readings': true,
  'plus-blanks': true,
  'percent-encoded': true,
  'json-encoded': true,
  'base64-armor': true,
  'base64-packets': true,
  rtf: true,
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
  'encrypted-message': true,
  compression: true,
  'compression-damaged': true,
  'compression-trailing': true,
  'too-deep': true,
  'too-large': true,
  'encryption-version': true,
  'no-encrypted-data': true,
  'mail-too-large': true,
  'mail-repeated': true,
  'mail-structure': true,
  'mail-encoding': true,
  'mail-inside': true,
});

const WARNINGS = codes<WarningCode>({
  'crc-wrong': true,
  'crc-missing': true,
  'text-before': true,
  'text-after': true,
  'armor-headers': true,
  'certificate-beside': true,
  'other-blocks': true,
  'repair-long-lines': true,
  'repair-blanks': true,
  'repair-empty-lines': true,
  'repair-crc-joined': true,
  'repair-nbsp': true,
  'repair-bom': true,
  'repair-utf-16': true,
  'repair-crcrlf': true,
  'repair-quoted': true,
  'repair-indented': true,
  'repair-quoted-printable': true,
  'repair-html': true,
  'repair-html-attributes': true,
  'repair-double-spaced': true,
  'repair-flowed': true,
  'repair-flowed-lines': true,
  'repair-content-type': true,
  'repair-charset': true,
  'repair-first-lines': true,
  'repair-dash-escapes': true,
  'repair-from-lines': true,
  'unknown-charset': true,
  label: true,
  'too-many-signatures': true,
  'too-many-recipients': true,
  'names-primary': true,
  'revoked-since': true,
  'perhaps-revoked': true,
  'no-integrity': true,
  'not-to-the-end': true,
  'outer-headers': true,
  'line-ends': true,
  'literal-name': true,
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
  outlook: true,
  'ssh-signature': true,
  'ssh-key': true,
  'literal-signed': true,
  minisign: true,
  pem: true,
  mail: true,
  'mail-part': true,
  literal: true,
  certificate: true,
  revocation: true,
  'secret-key': true,
});

const about = { vendor: { name: 'Example' }, file: 'mail.asc' };
const origin = { keyID: null, fingerprint: null, primaryFingerprint: null, created: null, hash: 'SHA1' };

/** A good cleartext message, but for what is given. */
const good = (changes: Partial<Verification> = {}): Verification =>
  ({
    ...{ kind: 'cleartext', verdict: 'good', keyExpired: false, signatures: [], content: null, warnings: [] },
    ...changes,
  }) as Verification;
const notVerified = (...findings: SignatureFinding[]): Verification => ({
  ...{ kind: 'cleartext', verdict: 'not-verified', warnings: [] },
  signatures: findings.map((finding) => ({ ...finding, ...origin })),
});
const encrypted = (verdict: 'addressed' | 'not-addressed' | 'cannot-tell', repairs: WarningCode[] = []) => ({
  ...{
    kind: 'encrypted' as const,
    verdict,
    recipients: [] as Recipient[],
    passwords: 0,
    warnings: repairs.map((code) => ({ code })),
  },
  encryption: { version: 1 as const, cipher: null, aead: null },
});

describe('the first line', () => {
  it('is GENUINE for a good signature alone', () => {
    expect(answerWords(good(), about)).toBe("GENUINE: signed by Example's key");
    const outside: Verification['warnings'] = [{ code: 'text-after', count: 1 }];
    const more = 'GENUINE, but only the text shown here: mail.asc holds more that nobody signed';
    expect(answerWords(good({ warnings: outside }), about)).toBe(more);
    const content = Buffer.from('text');
    const warnings: Verification['warnings'] = [{ code: 'repair-quoted' }];
    const undone = good({ content, warnings });
    expect(answerWords(undone, about)).toBe('GENUINE as shown here: mail.asc differs');
    // what nobody signed is worse than what was undone
    expect(answerWords(good({ content, warnings: [...warnings, ...outside] }), about)).toBe(more);
    expect(answerWords(undone, { ...about, file: '-' })).toBe(
      'GENUINE as shown here: standard input differs',
    );
    // armor shows no text, and the data of a detached signature is not repaired
    const armor: Verification['warnings'] = [{ code: 'repair-blanks' }];
    expect(answerWords(good({ content, warnings: armor }), about)).toMatch(/^GENUINE: /);
    expect(answerWords(good({ kind: 'inline', content, warnings }), about)).toMatch(/^GENUINE: /);
    expect(answerWords(good({ kind: 'detached', warnings }), about)).toMatch(/^GENUINE: /);
    // text around a detached signature is in the file of the signature
    expect(answerWords(good({ kind: 'detached', warnings: outside }), about)).toMatch(/^GENUINE: /);
  });

  const FINDINGS: { [S in Exclude<SignatureStatus, 'good'>]: [SignatureFinding & { status: S }, RegExp] } = {
    bad: [
      { status: 'bad' },
      /^NOT GENUINE: the signature does not fit \(the text was changed, or it never was the vendor's\)$/,
    ],
    'unknown-signer': [{ status: 'unknown-signer' }, /^NOT GENUINE: not signed by the vendor$/],
    'key-expired': [{ status: 'key-expired', date: '2019-07-20T08:49:13.000Z' }, /expired on 2019-07-20$/],
    'key-revoked': [{ status: 'key-revoked', date: '2019-07-20T08:49:13.000Z' }, /revoked on 2019-07-20$/],
    'signature-expired': [{ status: 'signature-expired', date: '2019-07-20T08:49:13.000Z' }, /until 2019-/],
    'from-the-future': [{ status: 'from-the-future' }, /^NOT GENUINE: .*in the future/],
    'before-key': [{ status: 'before-key', date: '2019-07-20T08:49:13.000Z' }, /before the vendor's key/],
    'key-cannot-sign': [{ status: 'key-cannot-sign' }, /^NOT GENUINE: .*may not sign/],
    'wrong-type': [{ status: 'wrong-type', type: 0x10 }, /^NOT GENUINE: .*kind/],
    'weak-hash': [{ status: 'weak-hash' }, /^NOT GENUINE: .*SHA1, which can be forged$/],
    malformed: [{ status: 'malformed', why: 'damaged' }, /^CANNOT TELL: the signature is damaged$/],
    unsupported: [
      { status: 'unsupported', why: { what: 'algorithm', algorithm: 'DSA' } },
      /^CANNOT TELL: .*\(a signature made with DSA\)$/,
    ],
  };

  it.each(Object.values(FINDINGS))('of a signature that is not good: %j', (finding, words) => {
    const answer = answerWords(notVerified(finding), about);
    expect(answer).toMatch(words);
    expectSentence(answer);
    // nobody can know whether it ever was otherwise
    expect(answer).not.toMatch(/changed after/);
    expect(answerWords(notVerified({ status: 'unknown-signer' }, finding), about)).toBe(answer);
  });
  it('of several signatures says what is said of the own key', () => {
    const { bad, unsupported, 'key-expired': expired } = FINDINGS;
    expect(answerWords(notVerified(unsupported[0], bad[0]), about)).toMatch(bad[1]);
    expect(answerWords(notVerified(bad[0], expired[0]), about)).toMatch(expired[1]);
    expect(answerWords(notVerified(), about)).toMatch(/^NOT GENUINE: not signed by the vendor$/);
  });
  it('of an encrypted message is no answer, unless it was asked for whom it is', () => {
    for (const verdict of ['addressed', 'not-addressed', 'cannot-tell'] as const) {
      const answer = answerWords(encrypted(verdict), about);
      expect(answer).toMatch(/^CANNOT TELL: it is encrypted and hides who wrote it/);
      expectSentence(answer);
    }
    const asked = { ...about, question: 'addressed' as const };
    expect(answerWords(encrypted('addressed'), asked)).toMatch(
      /^ADDRESSED: .*addressed to Example's key; it hides who wrote it$/,
    );
    expect(answerWords(encrypted('not-addressed'), asked)).toMatch(/^NOT ADDRESSED: /);
    expect(answerWords(encrypted('cannot-tell'), asked)).toMatch(/^CANNOT TELL: /);
    expect(answerWords(encrypted('addressed', ['repair-quoted']), asked)).toMatch(/^CANNOT TELL: /);
    expect(answerWords(good(), asked)).toMatch(/^NOT ADDRESSED: it is signed/);
    expect(answerWords(notVerified(), asked)).toMatch(/^NOT ADDRESSED: it is signed/);
  });
});

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
    const other = problemJson({ code: 'not-a-signature', nature: 'text' });
    expect(other).toEqual({ code: 'not-a-signature', text: 'this is plain text' });
    expect(problemJson({ code: 'mail-encoding', text: 'x' })).toEqual({ code: 'mail-encoding', text: 'x' });
  });
  it.each(WARNINGS)('warning: %s', (code) => {
    for (const count of [0, 1, 2]) expectSentence(warningWords({ code, count, text: 'X' }));
  });
  it.each(NATURES)('not protected: %s', (nature) => {
    const answer = answerWords({ kind: 'other', verdict: 'not-protected', nature, warnings: [] }, about);
    expectSentence(answer);
    expect(answer).toMatch(/^(NOT SIGNED|CANNOT TELL): /);
    expectSentence(problemWords({ code: 'not-a-signature', nature }));
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
