/**
 * The certificates behind a vendor that `loadBundle` handed out: the library needs them, and no caller should touch
 * them.
 */
import type { PinnedKey } from '../bundle/manifest.js';
import { Failure } from '../errors.js';
import type { Certificate } from '../pgp/certificate/index.js';

/** A certificate of a vendor's, with its pin. */
export interface KeptCertificate {
  pin: PinnedKey;
  certificate: Certificate;
}

/** By the vendor that `loadBundle` handed out. (No type of its own stands here: it would bring OpenPGP.js's along.) */
const kept = new WeakMap<object, readonly KeptCertificate[]>();

export function keepCertificates(vendor: object, certificates: readonly KeptCertificate[]): void {
  kept.set(vendor, certificates);
}

/**
 * The certificates behind a vendor that have a use, in the bundle's order.
 *
 * @throws Failure USAGE: the vendor is of the caller's own making
 */
export function certificatesBehind(
  vendor: object,
  use: PinnedKey['use'][number],
): readonly KeptCertificate[] {
  const certificates = kept.get(vendor);
  if (!certificates) throw new Failure('USAGE', 'this vendor does not come from loadBundle');
  return certificates.filter(({ pin }) => pin.use.includes(use));
}
