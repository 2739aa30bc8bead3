import type { CommandDeclaration } from './declaration.js';
import { FORCE_OPTION, OUTPUT_OPTION } from './output.js';

export const VERIFY = {
  path: 'verify',
  summary: 'check a message that claims to be from the vendor',
  description:
    'Says whether the vendor signed FILE (or standard input). The first line is the answer; exit 0 means that the bytes that --output writes are genuine. A detached signature is found beside its DATA.',
  details: [
    'The first line says GENUINE, NOT GENUINE, NOT SIGNED or CANNOT TELL. GENUINE means that a pinned key of the vendor made the signature, and was valid then. If the key has expired since, the answer says so.',
    'What mail does to a message on its way (quoted lines, other line ends, HTML around it) is undone where that leaves no doubt. A warning names each such repair.',
    'Of a mail, the body alone is signed. From, To, Subject, Date and the like are mostly not, and the answer names them.',
    'An encrypted message cannot be verified from outside: exit 3. --addressed asks whether it names a key of the vendor. Key IDs can be forged, so that is all that can be said.',
  ],
  examples: [
    ['codeship-sec verify message.asc', 'a signed message'],
    ['codeship-sec verify report.pdf.asc report.pdf', 'a detached signature'],
    ['codeship-sec verify -o text.txt message.asc', 'write the text, if genuine'],
    ['codeship-sec verify mail.eml', 'a saved mail (PGP/MIME)'],
    ['codeship-sec verify --addressed report.txt.asc', 'is it addressed to the vendor?'],
  ],
  json: true,
  arguments: [
    { name: 'file', required: false, names: 'file' },
    { name: 'data', required: false, names: 'file' },
  ],
  options: [
    { long: '--signature', value: 'file', names: 'file', text: 'the detached signature of FILE' },
    { long: '--part', value: 'number', text: 'look at this part of a mail alone' },
    { long: '--addressed', text: 'ask instead whether FILE is addressed to the vendor' },
    { ...OUTPUT_OPTION, text: 'write the signed bytes here; - is standard output' },
    FORCE_OPTION,
    { long: '--max-size', value: 'size', default: '64M', text: 'the most that a message may unpack to' },
  ],
} as const satisfies CommandDeclaration;
