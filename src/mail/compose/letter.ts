import type { Bytes } from '../../streams/byte-streams.js';

/** A mailbox (RFC 5322 section 3.4). */
export interface Mailbox {
  /** The name that is shown; may be empty. */
  name: string;
  /** `ann@example.org`: ASCII, the domain too. */
  address: string;
}

/** Whom a mail is from and to, and what it is about. */
export interface Letter {
  from: Mailbox | undefined;
  /** An address alone. */
  to: string;
  /** The true one, which only the recipient sees. */
  subject: string;
  date: Date;
  /** The text of the mail where the report itself is no text. */
  reportAttached: string;
}

/** A file that goes with the report. */
export interface Attachment {
  /** Its name, without folders. */
  name: string;
  /** Bytes that are promised; `undefined` where nobody knows. */
  size: number | undefined;
  /** Read once; each piece is used up before the next is asked for. */
  bytes: Bytes;
}
