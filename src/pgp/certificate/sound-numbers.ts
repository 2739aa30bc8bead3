import { enums } from 'openpgp';
import { hashInfo } from '../format/algorithms.js';
import { isOnCurve, leadsSomewhere } from '../format/curve-points.js';
import type { KeyPacket } from './self-signatures.js';

/** The numbers of a key packet, as OpenPGP.js keeps them (RFC 9580 section 5.5.5). */
interface Numbers {
  n?: Uint8Array;
  e?: Uint8Array;
  Q?: Uint8Array;
  A?: Uint8Array;
  oid?: { getName(): string };
  kdfParams?: { hash: number; cipher: number };
}

/** Whether the numbers of a key that is encrypted to, or signs with RSA, can be those of such a key. */
export function hasSoundNumbers({ algorithm, publicParams }: KeyPacket): boolean {
  const { n, e, Q, A, oid, kdfParams } = publicParams as Numbers;
  if (n && e) return isSoundRsa(n, e);
  if (algorithm === enums.publicKey.x25519) return leadsSomewhere('x25519', A);
  if (algorithm === enums.publicKey.x448) return leadsSomewhere('x448', A);
  if (algorithm !== enums.publicKey.ecdh || !Q || !oid) return true;
  return isKeyWrap(kdfParams) && isPoint(oid.getName(), Q);
}

/** Encrypting with an exponent of 1 shows the session key; even numbers cannot be undone (RFC 8017 section 3.1). */
function isSoundRsa(n: Uint8Array, e: Uint8Array): boolean {
  const isOdd = (number: Uint8Array) => ((number.at(-1) ?? 0) & 1) === 1;
  return isOdd(n) && isOdd(e) && !e.every((byte, at) => byte === (at === e.length - 1 ? 1 : 0));
}

/** Section 11.2. */
function isPoint(curve: string, point: Uint8Array): boolean {
  if (curve === enums.curve.curve25519Legacy) {
    return point[0] === 0x40 && leadsSomewhere('x25519', point.subarray(1));
  }
  return isOnCurve(curve, point);
}

/** The bits of the ciphers that wrap a session key (section 11.5). */
const WRAPPING: Partial<Record<number, number>> = { 7: 128, 8: 192, 9: 256 };

/** The hash makes the key of that cipher, so it must be as long. */
function isKeyWrap({ hash, cipher }: Numbers['kdfParams'] = { hash: 0, cipher: 0 }): boolean {
  const bits = WRAPPING[cipher];
  return bits !== undefined && (hashInfo(hash)?.bits ?? 0) >= bits;
}
