/** What every message can be asked to be. */
export interface CommonOptions {
  /** Refuse an expired key. */
  strict?: boolean;
  /** The sender's own certificate, armored or binary, so that the message can be read later. */
  encryptToSelf?: Uint8Array | string;
  /** The sender's secret key, armored or binary, and its pass phrase where it has one. */
  signWith?: { key: Uint8Array | string; passphrase?: string };
  /** Leave all key IDs out. */
  hiddenRecipient?: boolean;
  /** A name for the file inside; at most 255 bytes of UTF-8. */
  filename?: string;
  /** Takes the message piece by piece; each is awaited, and its memory is used again afterwards. */
  write?: (chunk: Uint8Array) => Promise<void> | void;
}

export interface EncryptOptions extends CommonOptions {
  /** Binary instead of armored. */
  binary?: boolean;
  /** The bytes that the source has promised; more or fewer are an error. */
  size?: number;
}

/** What `encrypt` did. */
export interface Encrypted {
  /** The message; empty where it went to `write`. */
  message: Uint8Array;
  bytesIn: number;
  bytesOut: number;
  /** Primary fingerprints and the keys encrypted to; the vendor first. */
  recipients: { userID: string | null; fingerprint: string; encryptionKey: string }[];
  /** When the vendor's keys, or their encryption subkeys, expired, the last of them (ISO 8601), or `null`: tell the user. */
  expired: string | null;
  /** Keys of the vendor's that were not used, and why: tell the user. */
  leftOut: { fingerprint: string; reason: string }[];
}
