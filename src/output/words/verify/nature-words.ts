import type { Nature } from '../../../pgp/verify/nature.js';

/** What something is that OpenPGP does not protect: one clause. */
export const NATURES: Record<Nature, string> = {
  text: 'this is plain text',
  binary: 'this is some other binary file',
  empty: 'the file is empty',
  'no-input': 'standard input is empty or closed',
  pdf: 'this is a PDF file (a signature inside of it is not OpenPGP)',
  zip: 'this is a zip archive (its password protection is not OpenPGP)',
  gzip: 'this is gzip-compressed data',
  image: 'this is an image',
  age: 'this is encrypted with age, which is another format',
  cms: 'this is S/MIME or CMS, which is another format',
  'ssh-signature': 'this is an SSH signature, which is another format',
  'ssh-key': 'this is a PRIVATE KEY in another format',
  minisign: 'this is a minisign or signify file, which is another format',
  pem: 'this is a PEM file, which is another format',
  mail: 'this is a mail that is neither signed nor encrypted with OpenPGP',
  outlook: 'this is a mail as Outlook saves it (.msg), or another file of its kind',
  'mail-part': 'this is a signature alone, and not what it is of',
  literal: 'this is an OpenPGP message whose content is neither signed nor encrypted',
  'literal-signed':
    'this is an OpenPGP message that is neither signed nor encrypted itself, around something that looks signed',
  certificate: 'this is an OpenPGP certificate (a public key), not a message',
  revocation: 'this is an OpenPGP revocation, not a message',
  'secret-key': 'this is an OpenPGP SECRET KEY',
};

/** Protected in a way that is not looked at here: nothing is known of it, not even that it is not signed. */
export const OTHER_FORMATS: ReadonlySet<Nature> = new Set([
  'age',
  'cms',
  'ssh-signature',
  'minisign',
  'outlook',
]);
