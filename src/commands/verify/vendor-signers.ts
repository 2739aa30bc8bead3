import type { Bundle } from '../../bundle/model.js';
import type { Context } from '../../output/context.js';
import { leftOutWords } from '../../output/words/key-words.js';
import type { SignerKey } from '../../output/words/verify/answer-words.js';
import type { KnownCertificate } from '../../pgp/certificate/index.js';
import { keysFor, openEach, openKnown } from '../../vendor/open-keys.js';

/** The vendor's certificates for one look at a message. */
export interface Signers {
  /** Whose signatures count. */
  signers: readonly KnownCertificate[];
  /** Whom messages are for. */
  readers: readonly KnownCertificate[];
  /** The first, for words. */
  keys: readonly SignerKey[];
}

/**
 * Opens the certificates by their uses. Of several, one that cannot be used is named in a warning.
 *
 * @param addressed what is asked is whom a message is for
 * @throws Failure CERT_CANNOT_ENCRYPT: there is no key for what is asked, or none can be used
 */
export async function openSigners(context: Context, bundle: Bundle, addressed: boolean): Promise<Signers> {
  const asked = keysFor(bundle, addressed ? 'encrypt' : 'verify');
  const opened = await openEach(keysFor(bundle), (key) => openKnown(bundle, key));
  const keys = opened.flatMap((one) => {
    if (!('failure' in one)) return [one];
    context.say.warning(leftOutWords(one.pin, one.failure.message));
    return [];
  });
  const unusable = opened.filter((one) => asked.some(({ pin }) => pin === one.pin) && 'failure' in one);
  if (unusable.length === asked.length && unusable[0] && 'failure' in unusable[0]) throw unusable[0].failure;
  const withUse = (use: 'encrypt' | 'verify') => keys.filter(({ pin }) => pin.use.includes(use));
  const signers = withUse('verify');
  return {
    signers,
    readers: withUse('encrypt'),
    keys: signers.map(({ pin, facts }) => ({ name: pin.name, facts })),
  };
}
