import type { Warning } from '../../../pgp/verify/types.js';

/** `1 line`, `2 lines`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** A warning in one sentence. */
export function warningWords(warning: Warning): string {
  const { code, count = 0, text } = warning;
  const lines = `${counted(count, 'line')} of text`;
  const outside = `${count === 1 ? 'is' : 'are'} neither signed nor encrypted`;
  switch (code) {
    case 'crc-wrong':
      return "the armor's checksum is wrong, which is no verdict by itself: the data or the checksum was damaged";
    case 'crc-missing':
      return 'the armor has no checksum, which is no fault: newer programs leave it out';
    case 'text-before':
      return `${lines} before the block ${outside}`;
    case 'text-after':
      return `${lines} after the block ${outside}`;
    case 'label':
      return `the block says "${text}" and holds a detached signature`;
    case 'too-many-signatures':
      return `it has more than 64 signatures (${count}), and only the first 64 were looked at`;
    case 'too-many-recipients':
      return `it has more than 1024 recipients (${count}), and only the first 1024 were looked at`;
    case 'names-primary':
      return 'the message names a key of the vendor that does not decrypt';
    case 'revoked-since':
      return `the key was revoked after it made the signature (${text})`;
    case 'no-integrity':
      return 'the encryption has no protection against changes (an obsolete format)';
    case 'not-to-the-end':
      return `only the first ${counted(count, 'byte')} of the file ${count === 1 ? 'was' : 'were'} looked at: whether the rest is whole is not known`;
    case 'outer-headers':
      return "the mail's own From, Subject and Date are neither signed nor encrypted: anyone could have written them";
    case 'mangled-mail':
      return "a mail server (Exchange does this) has changed the mail's structure, and this was undone to read it";
    case 'empty-data':
      return 'standard input, where the data was to come from, is empty or closed';
    case 'secret-key':
      return 'this is a secret key: never send it to anyone, and revoke it if it has been sent';
  }
}
