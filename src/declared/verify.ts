import type { CommandDeclaration } from './declaration.js';

export const VERIFY = {
  path: 'verify',
  summary: 'check a message that claims to be from the vendor',
  description:
    "Finds out what FILE (or standard input) is and whether the vendor's pinned key signed it. The first line is the answer. A detached signature and its DATA are taken in either order; for FILE alone, the other of the two is found beside it. Exits 0 for one thing only: genuine, signed by the vendor. That is said of the signed bytes, which --output gives, and never of FILE. Exits 3 when no good signature is there or the message is encrypted, 5 when it is not OpenPGP, 41 when it is damaged. With --addressed it answers another question, of encrypted messages: 0 when the vendor's key is named, 4 when it is not or that cannot be told.",
  examples: [
    ['codeship-sec verify message.asc', 'a signed message'],
    ['codeship-sec verify report.pdf.asc report.pdf', 'a detached signature'],
    ['codeship-sec verify --output text.txt message.asc', 'the signed text, if the signature is good'],
    ['codeship-sec verify mail.eml', 'a saved mail (PGP/MIME)'],
    [
      'codeship-sec encrypt report.txt -o - | codeship-sec verify --addressed',
      'an encrypted message: does it name the vendor?',
    ],
  ],
  json: true,
  arguments: [
    { name: 'file', required: false, names: 'file' },
    { name: 'data', required: false, names: 'file' },
  ],
  options: [
    { long: '--signature', value: 'file', names: 'file', text: 'the detached signature of FILE' },
    { long: '--part', value: 'number', text: 'of a mail of several parts, look at this one alone' },
    { long: '--addressed', text: 'exit 0 when FILE is encrypted and names the key of the vendor' },
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
