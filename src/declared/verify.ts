import type { CommandDeclaration } from './declaration.js';

export const VERIFY = {
  path: 'verify',
  summary: 'check a message that claims to be from the vendor',
  description:
    "Finds out what FILE (or standard input) is and whether the vendor's pinned key signed it. A detached signature comes first, then its DATA, as gpg takes them. Of an encrypted message it says whom it names. Exits 0 when the signature is good or the message is addressed to the vendor, 3 when no good signature is there, 4 when it is not addressed to the vendor, 5 when it is not OpenPGP, 41 when it is damaged.",
  examples: [
    ['codeship-sec verify message.asc', 'a signed or encrypted message'],
    ['codeship-sec verify report.pdf.asc report.pdf', 'a detached signature'],
    [
      'codeship-sec verify --signed --output text.txt message.asc',
      'the signed text, if the signature is good',
    ],
    ['codeship-sec verify mail.eml', 'a saved mail (PGP/MIME)'],
  ],
  json: true,
  arguments: [
    { name: 'file', required: false, names: 'file' },
    { name: 'data', required: false, names: 'file' },
  ],
  options: [
    { long: '--signature', value: 'file', names: 'file', text: 'the detached signature of FILE' },
    { long: '--signed', text: 'exit 0 only for a good signature' },
    {
      long: '--output',
      short: '-o',
      value: 'path',
      names: 'file',
      text: 'write the signed content to this file, or - for standard output',
    },
    { long: '--force', short: '-f', text: 'replace an existing file' },
    { long: '--max-size', value: 'size', default: '64M', text: 'the most that a message may unpack to' },
  ],
} as const satisfies CommandDeclaration;
