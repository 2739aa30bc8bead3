import type { Command } from 'commander';
import { declare, type Session } from './command.js';

export function declareEncrypt(parent: Command, session: Session): void {
  declare(parent, session, {
    usage: 'encrypt [file...]',
    summary: 'encrypt a report for the security address',
    description:
      "Encrypts each FILE, or standard input, to the vendor's key: FILE becomes FILE.asc, to be mailed to the security address. What the vendor decrypts is the file, to the byte. An expired key is used with a warning; a revoked one never.",
    examples: [
      ['codeship-sec encrypt report.txt', 'write report.txt.asc'],
      ['codeship-sec encrypt < report.txt > message.asc', 'from standard input to standard output'],
      ['codeship-sec encrypt --binary video.mp4 log.gz', 'write video.mp4.gpg and log.gz.gpg'],
    ],
    json: true,
    options: (command) =>
      command
        .option('-o, --output <path>', 'write to this file, or - for standard output')
        .option('--binary', 'write the binary form (FILE.gpg)')
        .option('-f, --force', 'replace an existing file')
        .option('--strict', 'refuse an expired key'),
    load: async () => (await import('../commands/encrypt.js')).encrypt,
  });
}
