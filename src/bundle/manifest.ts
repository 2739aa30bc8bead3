/**
 * What `bundle.json` says, in the one shape that the program works with: whatever a vendor left out or wrote in the
 * short form (`key`, `address`) is filled in. `manifest-file.ts` has the fields as they stand in the file.
 */
export interface Manifest {
  name: string;
  /** How to reach the vendor, by preference: `mailto:`, `https:` and `tel:` URIs (RFC 9116 section 2.5.3). */
  contacts: readonly string[];
  /** The security address that reports go to: that of the first `mailto:`; `null`: there is none. */
  address: string | null;
  page: { file: string; format?: 'jekyll' | 'github' | 'commonmark'; url?: string; date?: string };
  /** The vendor's certificates, in the bundle's order; none: it publishes no key. */
  keys: readonly PinnedKey[];
  site: { url: string; baseurl: string };
  notices: readonly Notice[];
  /** Who answers for a retired vendor, as far as is known. */
  successor?: Successor;
  /** For `contact --security-txt`: an RFC 3339 date-time. */
  expires?: string;
  securityTxt: SecurityTxtFields;
}

export type KeyUse = 'encrypt' | 'verify';

/** One certificate of a vendor's. */
export interface PinnedKey {
  /** Where it stands in `bundle.json`: `key`, `keys[1]`. */
  field: string;
  file: string;
  /** The pin: 40 (v4) or 64 (v6) upper-case hex digits. */
  fingerprint: string;
  /** Whose it is, or what for, where there are several. */
  name?: string;
  /** Where it is published. */
  url?: string;
  use: readonly KeyUse[];
}

/** A dated fact with its source. */
export interface Notice {
  date: string;
  text: string;
  source: string;
  /** The fact in a few words, for where the text does not fit: at most 60 characters. */
  short?: string;
}

/** Whom to ask where the vendor itself no longer answers. To name somebody is no claim that they do. */
export interface Successor {
  name: string;
  address?: string;
  url?: string;
  source: string;
}

/** The fields of a security.txt that follow from nothing else (RFC 9116 section 2.5, and CSAF 2.0 section 7.1.8). */
export interface SecurityTxtFields {
  canonical: readonly string[];
  preferredLanguages: readonly string[];
  acknowledgments: readonly string[];
  policy: readonly string[];
  hiring: readonly string[];
  csaf: readonly string[];
}

/** What may be wrong with a field. */
export type IssueCode =
  | 'missing'
  | 'given-twice'
  | 'not-a-field'
  | 'no-json-object'
  | 'not-an-object'
  | 'not-a-list'
  | 'not-a-notice'
  | 'not-a-text'
  | 'no-text'
  | 'no-short-text'
  | 'no-address'
  | 'no-contact'
  | 'no-contact-uri'
  | 'no-url'
  | 'no-https-url'
  | 'no-date'
  | 'no-instant'
  | 'no-fingerprint'
  | 'no-file-name'
  | 'no-page-format'
  | 'no-language'
  | 'no-use'
  | 'no-such-use'
  | 'too-many'
  | 'instead-of-key'
  | 'instead-of-address'
  | 'same-key';

/** One thing that is wrong: where (`keys[1].fingerprint`; `bundle.json` for the whole) and what. */
export interface Issue {
  field: string;
  problem: IssueCode;
  /** Of a name that is no field's: the field that it is nearest to, if it is near. */
  nearest?: string;
}
