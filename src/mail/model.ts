/** What is told of mails, without their bytes. */

/** What a part is, before it is opened. */
export type PartForm =
  | 'signed'
  | 'encrypted'
  | 'mangled'
  | 'mangled-signed'
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
  /** The fields of a forwarded mail's head that programs show. */
  | 'forwarded'
  /** The name of a part whose content is signed. */
  | 'file-name'
  /** A field of a part's head that programs show. */
  | 'part-field';

/** Something that is shown and not signed. Every string is as it stood, and must be sanitised before it is shown. */
export interface UnsignedText {
  kind: UnsignedKind;
  /** Of an attachment its name or, where it has none, nothing. */
  text: string;
  /** An attachment's content type; of a field its name. */
  type?: string;
}

export type OuterFieldName =
  | 'From'
  | 'Sender'
  | 'Reply-To'
  | 'Mail-Reply-To'
  | 'Mail-Followup-To'
  | 'Followup-To'
  | 'Resent-From'
  | 'Resent-Sender'
  | 'Resent-To'
  | 'Resent-Cc'
  | 'Resent-Date'
  | 'To'
  | 'Cc'
  | 'Bcc'
  | 'Newsgroups'
  | 'Organization'
  | 'Comments'
  | 'Keywords'
  | 'Subject'
  | 'Date';

/** A field of the mail's own head that nobody signed: no more than what its program put there. */
export interface OuterField {
  name: OuterFieldName;
  value: string;
}
