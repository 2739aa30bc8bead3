import type { EXIT } from '../errors.js';
import type { CommandPath } from './index.js';

/** Something that a command ends with a status for. */
export interface Cause {
  text: string;
  /** The commands that can meet it: these, each one that writes a file, or (where nothing is said) every command. */
  of?: readonly CommandPath[] | 'writers';
}

const KEYS = ['key', 'key export', 'key fingerprint', 'key check', 'key update', 'key reset'] as const;

/** When a command ends with each status, for the man pages and docs/exit-statuses.md. */
export const EXIT_STATUSES: Readonly<Record<keyof typeof EXIT, readonly Cause[]>> = {
  OK: [
    { text: 'done' },
    { text: 'genuine', of: ['verify'] },
    { text: 'with verify --addressed: addressed to the vendor', of: ['verify'] },
  ],
  NOTHING_DONE: [
    { text: 'no such section', of: ['show'] },
    { text: 'a name that several sections have', of: ['show'] },
    { text: 'no search match', of: ['search'] },
    { text: 'no such part of a mail', of: ['verify'] },
    { text: 'nothing written in the editor', of: ['encrypt'] },
    { text: 'the editor failed', of: ['encrypt'] },
  ],
  USAGE: [{ text: 'unknown command or option, missing or contradictory arguments' }],
  NO_SIGNATURE: [
    {
      text: "no good signature by the vendor's key: not genuine, or encrypted, or only in a part",
      of: ['verify'],
    },
  ],
  NOT_ADDRESSED: [
    {
      text: "with verify --addressed: the message does not name the vendor's key, or is not encrypted",
      of: ['verify'],
    },
  ],
  NOT_PROTECTED: [{ text: 'neither signed nor encrypted', of: ['verify'] }],
  CERT_CANNOT_ENCRYPT: [
    {
      text: 'no usable key: revoked, too weak, of an unsupported kind',
      of: [...KEYS, 'encrypt', 'verify', 'bundle check'],
    },
    { text: 'expired, under --strict or key check', of: ['encrypt', 'key check'] },
    { text: 'with bundle check --within: a key about to expire', of: ['bundle check'] },
  ],
  BAD_DATA: [
    { text: 'malformed or damaged input' },
    { text: 'also where only one of several blocks is', of: ['verify'] },
    { text: 'a bundle in which something else is wrong', of: ['bundle check'] },
  ],
  OUTPUT_EXISTS: [{ text: 'would replace a file without --force, or an input', of: 'writers' }],
  MISSING_INPUT: [{ text: 'a file that is missing, a folder or unreadable' }],
  KEY_IS_PROTECTED: [{ text: 'wrong or missing pass phrase for --sign-with', of: ['encrypt'] }],
  INTERNAL: [{ text: 'a fault of this program' }],
  IO_ERROR: [{ text: 'disk full, read or write error' }],
  KEY_CANNOT_SIGN: [{ text: 'the --sign-with key cannot sign', of: ['encrypt'] }],
  PRIMARY_KEY_BAD: [{ text: 'the certificate is not the pinned one' }],
};

/** How a run ends that a signal ends. */
export const INTERRUPTED_TEXT =
  'interrupted: the program dies of the signal (a shell shows 128 and its number), and, but for KILL, leaves nothing behind';

/** The causes of a status in one line. */
export const listed = (causes: readonly Cause[]) => causes.map(({ text }) => text).join('; ');
