import { Refusal } from '../errors.js';
import {
  type Certificate,
  certificateOf,
  readPinned,
  readWhole,
  requireVerifiable,
} from '../pgp/certificate/index.js';
import { merge } from '../pgp/certificate/newer-copy.js';
import { type EncryptionTarget, encryptionFacts } from '../pgp/encrypt/encryption-target.js';
import { chooseRecipients, type UsableChoice } from '../pgp/policy/choose-recipients.js';
import type { EncryptionChoice } from '../pgp/policy/encryption-key.js';
import type { WebKey } from './model.js';

/** Whom a report is encrypted to, as `encrypt` chooses. */
export interface WebTargets {
  /** None: no key can be used. The one that can be used longest comes first. */
  targets: readonly (EncryptionTarget & { choice: UsableChoice })[];
  leftOut: readonly LeftOutKey[];
}

/** A key that is not used, and why. */
export type LeftOutKey = { key: WebKey } & ({ choice: EncryptionChoice } | { refusal: Refusal });

/** Reads the certificates of the page and judges them at `now`. */
export async function chooseTargets(keys: readonly WebKey[], now: Date): Promise<WebTargets> {
  const candidates: { key: WebKey; certificate: Certificate; facts: Certificate['facts'] }[] = [];
  const refused: LeftOutKey[] = [];
  for (const key of keys) {
    try {
      const certificate = await readVendorKey(key, now);
      candidates.push({ key, certificate, facts: certificate.facts });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      refused.push({ key, refusal: error });
    }
  }
  const { used, leftOut } = chooseRecipients(candidates, now, false);
  return {
    targets: used.map(({ candidate: { certificate }, choice }) => ({
      ...encryptionFacts(certificate),
      key: choice.key,
      choice,
    })),
    leftOut: [...refused, ...leftOut.map(({ candidate: { key }, choice }) => ({ key, choice }))],
  };
}

/** @throws Refusal as `readPinned`, `readWhole` and `requireVerifiable` */
async function readVendorKey({ fingerprint, copies }: WebKey, now: Date): Promise<Certificate> {
  const [first = '', ...newer] = copies;
  const bundled = await readPinned(Buffer.from(first, 'base64'), fingerprint, now);
  let { components } = bundled;
  for (const copy of newer) {
    components = merge(
      components,
      (await readWhole(Buffer.from(copy, 'base64'), fingerprint, now)).components,
    );
  }
  const certificate = newer.length > 0 ? certificateOf(components, now) : bundled;
  requireVerifiable(certificate);
  return certificate;
}
