import { isUtf8 } from 'node:buffer';

/** The first packet's header, if the data starts like OpenPGP: its tag and where its body starts. */
export function peekPacket(data: Uint8Array): { tag: number; body: number } | undefined {
  const first = data[0] ?? 0;
  if ((first & 0x80) === 0) return undefined;
  if ((first & 0x40) !== 0) {
    const length = data[1] ?? 0;
    const size = length < 192 ? 1 : length < 224 ? 2 : length < 255 ? 1 : 5;
    return { tag: first & 0x3f, body: 1 + size };
  }
  return { tag: (first >> 2) & 0xf, body: 1 + ([1, 2, 4, 0][first & 3] ?? 0) };
}

const FORMATS = [...Buffer.from('btul1m')];

/** By the tag of a packet: the version or format octets that its body can start with. */
export const FIRST_OCTETS: Record<number, readonly number[]> = {
  1: [2, 3, 6],
  2: [2, 3, 4, 5, 6],
  3: [4, 5, 6],
  4: [3, 6],
  5: [2, 3, 4, 5, 6],
  6: [2, 3, 4, 5, 6],
  8: [0, 1, 2, 3],
  10: [0x50],
  11: FORMATS,
  18: [1, 2],
  20: [1],
};

/** Session keys, a one-pass signature, compressed, literal and encrypted data. */
const OF_MESSAGES = [1, 3, 4, 8, 11, 18, 20];

/** Whether data seems to be a message, encrypted or signed, in binary form. */
export function startsLikeMessage(data: Uint8Array): boolean {
  const start = peekPacket(data);
  if (!start || !OF_MESSAGES.includes(start.tag)) return false;
  return FIRST_OCTETS[start.tag]?.includes(data[start.body] ?? -1) === true && !isUtf8(data);
}
