import type { EncryptionChoice, EncryptionObstacle } from '../../pgp/policy/encryption-key.js';
import type { KeyFault } from '../../pgp/policy/key-kinds.js';
import type { SigningState } from '../../pgp/policy/verification-key.js';
import { day, distance } from '../../text/dates.js';

/** What a key that does not count is: `of the unsupported algorithm DSA`. */
export function keyFaultWords(fault: KeyFault): string {
  switch (fault.fault) {
    case 'algorithm':
      return `of the unsupported algorithm ${fault.algorithm}`;
    case 'curve':
      return `on the unsupported curve ${fault.curve}`;
    case 'unsound':
      return 'no sound key: with its numbers nothing is secret, or nothing can be read';
    case 'rsa-bits':
      return `RSA of ${fault.bits} bits, under ${fault.least}`;
  }
}

/** Of two dates that contradict each other it is mostly the computer's that is wrong. */
export function futureWords(what: string, made: string, now: string): string {
  return `${what} is dated in the future, ${day(made)}: check this computer's clock, which says ${day(now)}`;
}

/** Why there is no key to encrypt to. */
export function obstacleWords(obstacle: EncryptionObstacle, now: Date): string {
  switch (obstacle.obstacle) {
    case 'weak':
      return `the ${obstacle.which} key is ${keyFaultWords(obstacle.fault)}`;
    case 'future':
      return futureWords(`the ${obstacle.which} key`, obstacle.created, now.toISOString());
    case 'no-user-id':
      return 'no user ID of the certificate is in force';
    case 'no-key':
      return 'the certificate has no encryption key';
  }
}

/** `the key expired`; of a subkey alone where its primary key has not: the dates of both are shown. */
export function expiredWords({ what }: Extract<EncryptionChoice, { status: 'expired' }>): string {
  return what === 'key' ? 'the key expired' : 'the encryption subkey expired';
}

function revokedWords({ what, revocation }: Extract<EncryptionChoice, { status: 'revoked' }>): string {
  const reason = revocation.reason ? ` (${revocation.reason})` : '';
  return `the ${what === 'key' ? 'key' : 'encryption subkey'} was revoked on ${day(revocation.date)}${reason}`;
}

/** Whether the key can encrypt today, as `key` says it. */
export function usabilityWords(usability: EncryptionChoice, now: Date): string {
  switch (usability.status) {
    case 'usable':
      return 'yes';
    case 'expired':
      return `yes, with a warning: ${expiredWords(usability)} ${distance(usability.expired, now)}, which takes no secrecy away; under --strict it is refused`;
    case 'revoked':
      return `no: ${revokedWords(usability)}`;
    case 'no-encryption-key':
      return `no: ${obstacleWords(usability.obstacle, now)}`;
  }
}

/** The reason that `key check` gives. */
export function checkWords(usability: EncryptionChoice, now: Date): string {
  switch (usability.status) {
    case 'usable':
      return 'the key is valid and can encrypt';
    case 'expired':
      return `${expiredWords(usability)} on ${day(usability.expired)}, ${distance(usability.expired, now)}`;
    case 'revoked':
      return revokedWords(usability);
    case 'no-encryption-key':
      return obstacleWords(usability.obstacle, now);
  }
}

/** The same of a key that is there to check signatures by. */
export function signingWords(state: SigningState, now: Date): string {
  switch (state.status) {
    case 'usable':
      return 'the key is valid and can sign';
    case 'expired':
      return `the key expired on ${day(state.expired)}, ${distance(state.expired, now)}`;
    case 'revoked':
      return `the key was revoked on ${day(state.revocation.date)}${state.revocation.reason ? ` (${state.revocation.reason})` : ''}`;
    case 'cannot-sign':
      return 'the certificate has no key that can sign';
  }
}
