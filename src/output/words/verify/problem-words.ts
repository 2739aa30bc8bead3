import { MAX_HEADER, MAX_PARTS } from '../../../mail/largest-mail.js';
import type { StructureFault } from '../../../mail/mail-fault.js';
import { TAG } from '../../../pgp/format/tags.js';
import type { Problem, ProblemCode } from '../../../pgp/verify/malformed.js';
import { NATURES } from './nature-words.js';
import { counted } from './warning-words.js';

/** The packets of messages; of others the type is named. */
const PACKETS: Partial<Record<number, string>> = {
  [TAG.SESSION_KEY]: 'a session key packet',
  [TAG.SIGNATURE]: 'a signature packet',
  [TAG.PASSWORD]: 'a password packet',
  [TAG.ONE_PASS]: 'a one-pass signature packet',
  [TAG.SECRET_KEY]: 'a secret key packet',
  [TAG.PUBLIC_KEY]: 'a public key packet',
  [TAG.COMPRESSED]: 'a compressed packet',
  [TAG.ENCRYPTED_UNPROTECTED]: 'an encrypted packet',
  [TAG.LITERAL]: 'a literal data packet',
  [TAG.ENCRYPTED]: 'an encrypted packet',
  [TAG.ENCRYPTED_OCB]: 'an encrypted packet',
};

const packet = (problem: Problem) => PACKETS[problem.number ?? -1] ?? `a packet of type ${problem.number}`;
const at = ({ line, offset = 0 }: Problem) =>
  line === undefined ? ` at byte ${offset} of the OpenPGP data` : ` in line ${line}`;
const afterLine = ({ line }: Problem) => (line === undefined ? '' : ` after line ${line},`);
const bytes = (problem: Problem) => counted(problem.number ?? 0, 'byte');
/** Where the line is known; a text that was undone, and a part of a mail, have other lines than the file. */
const inLine = ({ line }: Problem) => (line === undefined ? '' : ` (line ${line})`);
const line = ({ line }: Problem) => (line === undefined ? 'a line' : `line ${line}`);

const FAULTS: Record<StructureFault, string> = {
  'no-header': 'its header cannot be read',
  'header-too-long': `a header of it is longer than ${MAX_HEADER} bytes`,
  'field-too-long': 'a field of its header is longer than any real one',
  'header-control': 'a header of it holds a control character, where programs differ on what a line is',
  'blank-in-header': 'a line of blanks stands in a header, and programs differ on where that ends',
  'part-without-header': 'a part does not begin with a header',
  'content-type': 'programs differ on how to read one of its Content-Type fields',
  'no-boundary': 'its boundary is not named',
  'boundary-repeated': 'its boundary is named twice, and programs differ on which one counts',
  'boundary-odd': 'its boundary is written in a way that programs read differently',
  'boundary-overlap':
    'programs differ on which lines are its boundaries: one of them goes on where another ends',
  'no-last-boundary': 'its last boundary is missing: it is cut off',
  'no-parts': 'nothing stands between its boundaries',
  'multipart-encoding': 'several parts are encoded as one, and programs differ on whether that is undone',
  'lone-cr': 'it holds a carriage return without a line feed before what may be a boundary',
  'too-many-parts': `it has more than ${MAX_PARTS} parts`,
  'too-deep': 'its parts are nested too deep',
  'emlx-length': 'its first line gives a length that is not its own',
  'signed-parts': 'its signed part does not consist of two parts, the content and the signature',
  'signature-type': 'the second part of its signed part says that it is no OpenPGP signature',
  'encrypted-parts': 'its encrypted part does not consist of two parts, the version and the message',
  'no-signature': 'its signature part holds no signature',
};

