import type { CommandDeclaration } from './declaration.js';
import { FORCE_OPTION, OUTPUT_OPTION } from './output.js';

export const KEY = {
  path: 'key',
  summary: "show the vendor's OpenPGP key",
  description:
    "Shows the vendor's certificate: user ID, fingerprint, algorithm, dates, the encryption subkey, whether it can encrypt today, and whether it is the pinned one.",
  examples: [
    ['codeship-sec key', 'what the key is and whether it can be used'],
    ['codeship-sec key --json', 'the same for a script'],
  ],
  json: true,
  arguments: [],
  options: [],
} as const satisfies CommandDeclaration;

export const KEY_EXPORT = {
  path: 'key export',
  summary: 'print the certificate',
  description: 'Prints the certificate, armored, to import it elsewhere.',
  examples: [
    ['codeship-sec key export -o codeship.asc', 'save it'],
    ['codeship-sec key export | gpg --import', 'hand it to GnuPG'],
  ],
  json: false,
  arguments: [],
  options: [{ long: '--binary', text: 'write the binary form' }, OUTPUT_OPTION, FORCE_OPTION],
} as const satisfies CommandDeclaration;

export const KEY_FINGERPRINT = {
  path: 'key fingerprint',
  summary: 'print the fingerprint',
  description: 'Prints the fingerprint of the primary key as hex digits, and nothing else.',
  examples: [
    ['codeship-sec key fingerprint', 'to compare with another source'],
    ['codeship-sec key fingerprint --json', 'the same as JSON'],
  ],
  json: true,
  arguments: [],
  options: [],
} as const satisfies CommandDeclaration;

export const KEY_CHECK = {
  path: 'key check',
  summary: 'check whether the key is usable',
  description:
    'Says whether each key can be used for what the bundle has it for, to encrypt to or to sign, and why. Exits 0 when each can without reservation, 17 when one has expired, was revoked or cannot be used, or none is there to encrypt to, 103 when one is not the pinned one.',
  examples: [
    ['codeship-sec key check', 'the verdict and its reason'],
    ['codeship-sec key check --json', 'the same for a script'],
  ],
  json: true,
  arguments: [],
  options: [],
} as const satisfies CommandDeclaration;

export const KEY_UPDATE = {
  path: 'key update',
  summary: 'take over a newer copy of the key',
  description:
    'Takes a newer copy of the same certificate (a new expiry date, a new subkey, a revocation) from FILE, or from standard input with -, and keeps it in your data folder: every command uses it from then on, but for bundle check, which judges the bundle as it is published. Only the pinned key is accepted, and only what it has signed itself is taken.',
  examples: [
    ['codeship-sec key update newer.asc', 'take it, and print what changed'],
    ['codeship-sec key update - < newer.asc', 'the same from standard input'],
  ],
  json: true,
  arguments: [{ name: 'file', required: true, names: 'file' }],
  options: [],
} as const satisfies CommandDeclaration;

export const KEY_RESET = {
  path: 'key reset',
  summary: 'go back to the key as bundled',
  description: 'Removes what key update has stored.',
  examples: [
    ['codeship-sec key reset', 'use the bundled key again'],
    ['codeship-sec key reset --json', 'the same for a script'],
  ],
  json: true,
  arguments: [],
  options: [],
} as const satisfies CommandDeclaration;
