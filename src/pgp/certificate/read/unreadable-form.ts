import { peekPacket } from '../../format/packet-start.js';
import { packetType } from '../../format/tags.js';
import type { UnreadableForm } from '../reason.js';

/** En and em dashes, in UTF-8 and as Windows has them, which programs for writing make of several hyphens. */
const DASHES = /(?:\xe2\x80[\x93\x94]|[\x96\x97])-*\s*BEGIN PGP /;

const BLOCK = '-----BEGIN PGP [A-Z ]+-----';

/**
 * An escaped equals sign, or a line that goes on. Armor has both of its own accord: a checksum may be "=3Dxx", and
 * padding ends a line, with the checksum or the end of the block behind it (RFC 9580 section 6).
 */
const QUOTED_PRINTABLE = /=3D(?![A-Za-z0-9+/]{2}\r?\n)|=\r?\n(?![=\r\n-])/;

/** The first that fits. */
const FORMS: readonly [UnreadableForm, (text: string) => boolean][] = [
  ['empty', (text) => text.trim() === ''],
  ['dashes', (text) => DASHES.test(text)],
  ['headless', (text) => text.includes('-----END PGP') && !text.includes('BEGIN PGP')],
  ['text', (text) => !text.includes('BEGIN PGP') && !/[^\t\n\f\r -~]/.test(text)],
  ['json', (text) => new RegExp(`${BLOCK}(?:\\\\r)?\\\\n`).test(text)],
  ['truncated', (text) => text.includes('BEGIN PGP') && !text.includes('END PGP')],
  ['one-line', (text) => new RegExp(`${BLOCK}[^\\r\\n]*[A-Za-z0-9+/]{8}`).test(text)],
  ['quoted-printable', (text) => QUOTED_PRINTABLE.test(text)],
];

/**
 * What kind of file it is, as far as its text tells.
 *
 * @param error why its packets cannot be read
 */
export function unreadableForm(data: Uint8Array, error: unknown): UnreadableForm {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1');
  const isCut = endsInPacket(error) && (text.includes('BEGIN PGP') || startsLikeKey(data));
  return FORMS.find(([, fits]) => fits(text))?.[0] ?? (isCut ? 'mid-packet' : 'damaged');
}

function startsLikeKey(data: Uint8Array): boolean {
  const role = packetType(peekPacket(data)?.tag ?? 0)?.role;
  return role === 'public-key' || role === 'secret-key';
}

/** What `cutPackets` throws, or Buffer's own readers. */
function endsInPacket(error: unknown): boolean {
  return error instanceof RangeError && (error.message === 'past-the-end' || 'code' in error);
}