/** One sentence for each way of being malformed. */
const WORDS: Record<ProblemCode, (problem: Problem) => string> = {
  quoted: (p) => `a mail program has put quote marks before its lines${inLine(p)}`,
  'changed-lines': (p) =>
    `it is quoted, or its lines were changed, in a way that is not undone here${inLine(p)}`,
  indented: (p) => `its lines are indented${inLine(p)}`,
  'quoted-printable': (p) => `it is still in a mail's quoted-printable encoding${inLine(p)}`,
  bom: () => 'a byte order mark stands before its first line',
  'utf-16': () => 'it was saved as UTF-16 ("Unicode") text',
  'cr-only': () => 'its lines end with carriage returns alone, as on an old Macintosh',
  crcrlf: (p) =>
    `its lines end with two carriage returns and a line feed, and not all in the same way${inLine(p)}`,
  html: (p) => `it was made into HTML${inLine(p)}, and more of it than <pre>, <br>, <div> and entities`,
  joined: (p) => `all its lines were joined into one${inLine(p)}`,
  nbsp: (p) => `it holds non-breaking spaces in place of spaces${inLine(p)}`,
  dashes: (p) => `a program has turned hyphens of its BEGIN line into dashes${inLine(p)}`,
  'begin-line': (p) => `its BEGIN line is damaged${inLine(p)}`,
  'begin-prefix': (p) => `other text stands before its BEGIN line, in the same line${inLine(p)}`,
  invisible: (p) => `invisible characters stand in its BEGIN line${inLine(p)}`,
  'end-line': (p) => `its END line is not "-----END PGP ${p.text}-----"${inLine(p)}`,
  'no-blank-line': (p) => `the blank line before its data is missing${inLine(p)}`,
  rewrapped: (p) => `a mail program has wrapped its lines again${inLine(p)}`,
  'armor-character': (p) => `${line(p)} of the armor holds characters that cannot be there`,
  'armor-padding': (p) => `characters are missing in the armor, or stand where they cannot${inLine(p)}`,
  'armor-header': (p) => `${line(p)} is no header of an OpenPGP block`,
  'armor-empty': (p) =>
    `the block${p.line === undefined ? '' : ` that begins in line ${p.line}`} holds nothing`,
  'armor-part': (p) => `it is one part of a message in several parts${inLine(p)}`,
  'no-end-line': (p) => `it is cut off: it ends${afterLine(p)} without its END line`,
  'several-blocks': (p) =>
    `it holds several OpenPGP blocks${p.line === undefined ? '' : ` (the second begins in line ${p.line})`}, and no answer holds for all of them`,
  'two-readings': () =>
    'it can be read in two ways, and both are signed: it cannot be told which one is meant',
  'plus-blanks': (p) => `a web form has turned its plus signs into blanks${inLine(p)}`,
  'percent-encoded': () => 'it is percent-encoded, as in a web address or a form',
  'json-encoded': () => 'it is a string of JSON: its line breaks are written as \\n',
  'base64-armor': () => 'the armored block is encoded in base64 once more',
  'base64-packets': () =>
    'it is the base64 text of an OpenPGP message, and its BEGIN and END lines are missing',
  rtf: () => 'it is a Rich Text document (RTF), and no plain text',
  'label-content': (p) => `the block says "${p.text}", and that is not what it holds`,
  'cleartext-header': (p) =>
    `${line(p)} stands where only a Hash header may, and could be taken for signed text`,
  'lone-cr': (p) => `${line(p)} holds a carriage return without a line feed, which programs read differently`,
  'dash-line': (p) =>
    `${line(p)} starts with a dash that is not escaped, and programs differ on where the text ends`,
  'line-too-long': (p) => `${line(p)} is longer than ${bytes(p)}, which other programs cut off`,
  'no-signature-block': (p) => `it is cut off: it ends${afterLine(p)} before its signature`,
  truncated: (p) => `it is cut off: at byte ${p.offset} of the OpenPGP data more of ${packet(p)} is expected`,
  'packet-header': (p) => `there is no OpenPGP packet${at(p)}`,
  'packet-length': (p) => `${packet(p)} has an impossible length${at(p)}`,
  'packet-unknown': (p) => `there is an unknown packet of type ${p.number}${at(p)}`,
  'too-many-packets': (p) => `it has more than ${p.number} packets`,
  'trailing-data': (p) => `something follows the message${at(p)}`,
  'several-literals': (p) => `it holds a second content${at(p)}, and programs differ on which one is signed`,
  'literal-header': (p) => `the literal data packet is damaged${at(p)}`,
  grammar: (p) =>
    p.number === undefined
      ? 'it holds no packet that means anything'
      : `${packet(p)}${at(p)} stands where none may`,
  'no-signature-packet': () => 'its signature block holds no signature',
  'not-a-signature': ({ nature }) =>
    `this is not a detached signature${nature === undefined ? '' : `: ${NATURES[nature]}`}`,
  'signed-message': () => 'this is not a detached signature: it is a whole signed message, with its own text',
  'encrypted-message': () => 'this is not a detached signature: it is encrypted',
  compression: (p) => `it is compressed in an unknown way (algorithm ${p.number})`,
  'compression-damaged': () => 'its compressed data is damaged',
  'compression-trailing': () => 'more bytes stand behind the end of its compressed data',
  'too-deep': (p) => `it is compressed more than ${p.number} times over`,
  'too-large': (p) => `it holds more than ${bytes(p)}, the most that is allowed`,
  'mail-too-large': (p) => `the mail is larger than ${bytes(p)}, the most that is taken apart`,
  'encryption-version': (p) => `its encrypted data is of the unknown version ${p.number}`,
  'no-encrypted-data': () =>
    'it is cut off: recipients or passwords are named, and no encrypted data follows them',
  'mail-repeated': (p) => `the mail has two ${p.text} fields, and programs differ on which one counts`,
  'mail-structure': (p) => `the mail's structure is damaged: ${FAULTS[p.fault ?? 'no-header']}`,
  'mail-inside': () =>
    'it is a mail without its own header, or with marks before its lines, and what is signed in it cannot be told',
  'mail-encoding': (p) => `the mail's content is in an unknown or damaged encoding: ${p.text}`,
};

/** Why a message is malformed: one sentence. */
export function problemWords(problem: Problem): string {
  return WORDS[problem.code](problem);
}

/** A problem for the JSON result, with its `text` in words. */
export function problemJson({ fault, nature, ...problem }: Problem) {
  if (fault !== undefined) return { ...problem, text: FAULTS[fault] };
  return nature === undefined ? problem : { ...problem, text: NATURES[nature] };
}
