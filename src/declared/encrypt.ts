import type { CommandDeclaration } from './declaration.js';
import { FORCE_OPTION, OUTPUT_OPTION } from './output.js';

export const ENCRYPT = {
  path: 'encrypt',
  summary: 'encrypt a report for the security address',
  description:
    'Encrypts each FILE, or standard input, so that only the vendor can read it. FILE becomes FILE.asc, to be mailed to the security address; FILE itself stays as it is. An expired key is used with a warning, a revoked one never.',
  details: [
    'What the vendor decrypts is the file, to the byte. The message carries no date of it, and no name but what --set-filename gives.',
    'With --encrypt-to-self you can read your own report later. The message then shows your key ID to whoever carries it, unless --hidden-recipient leaves all key IDs out.',
    '--email makes one PGP/MIME message (RFC 3156): the report is the first FILE, or standard input, and all other FILEs are attached. Its true subject is inside of the encryption; without --subject it is Security report.',
    '--edit opens an editor on the template of codeship-sec report, or on a copy of FILE, and encrypts what was saved. Parts of the template that stayed empty are left out. No copy of the text is left behind, unless the editor fails: then the program says where it is. FILE stays as it is.',
    'Where a bundle has several keys, the message is encrypted to all that are valid; a key that cannot be used is named and left out. --strict wants each of them to be usable.',
  ],
  examples: [
    ['codeship-sec encrypt report.txt', 'write report.txt.asc'],
    ['codeship-sec encrypt < report.txt > message.asc', 'from stdin to stdout'],
    ['codeship-sec encrypt --email report.md screenshot.png', 'one mail to be sent'],
    ['codeship-sec encrypt --edit', 'fill in the template'],
    ['codeship-sec encrypt report.txt --sign-with my-key.asc', 'sign it too'],
    ['codeship-sec encrypt --binary video.mp4 log.gz', 'two binary .gpg files'],
  ],
  json: true,
  arguments: [{ name: 'file', required: false, many: true, names: 'file' }],
  options: [
    OUTPUT_OPTION,
    { long: '--binary', text: 'write the binary form (FILE.gpg)' },
    FORCE_OPTION,
    { long: '--strict', text: 'refuse an expired key' },
    {
      long: '--sign-with',
      value: 'keyfile',
      names: 'file',
      text: 'sign with your secret key; asks for its pass phrase',
    },
    {
      long: '--passphrase-file',
      value: 'file',
      names: 'file',
      text: 'take that pass phrase from a file',
    },
    {
      long: '--encrypt-to-self',
      value: 'cert',
      names: 'file',
      text: 'let yourself read it too (this shows your key ID)',
    },
    { long: '--hidden-recipient', text: 'leave all key IDs out, yours too' },
    { long: '--edit', text: 'write in your editor: a template, or a copy of FILE' },
    { long: '--email', text: 'write one mail, FILE.eml, with other FILEs attached' },
    { long: '--from', value: 'address', text: 'your address in that mail' },
    { long: '--subject', value: 'text', text: 'the subject that only the recipient sees' },
    { long: '--set-filename', value: 'name', text: 'put a file name into the message' },
  ],
} as const satisfies CommandDeclaration;
