/** What is told of mails, without their bytes. */

/** What a part is, before it is opened. */
export type PartForm =
  | 'signed'
  | 'encrypted'
  | 'mangled'
  | 'cms'
  | 'mail'
  | 'multipart'
  | 'text'
  | 'attachment';

export type UnsignedKind =
  /** Lines before the mail's head, with the head; lines in it that are no fields, with what follows them there. */
  | 'before'
  | 'head'
  /** Before a multipart's first part, after its last. */
  | 'preamble'
  | 'epilogue'
  | 'text'
  | 'attachment'
  /** A forwarded mail's From, Subject and Date. */
  | 'forwarded'
  /** The name of a part whose content is signed. */
  | 'file-name';

/** Something that is shown and not signed. Every string is as it stood, and must be sanitised before it is shown. */
export interface UnsignedText {
  kind: UnsignedKind;
  /** Of an attachment its name or, where it has none, nothing. */
  text: string;
  /** An attachment's content type. */
  type?: string;
}

export type OuterFieldName = 'From' | 'Sender' | 'Reply-To' | 'Subject' | 'Date';

/** A field of the mail's own head that nobody signed: no more than what its program put there. */
export interface OuterField {
  name: OuterFieldName;
  value: string;
}
