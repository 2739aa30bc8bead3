import type { EncryptReason } from '../../../pgp/encrypt/reason.js';
import type { SigningObstacle } from '../../../pgp/policy/signing-key.js';
import { day } from '../../../text/dates.js';
import { OWN_SECRET_KEY } from '../encrypt/encrypt-words.js';
import { keyFaultWords } from '../encryption-choice.js';
import { CERTIFICATE_REFUSALS } from './certificate.js';
import type { WordsFor } from './model.js';

const LEAVE_OUT = [{ again: [], without: ['--sign-with', '--passphrase-file'] }];

export const ENCRYPT_REFUSALS: WordsFor<EncryptReason> = {
  'input-changed': ({ size, gave }) => ({
    message: `the input changed while it was read: it had ${size} bytes and gave ${gave}`,
    next: [{ advice: 'run the command again when nothing writes to it' }],
  }),
  'key-damaged': ({ fingerprints }) => ({
    message: `the key ${fingerprints.join(', or ')} cannot be encrypted to: its numbers are none of its kind`,
    next: [{ run: 'contact' }],
  }),
  'filename-too-long': ({ most }) => ({
    message: `the file name in a message has ${most} bytes at most`,
    next: [],
  }),
  'secret-key-is-certificate': () => ({
    message: 'this is a certificate, the public half of a key: it cannot sign',
    next: [OWN_SECRET_KEY],
  }),
  'secret-key-unreadable': () => ({
    message: 'this is not an OpenPGP secret key, or it is damaged',
    next: [],
  }),
  'secret-key-several': ({ count }) => ({
    message: `one secret key is expected, and there are ${count}`,
    next: [],
  }),
  'secret-key-unverifiable': ({ fault }) => ({
    ...CERTIFICATE_REFUSALS['certificate-unverifiable']({ reason: 'certificate-unverifiable', fault }),
    next: LEAVE_OUT,
  }),
  'secret-key-cannot-sign': ({ why }) => ({
    message: `the key to sign with ${obstacleWords(why)}`,
    next: LEAVE_OUT,
  }),
  'passphrase-wrong': () => ({ message: 'the pass phrase does not unlock the key', next: [] }),
};

function obstacleWords(why: SigningObstacle): string {
  switch (why.obstacle) {
    case 'revoked':
      return `was revoked on ${day(why.date)}`;
    case 'expired':
      return `expired on ${day(why.date)}`;
    case 'no-secret-half':
      return 'is here without the secret half of its signing key';
    case 'no-signing-key':
      return 'has no signing key';
    case 'signing-key-revoked':
      return 'has a signing key that was revoked';
    case 'signing-key-expired':
      return 'has a signing key that expired';
    case 'signing-key-weak':
      return `has no usable signing key: it is ${keyFaultWords(why.fault)}`;
    case 'signing-key-future':
      return 'has no usable signing key: it is dated in the future';
    case 'date-past-2106':
      return "signs nothing at this computer's date: no signature can hold one after 2106-02-07";
    case 'unusable':
      return 'is damaged or of an unsupported kind';
  }
}
