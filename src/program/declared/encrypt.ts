import type { Declaration } from './declaration.js';

export const encryptDeclaration: Declaration = {
  usage: 'encrypt [file...]',
  summary: 'encrypt a report for the security address',
  description:
    "Encrypts each FILE, or standard input, to the vendor's key: FILE becomes FILE.asc, to be mailed to the security address. What the vendor decrypts is the file, to the byte. An expired key is used with a warning; a revoked one never. With --encrypt-to-self you can read your own report later; the message then shows your key ID to whoever carries it, unless --hidden-recipient leaves all key IDs out.",
  examples: [
    ['codeship-sec encrypt report.txt', 'write report.txt.asc'],
    ['codeship-sec encrypt < report.txt > message.asc', 'from standard input to standard output'],
    ['codeship-sec encrypt report.txt --sign-with my-key.asc', 'signed, so that they know whom to answer'],
    ['codeship-sec encrypt --binary video.mp4 log.gz', 'write video.mp4.gpg and log.gz.gpg'],
  ],
  json: true,
  options: (command) =>
    command
      .option('-o, --output <path>', 'write to this file, or - for standard output')
      .option('--binary', 'write the binary form (FILE.gpg)')
      .option('-f, --force', 'replace an existing file')
      .option('--strict', 'refuse an expired key')
      .option(
        '--sign-with <keyfile>',
        'sign with your secret key; a pass phrase is asked for on the terminal',
      )
      .option('--passphrase-file <file>', 'read the pass phrase of that key from a file')
      .option('--encrypt-to-self <cert>', 'encrypt to your own certificate too')
      .option('--hidden-recipient', 'leave all key IDs out of the message')
      .option('--set-filename <name>', 'put a file name into the message (by default it has none)'),
  load: async () => (await import('../../commands/encrypt/index.js')).encryptFiles,
};
