import { describe, expect, it } from 'vitest';
import { guessKind } from '../../../../src/pgp/verify/look/guess-kind.js';
import type { Kind } from '../../../../src/pgp/verify/verification.js';
import { armored, packet } from '../../../support/messages.js';

const signature = armored('SIGNATURE', packet(2, Buffer.from([4])));
const clear = `-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA512\n\nhello\n${signature}`;
const secret = armored('MESSAGE', packet(1, Buffer.from([3])));

describe('what a message that cannot be read was meant to be', () => {
  it.each<[string, string, Kind]>([
    ['a signed text', clear, 'cleartext'],
    [
      '… of which the BEGIN line has other letters',
      clear.replace('SIGNED MESSAGE', 'Signed Message'),
      'cleartext',
    ],
    ['… in lower case', clear.replace(/BEGIN PGP SIGNED MESSAGE/, 'begin pgp signed message'), 'cleartext'],
    ['… with a dash', clear.replace(/^-----/, '\u2014'), 'cleartext'],
    ['… with no-break spaces', clear.replace(/BEGIN PGP SIGNED/, 'BEGIN\u00a0PGP\u00a0SIGNED'), 'cleartext'],
    ['a signature', signature, 'signature'],
    ['an encrypted message', secret, 'encrypted'],
    ['… below a text', `a text for you\n${secret}`, 'encrypted'],
    ['… in lower case', `a text for you\n${secret.replace('BEGIN PGP', 'begin pgp')}`, 'encrypted'],
    ['a message of which no more is there', '-----BEGIN PGP MESSAGE-----\n', 'inline'],
    ['a secret key below a signed text', `${clear}-----BEGIN PGP PRIVATE KEY BLOCK-----\n`, 'secret-key'],
    ['a text that speaks of one', 'Where does it begin: PGP message, or a line of its own?\n', 'other'],
  ])('%s', (_what, message, kind) => {
    expect(guessKind(Buffer.from(message))).toBe(kind);
  });

  it('a binary message', () => {
    expect(guessKind(packet(1, Buffer.from([3])))).toBe('encrypted');
    expect(guessKind(packet(2, Buffer.from([4])))).toBe('signature');
    expect(guessKind(Buffer.from([0x80]))).toBe('other');
  });
});
