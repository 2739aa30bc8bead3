import type { Key } from 'openpgp';
import type { Certificate } from '../certificate/index.js';

/**
 * Lets OpenPGP.js ask the direct-key signature of a version 4 key without a user ID: it looks for what such a key says
 * of itself among its user IDs alone, and does not find it.
 */
export function heardDirectly<K extends Key>(
  key: K,
  { facts, ruling }: Pick<Certificate, 'facts' | 'ruling'>,
): K {
  if (!facts.nameless) return key;
  return Object.assign(key, { getPrimarySelfSignature: async () => ruling.direct });
}
