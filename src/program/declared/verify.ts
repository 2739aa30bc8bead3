import type { Declaration } from './declaration.js';

export const verifyDeclaration: Declaration = {
  usage: 'verify [file] [data]',
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
  options: (command) =>
    command
      .option('--signature <file>', 'the detached signature of FILE')
      .option('--signed', 'exit 0 only for a good signature')
      .option('-o, --output <path>', 'write the signed content to this file, or - for standard output')
      .option('-f, --force', 'replace an existing file')
      .option('--max-size <size>', 'the most that a message may unpack to (default: 64M)'),
  load: async () => (await import('../../commands/verify/index.js')).verify,
};
