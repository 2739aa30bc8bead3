/**
 * Command lines, in this order, each with the status that it must have and what stdout or stderr must say.
 * `hint: true`: the hint that it prints is run too, by cmd.
 */
export const LINES = [
  { args: ['--version'], status: 0, says: /^win32 |^windows /im },
  { args: ['show', '9'], status: 0, says: /security@codeship\.com/ },
  { args: ['toc'], status: 0, says: /^1 .*system-security-overview/m },
  { args: ['search', 'ssh'], status: 0, says: /SSH/ },
  { args: ['search', 'no-such-text'], status: 1 },
  { args: ['key'], status: 0, says: /BF84 2CD0/ },
  { args: ['key', 'fingerprint'], status: 0, says: /^BF842CD0556157CA2436CA61410599B006C51437\r?\n$/ },
  { args: ['key', 'export', '-o', 'codeship.asc'], status: 0, makes: 'codeship.asc' },
  { args: ['completion', 'powershell'], status: 0, says: /Register-ArgumentCompleter/ },
  { args: ['encrypt', 'report.txt'], status: 0, makes: 'report.txt.asc', says: /wrote report\.txt\.asc/ },
  { args: ['encrypt', 'report.txt'], status: 59, says: /report\.txt\.asc/, hint: true },
  { args: ['encrypt', 'REPORT.TXT', '-o', 'report.txt', '--force'], status: 59, says: /input/ },
  {
    args: ['encrypt', 'report.txt', '--sign-with', 'me.key', '-o', 'signed.asc'],
    status: 0,
    makes: 'signed.asc',
  },
  {
    args: ['encrypt', 'report.txt', '--encrypt-to-self', 'me.asc', '-o', 'self.asc'],
    status: 0,
    makes: 'self.asc',
  },
  { args: ['verify', '--addressed', 'report.txt.asc'], status: 0, says: /^ADDRESSED/ },
  { args: ['verify', 'lf.asc', '--bundle', 'vendor'], status: 0, says: /^GENUINE/ },
  { args: ['verify', 'crlf.asc', '--bundle', 'vendor'], status: 0, says: /^GENUINE/ },
  { args: ['verify', 'forged.asc', '--bundle', 'vendor'], status: 3, says: /^NOT GENUINE/ },
  { args: ['key', 'update', 'newer-2.asc', '--bundle', 'vendor'], status: 0 },
  { args: ['key', 'update', 'newer-3.asc', '--bundle', 'vendor'], status: 0 },
  { args: ['key', '--bundle', 'vendor'], status: 0, says: /used as updated on/ },
  { args: ['key', 'reset', '--bundle', 'vendor'], status: 0 },
  { args: ['encrypt', 'report.txt', '-o', 'NUL'], status: 0 },
  { args: ['encrypt', 'report.txt', '-o', 'p.txt:stream'], status: 2 },
  { args: ['encrypt', 'report.txt', '-o', 'name.'], status: 2 },
  { args: ['encrypt', 'no-such-file'], status: 61, says: /no such file/, hint: true },
];
