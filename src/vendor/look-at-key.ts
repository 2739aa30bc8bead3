import type { Bundle } from '../bundle/model.js';
import type { Context } from '../output/context.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../pgp/policy/encryption-key.js';
import { openBundle, openFacts } from './open.js';

/** The vendor's key at this time. */
export interface KeyState {
  bundle: Bundle;
  facts: CertificateFacts;
  usability: EncryptionChoice;
  /** When `key update` was last given a newer copy. */
  updated: Date | undefined;
  now: Date;
}

/** What the vendor's key is, and what it can be used for now. @throws as `openBundle` and `openFacts` */
export async function lookAtKey(context: Context): Promise<KeyState> {
  const bundle = await openBundle(context);
  const facts = await openFacts(bundle);
  const now = new Date();
  const updated = (await bundle.findUpdate?.())?.date;
  return { bundle, facts, usability: chooseEncryptionKey(facts, now), updated, now };
}
