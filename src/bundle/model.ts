import type { FileIdentity } from '../system/file-identity.js';
import type { Manifest, PinnedKey } from './manifest.js';

/** A vendor's bundle as read: checked in its form and file names, its certificates not yet looked at. */
export interface Bundle {
  /** The folder it was read from. */
  dir: string;
  /** It came with the program (no `--bundle`). */
  bundled: boolean;
  manifest: Manifest;
  /** The page, Markdown. */
  readonly pageSource: string;
  /** The certificates in the manifest's order. */
  readonly keys: readonly KeyInFile[];
  /** The files it was read from: no output may be one of them. */
  readonly files: readonly FileIdentity[];
  /** Reads what the build compiled from these very files; `undefined` where they are other files. */
  compiled: ((name: string) => Buffer) | undefined;
  /**
   * Finds a newer copy of a certificate that the user was given (`key update`). Set by the program only: whoever
   * embeds this gets no look into the user's folders unless asked for.
   */
  findUpdate?: (fingerprint: string) => Promise<CertificateUpdate | undefined>;
  /**
   * Is told of a newer copy that is used, and whether the revocation of the key comes from that copy. Set by the
   * program only.
   */
  tellUpdate?: (update: CertificateUpdate, revokes: boolean, fingerprint: string) => void;
}

/** A certificate as it stands in its file, armored or binary, perhaps among others. */
export interface KeyInFile {
  pin: PinnedKey;
  data: Uint8Array;
}

/** What `key update` stored of a bundle's certificate, not yet checked. */
export interface CertificateUpdate {
  /** All of them count: two updates at a time store one each. */
  copies: readonly StoredCopy[];
  /** When the last one was stored. */
  date: Date;
}

export interface StoredCopy {
  path: string;
  data: Uint8Array;
  file: FileIdentity;
}
