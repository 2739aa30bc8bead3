import type { Bundle, KeyInFile } from '../bundle/model.js';
import { type CompiledFacts, holdAt } from '../pgp/encrypt/compiled-facts.js';
import { type EncryptionFacts, encryptionFacts } from '../pgp/encrypt/encryption-target.js';
import { openVerified, readCompiled } from './open-keys.js';

/**
 * A certificate of the vendor's for encrypting: what the build has verified, as long as that holds and the user has no
 * newer copy; else read and verified here.
 *
 * @param compiled what the build has verified is enough
 * @throws Failure as `openVerified`
 */
export async function openForEncryption(
  bundle: Bundle,
  key: KeyInFile,
  { now, compiled }: { now: Date; compiled: boolean },
): Promise<EncryptionFacts> {
  const updated = await bundle.findUpdate?.(key.pin.fingerprint);
  const kept =
    compiled && !updated ? readCompiled<(CompiledFacts | null)[]>(bundle, 'encryption') : undefined;
  const facts = kept?.[bundle.keys.indexOf(key)];
  return facts && holdAt(facts, now) ? facts : encryptionFacts(await openVerified(bundle, key, now));
}
