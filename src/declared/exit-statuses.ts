import type { EXIT } from '../errors.js';

/** When a command ends with each status, for the man pages and docs/exit-statuses.md. */
export const EXIT_STATUS_TEXTS: Readonly<Record<keyof typeof EXIT, string>> = {
  OK: 'done; genuine; with verify --addressed: addressed to the vendor',
  NOTHING_DONE:
    'no such section, a name that several sections have, no search match; no such part of a mail; nothing written in the editor',
  USAGE: 'unknown command or option, missing or contradictory arguments',
  NO_SIGNATURE: "no good signature by the vendor's key: not genuine, or encrypted, or only in a part",
  NOT_ADDRESSED: "with verify --addressed: the message does not name the vendor's key, or is not encrypted",
  NOT_PROTECTED: 'neither signed nor encrypted',
  CERT_CANNOT_ENCRYPT:
    'no usable key: revoked, too weak, of an unsupported kind; expired, under --strict or key check; with bundle check --within: a key about to expire',
  BAD_DATA:
    'malformed or damaged input, also one block of several; a bundle in which something else is wrong',
  OUTPUT_EXISTS: 'would replace a file without --force, or an input',
  MISSING_INPUT: 'a file that is missing, a folder or unreadable',
  KEY_IS_PROTECTED: 'wrong or missing pass phrase for --sign-with',
  INTERNAL: 'a fault of this program',
  IO_ERROR: 'disk full, read or write error',
  KEY_CANNOT_SIGN: 'the --sign-with key cannot sign',
  PRIMARY_KEY_BAD: 'the certificate is not the pinned one',
};

/** How a run ends that a signal ends. */
export const INTERRUPTED_TEXT =
  'interrupted: it dies of the signal (a shell shows 128 and its number), and leaves nothing behind';
