import type { Bundle } from '../bundle/model.js';
import type { Context } from '../output/context.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../pgp/policy/encryption-key.js';
import { openBundle } from './open.js';
import { keysFor, type Opened, openEach, openFacts } from './open-keys.js';

/** A key of the vendor's at this time. */
export interface KeyState {
  facts: CertificateFacts;
  usability: EncryptionChoice;
  /** When `key update` was last given a newer copy. */
  updated: Date | undefined;
}

/** All of them. */
export interface KeyStates {
  bundle: Bundle;
  keys: readonly Opened<KeyState>[];
  now: Date;
}

/**
 * What the vendor's keys are, and what they can be used for now.
 *
 * @throws as `openBundle`, `keysFor` and `openEach`
 */
export async function lookAtKeys(context: Context): Promise<KeyStates> {
  const bundle = await openBundle(context);
  const now = new Date();
  const keys = await openEach(keysFor(bundle), async (key): Promise<KeyState> => {
    const facts = await openFacts(bundle, key);
    const updated = (await bundle.findUpdate?.(key.pin.fingerprint))?.date;
    return { facts, usability: chooseEncryptionKey(facts, now), updated };
  });
  return { bundle, keys, now };
}
