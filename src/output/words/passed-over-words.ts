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
  signature: 'on',
  packet: 'a packet',
};

/** One line for each: what of a certificate is not used, and why. */
export function passedOverWords({ what, why, on, kind, count }: PassedOver): string {
  const times = count > 1 ? ` (${count} times)` : '';
  const name = on === null ? '' : ` ${on}`;
  const whose = what === 'signature' ? `a signature ${WHAT.signature}${name}` : `${WHAT[what]}${name}`;
  return `${whose}: ${reasonWords(what, why, kind)}${times}`;
}

function reasonWords(what: PassedOver['what'], why: PassedOver['why'], kind: string | null): string {
  switch (why) {
    case 'unsigned':
      return 'the key has not signed it';
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
