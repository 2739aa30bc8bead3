import { type FailureCode, Refusal } from '../../errors.js';
import type { KeyFault } from '../policy/key-kinds.js';
import type { SigningObstacle } from '../policy/signing-key.js';

/** Why something is not encrypted or not signed. */
export type EncryptReason =
  | { reason: 'input-changed'; size: number; gave: 'more' | 'fewer' }
  | { reason: 'key-damaged'; fingerprints: readonly string[] }
  | { reason: 'filename-too-long'; most: number }
  | { reason: 'secret-key-is-certificate' | 'secret-key-unreadable' }
  | { reason: 'secret-key-several'; count: number }
  | { reason: 'secret-key-unverifiable'; fault: KeyFault }
  | { reason: 'secret-key-cannot-sign'; why: SigningObstacle }
  | { reason: 'passphrase-wrong' };

/** @param cause the error of OpenPGP.js, for a trace */
export function refuseEncryption(
  code: FailureCode,
  facts: EncryptReason,
  cause?: unknown,
): Refusal<EncryptReason> {
  return new Refusal(code, facts, { cause });
}
