import { describe, expect, it } from 'vitest';
import { type Advised, adviceFor } from '../../../../src/output/words/verify/advice.js';
import type { Verification } from '../../../../src/pgp/verify/verification.js';

const given: Advised = {
  vendor: { name: 'Example' },
  file: 'm.asc',
  text: 'handed-out',
  command: (options, ...files) => ['verify', ...options, ...files].join(' '),
  contact: 'contact',
  exportKey: (path) => `key export -o ${path}`,
};

describe('a message that is encrypted, and not to the vendor', () => {
  const reply: Verification = {
    kind: 'encrypted',
    verdict: 'not-addressed',
    recipients: [],
    passwords: 0,
    encryption: { version: 1, cipher: null, aead: null },
    warnings: [],
  };

  it('is for whoever checks it: the own key opens it', () => {
    expect(adviceFor(reply, given).next).toMatch(/^decrypt it with your own key, if it is for you/);
  });

  it('that opens by a password alone: no key of its reader does', () => {
    const next = /^decrypt it with its password, if you have it \(gpg --unwrap --decrypt, then verify what/;
    expect(adviceFor({ ...reply, passwords: 1 }, given).next).toMatch(next);
  });

  it('is to be encrypted again where that is asked', () => {
    const { next } = adviceFor(reply, { ...given, question: 'addressed' });
    expect(next).toBe("ask for it again, encrypted to Example's key, if it is meant for Example");
  });
});

describe('an encrypted message where the vendor is gone', () => {
  const successor = { name: 'Heir', address: 'security@heir.example', source: 'https://heir.example' };
  const gone: Advised = { ...given, vendor: { name: 'Example', successor } };
  const ask = 'first ask Heir (security@heir.example), without details, who reads reports about Example';
  const message = (verdict: 'addressed' | 'not-addressed', ...ours: boolean[]): Verification => ({
    kind: 'encrypted',
    verdict,
    recipients: ours.map((one) => ({
      ...{ keyID: '0123456789ABCDEF', ours: one, hidden: false, algorithm: 'RSA' },
    })),
    passwords: 0,
    encryption: { version: 1, cipher: null, aead: null },
    warnings: [],
  });

  it('names whom to ask in the place of handing it on', () => {
    const holder = `${ask}: only the holder of Example's key can open it`;
    expect(adviceFor(message('addressed', true), { ...gone, question: 'addressed' })).toEqual({
      ...{ next: holder, hints: ['contact'] },
    });
    expect(adviceFor(message('addressed', true), gone).next).toBe(`${holder}, and see who signed it`);
    expect(adviceFor(message('addressed', true, false), gone).next).toMatch(/^decrypt it with your own key/);
    expect(adviceFor(message('addressed', true, false), gone).next).toContain(`; or ${ask}`);
    expect(adviceFor(message('not-addressed', false), { ...gone, question: 'addressed' }).next).toBe(
      `if it is meant for Example, ${ask}`,
    );
  });
});

describe('a text that is not UTF-8', () => {
  const text: Verification = {
    kind: 'cleartext',
    verdict: 'not-verified',
    signatures: [
      {
        status: 'unsupported',
        why: { what: 'invalid-utf8' },
        keyID: null,
        fingerprint: null,
        primaryFingerprint: null,
        created: null,
        hash: null,
      },
    ],
    notUtf8: { line: 3 },
    warnings: [],
  };

  it('gpg may check as a file, and never as a mail', () => {
    expect(adviceFor(text, given).hints).toEqual(['gpg --verify m.asc']);
    expect(adviceFor({ ...text, outerFields: [] }, given)).toMatchObject({
      next: expect.stringMatching(/^do not act on it yet; line 3 is not UTF-8: ask Example/),
      hints: [],
    });
  });
});
