import type { UnknownKind } from '../../pgp/certificate/reason.js';
import type { PassedOver } from '../../pgp/facts.js';

/** `version 5`, of a key that this program knows nothing of. */
export function unknownKindWords(kind: UnknownKind): string {
  switch (kind.unknown) {
    case 'version':
      return `version ${kind.version}`;
    case 'algorithm':
      return kind.algorithm;
    case 'curve':
      return 'a curve without a name';
  }
}

const WHAT: Record<PassedOver['what'], string> = {
  'user-id': 'the user ID',
  subkey: 'the subkey',
  signature: 'a signature on',
  revocation: 'a revocation of',
  packet: 'a packet',
};

/** One line for each: what of a certificate is not used, and why. */
export function passedOverWords({ what, why, on, kind, count }: PassedOver): string {
  const times = count > 1 ? ` (${count} times)` : '';
  const name = on === null ? '' : ` ${on}`;
  return `${WHAT[what]}${name}: ${reasonWords(what, why, kind)}${times}`;
}

function reasonWords(what: PassedOver['what'], why: PassedOver['why'], kind: string | null): string {
  switch (why) {
    case 'unsigned':
      return 'the key has not signed it';
    case 'no-revoker':
      return `in the name of its designated revoker ${kind}, without whose certificate it cannot be checked`;
    case 'unsupported':
      return `of an unsupported kind${kind === null ? '' : `, ${kind}`}`;
    case 'damaged':
      return what === 'signature' ? 'it cannot be read' : 'it is damaged';
    case 'not-verified':
      return 'it does not verify';
    case 'not-counted':
      return 'it is genuine and not to be relied on, for a broken hash or a critical field that is not known';
  }
}

/**
 * What is said of a key that may be revoked, a line for each revoker.
 *
 * @param key its fingerprint, where there are others
 */
export function possibleRevocationWords(revokers: readonly string[], key?: string): string[] {
  const which = key === undefined ? 'the key' : `the key ${key}`;
  return revokers.map(
    (revoker) =>
      `${which} may be revoked: a revocation in the name of its revoker ${revoker} cannot be checked without that one's certificate in the same file`,
  );
}
