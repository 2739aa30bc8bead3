import type { Warning } from '../pgp/verify/types.js';

/** A warning in one sentence. */
export function warningWords(warning: Warning): string {
  const { code, count = 0, text } = warning;
  const lines = `${count} line${count === 1 ? '' : 's'}`;
  switch (code) {
    case 'crc-wrong':
      return "the armor's checksum is wrong, which is no verdict by itself: the data or the checksum was damaged";
    case 'crc-missing':
      return 'the armor has no checksum, which is no fault: newer programs leave it out';
    case 'text-before':
      return `${lines} of text before the block are not signed`;
    case 'text-after':
      return `${lines} of text after the block are not signed`;
    case 'label':
      return `the block says "${text}" and holds a detached signature`;
    case 'too-many-signatures':
      return `there are ${count} signatures, and only the first 64 were looked at`;
    case 'too-many-recipients':
      return `there are ${count} recipients, and only the first 1024 were looked at`;
    case 'names-primary':
      return 'a recipient names a key of the vendor that cannot decrypt';
    case 'revoked-since':
      return `the key was revoked after it made the signature (${text})`;
    case 'no-integrity':
      return 'the encryption has no protection against changes (an obsolete format)';
    case 'not-to-the-end':
      return `only the first ${count} bytes were looked at: whether the rest is whole is not known`;
    case 'outer-headers':
      return "the mail's From, Subject and Date are not signed: only the signed part is";
    case 'mangled-mail':
      return "a mail server (Exchange does this) has changed the mail's structure; it was undone";
    case 'secret-key':
      return 'this is a secret key: never send it to anyone, and revoke it if it has been sent';
  }
}
