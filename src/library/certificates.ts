/** What a caller of the library cannot do without, and no caller should touch. */
import { Failure } from '../errors.js';
import type { Certificate } from '../pgp/certificate/index.js';

/** By the vendor that `loadBundle` handed out. (No type of its own stands here: it would bring OpenPGP.js's along.) */
const certificates = new WeakMap<object, Certificate>();

export function keepCertificate(vendor: object, certificate: Certificate): void {
  certificates.set(vendor, certificate);
}

/** The certificate behind a vendor. @throws Failure USAGE: the vendor is of the caller's own making */
export function certificateBehind(vendor: object): Certificate {
  const certificate = certificates.get(vendor);
  if (!certificate) throw new Failure('USAGE', 'this vendor does not come from loadBundle');
  return certificate;
}
