/** Packet type IDs: RFC 9580 section 5; 20 is LibrePGP's. */
export const TAG = {
  SESSION_KEY: 1,
  SIGNATURE: 2,
  PASSWORD: 3,
  ONE_PASS: 4,
  SECRET_KEY: 5,
  PUBLIC_KEY: 6,
  SECRET_SUBKEY: 7,
  COMPRESSED: 8,
  ENCRYPTED_UNPROTECTED: 9,
  MARKER: 10,
  LITERAL: 11,
  TRUST: 12,
  USER_ID: 13,
  PUBLIC_SUBKEY: 14,
  USER_ATTRIBUTE: 17,
  ENCRYPTED: 18,
  DETECTION_CODE: 19,
  ENCRYPTED_OCB: 20,
  PADDING: 21,
} as const;

export type Tag = (typeof TAG)[keyof typeof TAG];

/** What a packet is there for. `ignored`: a reader passes over it; `other`: it only stands inside something else. */
export type PacketRole =
  | 'session-key'
  | 'encrypted-data'
  | 'signature'
  | 'one-pass'
  | 'compressed'
  | 'literal'
  | 'public-key'
  | 'secret-key'
  | 'ignored'
  | 'other';

interface PacketType {
  role: PacketRole;
  /** The version or format octets that its body can start with, where a file may start with it. */
  firstOctets?: readonly number[];
  /** It may come in parts or without a length (section 4.2.1.4): it holds data. */
  streams?: true;
}

/** The formats of a literal packet (section 5.9): binary, text, UTF-8, and what programs of old wrote. */
export const LITERAL_FORMATS = 'btul1m';

const PACKET_TYPES: Record<Tag, PacketType> = {
  [TAG.SESSION_KEY]: { role: 'session-key', firstOctets: [2, 3, 6] },
  [TAG.SIGNATURE]: { role: 'signature', firstOctets: [2, 3, 4, 5, 6] },
  [TAG.PASSWORD]: { role: 'session-key', firstOctets: [4, 5, 6] },
  [TAG.ONE_PASS]: { role: 'one-pass', firstOctets: [3, 6] },
  [TAG.SECRET_KEY]: { role: 'secret-key', firstOctets: [2, 3, 4, 5, 6] },
  [TAG.PUBLIC_KEY]: { role: 'public-key', firstOctets: [2, 3, 4, 5, 6] },
  [TAG.SECRET_SUBKEY]: { role: 'secret-key' },
  [TAG.COMPRESSED]: { role: 'compressed', firstOctets: [0, 1, 2, 3], streams: true },
  [TAG.ENCRYPTED_UNPROTECTED]: { role: 'encrypted-data', streams: true },
  [TAG.MARKER]: { role: 'ignored', firstOctets: [0x50] },
  [TAG.LITERAL]: { role: 'literal', firstOctets: [...Buffer.from(LITERAL_FORMATS)], streams: true },
  // of a keyring's own, and to be ignored elsewhere (section 5.10)
  [TAG.TRUST]: { role: 'ignored' },
  [TAG.USER_ID]: { role: 'other' },
  [TAG.PUBLIC_SUBKEY]: { role: 'public-key' },
  [TAG.USER_ATTRIBUTE]: { role: 'other' },
  [TAG.ENCRYPTED]: { role: 'encrypted-data', firstOctets: [1, 2], streams: true },
  [TAG.DETECTION_CODE]: { role: 'other' },
  [TAG.ENCRYPTED_OCB]: { role: 'encrypted-data', firstOctets: [1], streams: true },
  [TAG.PADDING]: { role: 'ignored' },
};

/** What is known of the packets of a tag; `undefined` for a tag that is not known. */
export function packetType(tag: number): PacketType | undefined {
  return (PACKET_TYPES as Partial<Record<number, PacketType>>)[tag];
}
