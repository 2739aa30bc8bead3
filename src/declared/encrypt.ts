import type { CommandDeclaration } from './declaration.js';

export const ENCRYPT = {
  path: 'encrypt',
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
  arguments: [{ name: 'file', required: false, many: true, names: 'file' }],
  options: [
    {
      long: '--output',
      short: '-o',
      value: 'path',
      names: 'file',
      text: 'write to this file, or - for standard output',
    },
    { long: '--binary', text: 'write the binary form (FILE.gpg)' },
    { long: '--force', short: '-f', text: 'replace an existing file' },
    { long: '--strict', text: 'refuse an expired key' },
    {
      long: '--sign-with',
      value: 'keyfile',
      names: 'file',
      text: 'sign with your secret key; a pass phrase is asked for on the terminal',
    },
    {
      long: '--passphrase-file',
      value: 'file',
      names: 'file',
      text: 'read the pass phrase of that key from a file',
    },
    { long: '--encrypt-to-self', value: 'cert', names: 'file', text: 'encrypt to your own certificate too' },
    { long: '--hidden-recipient', text: 'leave all key IDs out of the message' },
    {
      long: '--set-filename',
      value: 'name',
      text: 'put a file name into the message (by default it has none)',
    },
  ],
} as const satisfies CommandDeclaration;
