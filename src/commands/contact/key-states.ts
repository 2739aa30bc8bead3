import type { PinnedKey } from '../../bundle/manifest.js';
import type { Bundle, KeyInFile } from '../../bundle/model.js';
import type { Context } from '../../output/context.js';
import { failureOf } from '../../output/in-words.js';
import type { KeyToReach } from '../../output/words/contact/contact-words.js';
import { standingOf } from '../../output/words/key-standing.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import { openFacts } from '../../vendor/open-keys.js';

/** The keys of a bundle, in its order. The address does not hang on them: what cannot be used is no failure. */
export async function keysToReach(context: Context, bundle: Bundle, now: Date): Promise<KeyToReach[]> {
  const keys: KeyToReach[] = [];
  for (const key of bundle.keys) keys.push(await keyToReach(context, bundle, key, now));
  return keys;
}

/** Nor does it hang on the copy that `key update` stored: without it, the key is as the bundle has it. */
async function keyToReach(context: Context, bundle: Bundle, key: KeyInFile, now: Date): Promise<KeyToReach> {
  const { pin } = key;
  try {
    return stateOf(pin, await openFacts(bundle, key), now);
  } catch (error) {
    const failure = await failureOf(error);
    if (failure.code === 'CERT_CANNOT_ENCRYPT') return { pin, failure };
    context.say.warning(`the key is shown as the bundle has it: ${failure.message}`);
    const { findUpdate: _, ...alone } = bundle;
    return stateOf(pin, await openFacts(alone, key), now);
  }
}

function stateOf(pin: PinnedKey, facts: CertificateFacts, now: Date): KeyToReach {
  return { pin, facts, standing: standingOf(pin, facts, now) };
}
