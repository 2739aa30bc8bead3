/** y² = x³ - 3x + b over the integers modulo p; in `bytes` each (SEC 2, sections 2.4.2, 2.5.1 and 2.6.1). */
const WEIERSTRASS: Partial<Record<string, { p: bigint; b: bigint; bytes: number }>> = {
  nistP256: {
    p: 2n ** 256n - 2n ** 224n + 2n ** 192n + 2n ** 96n - 1n,
    b: 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604bn,
    bytes: 32,
  },
  nistP384: {
    p: 2n ** 384n - 2n ** 128n - 2n ** 96n + 2n ** 32n - 1n,
    b: 0xb3312fa7e23ee7e4988e056be3f82d19181d9c6efe8141120314088f5013875ac656398d8a2ed19d2a85c8edd3ec2aefn,
    bytes: 48,
  },
  nistP521: {
    p: 2n ** 521n - 1n,
    b: 0x51953eb9618e1c9a1f929a21a0b68540eea2da725b99b315f3b8b489918ef109e156193951ec7e937b1652c0bd3bb1bf073573df883d2c34f1ef451fd46b503f00n,
    bytes: 66,
  },
};

/** Their points of small order, by the one coordinate that is sent (RFC 7748 section 5). */
const MONTGOMERY = {
  x25519: {
    p: 2n ** 255n - 19n,
    bytes: 32,
    bits: 255n,
    small: [
      0n,
      1n,
      2n ** 255n - 20n,
      325606250916557431795983626356110631294008115727848805560023387167927233504n,
      39382357235489614581723060781553021112529911719440698176882885853963445705823n,
    ],
  },
  x448: {
    p: 2n ** 448n - 2n ** 224n - 1n,
    bytes: 56,
    bits: 448n,
    small: [0n, 1n, 2n ** 448n - 2n ** 224n - 2n],
  },
};

/**
 * Whether `point` lies on a curve of NIST: 4 and two numbers (RFC 9580 section 11.2.1). Of a curve that is not known
 * here nothing is said.
 *
 * @param curve as OpenPGP.js names it
 */
export function isOnCurve(curve: string, point: Uint8Array): boolean {
  const known = WEIERSTRASS[curve];
  if (!known) return true;
  const { p, b, bytes } = known;
  if (point[0] !== 4 || point.length !== 1 + 2 * bytes) return false;
  const [x, y] = [number(point.subarray(1, 1 + bytes)), number(point.subarray(1 + bytes))];
  return x < p && y < p && (y * y - (x * x * x - 3n * x + b)) % p === 0n;
}

/**
 * Whether a point gives a shared secret of its own: one of small order gives everybody the same, all zeros (RFC 7748
 * section 6).
 */
export function leadsSomewhere(
  curve: keyof typeof MONTGOMERY,
  point: Uint8Array = new Uint8Array(),
): boolean {
  const { p, bytes, bits, small } = MONTGOMERY[curve];
  if (point.length !== bytes) return false;
  const coordinate = BigInt.asUintN(Number(bits), number(point.toReversed())) % p;
  return !small.includes(coordinate);
}

/** From its bytes, the highest first. */
function number(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}
