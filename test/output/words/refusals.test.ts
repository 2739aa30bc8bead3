import { describe, expect, it } from 'vitest';
import { Refusal } from '../../../src/errors.js';
import { failureOf } from '../../../src/output/in-words.js';
import type { AnyReason } from '../../../src/output/words/refusals/index.js';
import type { CertificateReason } from '../../../src/pgp/certificate/reason.js';
import type { EncryptReason } from '../../../src/pgp/encrypt/reason.js';
import type { SigningObstacle } from '../../../src/pgp/policy/signing-key.js';
import { expectSentence } from '../../support/sentence.js';

const fault = { fault: 'curve', curve: 'secp256k1' } as const;
const date = '2020-01-02T03:04:05.000Z';
const [made, now] = [Date.parse('2030-01-02T00:00:00Z'), Date.parse('2026-06-15T00:00:00Z')];

/** Each reason with the words that it must have: the compiler misses none. */
const CERTIFICATE: { [R in CertificateReason['reason']]: [CertificateReason & { reason: R }, RegExp][] } = {
  'certificate-secret': [[{ reason: 'certificate-secret' }, /never give it to anybody$/]],
  'certificate-none': [[{ reason: 'certificate-none' }, /not an OpenPGP certificate$/]],
  'certificate-unreadable': (
    [
      ['damaged', /not OpenPGP data or is damaged$/],
      ['empty', /^the file is empty/],
      ['text', /a text without a certificate/],
      ['truncated', /is cut off/],
      ['quoted-printable', /quoted-printable/],
      ['json', /in JSON/],
      ['one-line', /joined into one/],
      ['dashes', /made into dashes/],
    ] as const
  ).map(([form, words]) => [{ reason: 'certificate-unreadable', form }, words]),
  'certificate-several': [[{ reason: 'certificate-several', count: 3 }, /and there are 3$/]],
  'key-other-data': [[{ reason: 'key-other-data', wanted: 'secret-key' }, /, not a secret key$/]],
  'certificate-damaged': [
    [
      {
        reason: 'certificate-damaged',
        part: { what: 'signature', why: 'not-verified', on: 'me', kind: null, count: 2 },
      },
      /damaged: a signature on me: it does not verify \(2 times\)$/,
    ],
  ],
  'certificate-unknown-kind': [
    [
      { reason: 'certificate-unknown-kind', kind: { unknown: 'version', version: 5 } },
      /unsupported kind, version 5$/,
    ],
    [
      { reason: 'certificate-unknown-kind', kind: { unknown: 'algorithm', algorithm: 'algorithm 30' } },
      /unsupported kind, algorithm 30$/,
    ],
    [{ reason: 'certificate-unknown-kind', kind: { unknown: 'curve' } }, /a curve without a name$/],
  ],
  'certificate-nothing-counts': [[{ reason: 'certificate-nothing-counts' }, /they use a broken hash/]],
  'certificate-no-user-id': [[{ reason: 'certificate-no-user-id' }, /has no user ID/]],
  'certificate-nothing-verifies': [
    [{ reason: 'certificate-nothing-verifies' }, /none of its self-signatures verifies$/],
  ],
  'certificate-nothing-in-force': [
    [{ reason: 'certificate-nothing-in-force' }, /^no self-signature of the certificate is in force$/],
  ],
  'certificate-unverifiable': [
    [
      { reason: 'certificate-unverifiable', fault },
      /^the primary key is on the unsupported curve secp256k1, /,
    ],
  ],
  'certificate-future': [
    [{ reason: 'certificate-future', made, now }, /the future, 2030-01-02: .* clock, which says 2026-06-15$/],
  ],
  'pin-mismatch': [
    [{ reason: 'pin-mismatch', fingerprint: 'AB', pin: 'CD' }, /its fingerprint is AB, the pin is CD$/],
  ],
  'revocation-foreign': [
    [{ reason: 'revocation-foreign' }, /fits nothing that is pinned: no key, subkey or user ID$/],
  ],
  'signature-stray': [[{ reason: 'signature-stray' }, /a signature of something else/]],
};

const ENCRYPT: {
  [R in Exclude<EncryptReason['reason'], 'secret-key-cannot-sign'>]: [EncryptReason & { reason: R }, RegExp];
} = {
  'input-changed': [{ reason: 'input-changed', size: 2, gave: 'more' }, /it had 2 bytes and gave more$/],
  'key-damaged': [{ reason: 'key-damaged', fingerprints: ['AB'] }, /^the key AB cannot be encrypted to/],
  'filename-too-long': [{ reason: 'filename-too-long', most: 255 }, /has 255 bytes at most$/],
  'secret-key-is-certificate': [{ reason: 'secret-key-is-certificate' }, /the public half of a key/],
  'secret-key-unreadable': [{ reason: 'secret-key-unreadable' }, /not an OpenPGP secret key/],
  'secret-key-several': [{ reason: 'secret-key-several', count: 2 }, /and there are 2$/],
  'secret-key-unverifiable': [
    { reason: 'secret-key-unverifiable', fault },
    /^the primary key is on the unsupported curve secp256k1, /,
  ],
  'passphrase-wrong': [{ reason: 'passphrase-wrong' }, /does not unlock the key$/],
};

const SIGNING: { [O in SigningObstacle['obstacle']]: [SigningObstacle & { obstacle: O }, RegExp] } = {
  revoked: [{ obstacle: 'revoked', date }, /was revoked on 2020-01-02$/],
  expired: [{ obstacle: 'expired', date }, /expired on 2020-01-02$/],
  'no-secret-half': [{ obstacle: 'no-secret-half' }, /without the secret half of its signing key$/],
  'no-signing-key': [{ obstacle: 'no-signing-key' }, /has no signing key$/],
  'signing-key-revoked': [{ obstacle: 'signing-key-revoked' }, /a signing key that was revoked$/],
  'signing-key-expired': [{ obstacle: 'signing-key-expired' }, /a signing key that expired$/],
  'signing-key-weak': [{ obstacle: 'signing-key-weak', fault }, /it is on the unsupported curve secp256k1$/],
  'signing-key-future': [{ obstacle: 'signing-key-future' }, /it is dated in the future$/],
  'date-past-2106': [{ obstacle: 'date-past-2106' }, /no signature can hold one after 2106-02-07/],
  unusable: [{ obstacle: 'unusable' }, /is damaged or of an unsupported kind$/],
};

const REASONS: [AnyReason, RegExp][] = [
  ...Object.values(CERTIFICATE).flat(),
  ...Object.values(ENCRYPT),
  ...Object.values(SIGNING).map(
    ([why, words]) => [{ reason: 'secret-key-cannot-sign', why }, words] as [AnyReason, RegExp],
  ),
];

describe('the words of a refusal', () => {
  it.each(REASONS)('%j', async (reason, words) => {
    const failure = await failureOf(new Refusal('BAD_DATA', reason));
    expectSentence(failure.message);
    expect(failure).toMatchObject({ code: 'BAD_DATA', message: expect.stringMatching(words) });
  });

  it('are left out for what is no refusal', async () => {
    await expect(failureOf(new Error('x'))).rejects.toThrow('x');
  });
});
