import { SUBPACKET, type SubpacketType } from '../../format/signature-fields.js';
import { exactly, type Subpacket } from '../../format/subpackets.js';
import { KNOWN_NOTATIONS } from '../../policy/notations.js';
import type { Unsupported } from '../signature-report.js';

/**
 * What a subpacket is to the signature of a document: `applied` here, `indifferent`, or `of-keys`, where it is out of
 * place. What is not in the table is not understood, which matters where it is critical.
 */
const MEANINGS: Record<SubpacketType, 'applied' | 'indifferent' | 'of-keys'> = {
  [SUBPACKET.CREATION_TIME]: 'applied',
  [SUBPACKET.EXPIRATION_TIME]: 'applied',
  [SUBPACKET.EXPORTABLE]: 'indifferent',
  [SUBPACKET.KEY_EXPIRATION_TIME]: 'indifferent',
  [SUBPACKET.PREFERRED_CIPHERS]: 'indifferent',
  [SUBPACKET.REVOCATION_KEY]: 'of-keys',
  [SUBPACKET.ISSUER_KEY_ID]: 'applied',
  [SUBPACKET.NOTATION]: 'applied',
  [SUBPACKET.PREFERRED_HASHES]: 'indifferent',
  [SUBPACKET.PREFERRED_COMPRESSIONS]: 'indifferent',
  [SUBPACKET.KEY_SERVER_PREFERENCES]: 'indifferent',
  [SUBPACKET.PREFERRED_KEY_SERVER]: 'indifferent',
  [SUBPACKET.PRIMARY_USER_ID]: 'indifferent',
  [SUBPACKET.POLICY_URI]: 'indifferent',
  [SUBPACKET.KEY_FLAGS]: 'indifferent',
  [SUBPACKET.SIGNER_USER_ID]: 'indifferent',
  [SUBPACKET.FEATURES]: 'indifferent',
  [SUBPACKET.SIGNATURE_TARGET]: 'of-keys',
  [SUBPACKET.EMBEDDED_SIGNATURE]: 'of-keys',
  [SUBPACKET.ISSUER_FINGERPRINT]: 'applied',
  [SUBPACKET.PREFERRED_AEAD]: 'indifferent',
  [SUBPACKET.PREFERRED_CIPHER_SUITES]: 'indifferent',
};

/** What the hashed subpackets of a document's signature say. */
export interface Meaning {
  created: Date;
  /** `null`: the signature does not expire. */
  expires: Date | null;
  notUnderstood: Unsupported | undefined;
}

/** @throws RangeError: a field that is damaged, missing or there twice */
export function understand(subpackets: readonly Subpacket[], version: 4 | 6): Meaning {
  let created: Date | undefined;
  let lifetime: number | undefined;
  let notUnderstood: Unsupported | undefined;
  for (const subpacket of subpackets) {
    const { type, data } = subpacket;
    if (type === SUBPACKET.CREATION_TIME) created = once(created, new Date(number32(data) * 1000));
    else if (type === SUBPACKET.EXPIRATION_TIME) lifetime = once(lifetime, number32(data));
    else if (type === SUBPACKET.ISSUER_KEY_ID && (data.length !== 8 || version === 6)) {
      throw new RangeError('issuer-key-id');
    }
    notUnderstood ??= unsupportedSubpacket(subpacket);
  }
  if (!created) throw new RangeError('no-creation-time');
  const expires = lifetime ? new Date(created.getTime() + lifetime * 1000) : null;
  return { created, expires, notUnderstood };
}

/** Two dates in one signature: programs differ on which one counts. */
function once<T>(before: T | undefined, value: T): T {
  if (before !== undefined) throw new RangeError('given-twice');
  return value;
}

function number32(data: Buffer): number {
  if (data.length !== 4) throw new RangeError('not-four-octets');
  return data.readUInt32BE(0);
}

function unsupportedSubpacket({ type, critical, data }: Subpacket): Unsupported | undefined {
  const meaning = (MEANINGS as Partial<Record<number, string>>)[type];
  if (meaning === 'of-keys') return { what: 'subpacket-of-keys', type };
  const name = type === SUBPACKET.NOTATION ? notationName(data) : undefined;
  if (!critical) return undefined;
  if (meaning === undefined) return { what: 'critical-subpacket', type };
  const unknown = name !== undefined && !KNOWN_NOTATIONS.includes(name);
  return unknown ? { what: 'critical-notation', name: name.slice(0, 60) } : undefined;
}

/** Section 5.2.3.24. @throws RangeError where name or value lead past the end */
function notationName(data: Buffer): string {
  const name = exactly(data, 8, data.readUInt16BE(4)).toString('utf8');
  exactly(data, 8 + data.readUInt16BE(4), data.readUInt16BE(6));
  return name;
}
