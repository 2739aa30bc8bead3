/** What to do about an answer of `verify`: one line in words, and the command lines that do it. */
import type { Nature } from '../../../pgp/verify/nature.js';
import type { SignatureReport, SignatureStatus } from '../../../pgp/verify/signature-report.js';
import type { PartReport, Verification } from '../../../pgp/verify/verification.js';
import {
  hasUnsignedLineEnds,
  isComplete,
  isProtected,
  isTextRepaired,
} from '../../../pgp/verify/wholeness.js';
import { fileWord } from '../../../text/shell.js';
import { successorWords } from '../successor-words.js';
import { type About, inputName, isEncrypted } from './answer-words.js';
import type { CheckedFiles } from './detail-fields.js';
import { encryptedAdvice } from './encrypted-advice.js';
import { repairAdvice, type WhatToDo } from './repair-advice.js';
import type { VerifyCommand } from './verify-command.js';
import { fieldNames } from './warning-words.js';

/** What advice is given of. */
export interface Advised extends About {
  files?: CheckedFiles | undefined;
  /** What became of the signed text: it is on the screen, in a file or on its way; or this command gives it. */
  text: 'shown' | 'handed-out' | { command: string };
  command: VerifyCommand;
  /** The command that says how to reach the vendor. */
  contact: string;
  /** The command that puts the vendor's key into a file. */
  exportKey: (file: string) => string;
}

type Of<V extends Verification['verdict']> = Extract<Verification, { verdict: V }>;

/** Whoever asked for whom these are has learned that anyone can read them. */
const READABLE: ReadonlySet<Verification['verdict']> = new Set(['good', 'not-verified', 'not-protected']);

/** What to do. */
export function adviceFor(result: Verification, given: Advised): WhatToDo {
  const isReadable = READABLE.has(result.verdict) && !result.parts?.some(isEncrypted);
  if (given.question === 'addressed' && isReadable) {
    return { next: `encrypt it for ${given.vendor.name} if nobody else may read it`, hints: [] };
  }
  switch (result.verdict) {
    case 'good':
      return goodAdvice(result, given);
    case 'not-verified':
      return notVerifiedAdvice(result, given);
    case 'malformed':
      if (result.parts) return partsAdvice(result.parts, given);
      return repairAdvice(result.problem, given.file, given.command);
    case 'not-protected':
      return plainAdvice(result.nature, given);
    case 'addressed':
    case 'not-addressed':
    case 'cannot-tell':
      return encryptedAdvice(result, given);
  }
}

/** A retired vendor answers no more. */
const whomToAsk = ({ name, successor }: About['vendor']) =>
  successor === undefined ? name : successorWords(successor);

function plainAdvice(nature: Nature, given: Advised): WhatToDo {
  const { vendor, contact } = given;
  const next = PLAIN[nature];
  if (next !== undefined) return { next, hints: nature === 'literal-signed' ? unpackHints(given) : [] };
  const anyone = `do not take it for ${vendor.name}'s: anyone can have written it`;
  return { next: `${anyone}; if it matters, ask ${whomToAsk(vendor)}`, hints: [contact] };
}

/** A pipe of PowerShell's changes what passes; what came by standard input has no name. */
function unpackHints({ file, command }: Advised): string[] {
  if (file === '-' || process.platform === 'win32') return [];
  return [`gpg --decrypt ${fileWord(file)} | ${command([])}`];
}

/** Of others than these anyone can have written it. */
const PLAIN: Partial<Record<Nature, string>> = {
  empty: 'look for the message itself: there is nothing in it',
  'no-input': 'name the file of the message, or paste the message',
  outlook:
    'save the mail as .eml: open it in Outlook on the web or in the new Outlook, choose "Save as" or "Download", and verify that file',
  'mail-part': 'save the signature and the file that it is of, and verify those two',
  'literal-signed':
    'verify what is in it, which looks like a signed mail or text: gpg --decrypt, without --unwrap, takes it out',
  certificate: 'verify a message, and not a key: a key by itself says nothing of who made it',
  revocation: 'verify a message, and not a revocation',
  'secret-key': 'never send it to anyone, and revoke it if it has been sent',
  'ssh-key': 'never send it to anyone, and replace it if it has been sent',
  age: 'open it with age and your own key: this program checks OpenPGP alone',
  cms: 'check it with a mail program that knows S/MIME: this program checks OpenPGP alone',
  'ssh-signature': 'check it with ssh-keygen: this program checks OpenPGP alone',
  minisign: 'check it with minisign or signify: this program checks OpenPGP alone',
};

function goodAdvice(result: Of<'good'>, { vendor, file, files, text }: Advised): WhatToDo {
  // what came by standard input has gone
  const isApart = result.kind === 'detached' && result.content === null;
  const hints = typeof text === 'object' && !isApart && file !== '-' ? [text.command] : [];
  const whose = `${vendor.name}'s`;
  if (!isComplete(result) || isTextRepaired(result)) {
    const signed = text === 'shown' ? 'the lines with a bar before them' : 'the text that --output gives';
    return { next: `take ${signed} for ${whose}, and nothing else of ${inputName(file)}`, hints };
  }
  const it = isApart ? inputName(files?.data ?? file) : 'it';
  const fields = (result.outerFields ?? []).map(({ name }) => name);
  if (hasUnsignedLineEnds(result)) {
    return { next: `you can take ${it} for ${whose} own, but for how its lines end`, hints };
  }
  // of what is on its way to a program, the line "not signed" has said it
  const but =
    fields.length === 0 || text === 'handed-out'
      ? ''
      : `; ${fieldNames(fields)} of the mail ${new Set(fields).size === 1 ? 'is' : 'are'} not signed`;
  return { next: `you can take ${it} for ${whose} own${but}`, hints };
}

/** These say that the message is not to be believed as it stands; what is not understood says nothing. */
function notVerifiedAdvice(result: Of<'not-verified'>, given: Advised): WhatToDo {
  if (result.parts) return partsAdvice(result.parts, given);
  const is = (wanted: SignatureStatus) => result.signatures.some(({ status }) => status === wanted);
  const { vendor } = given;
  if (is('unsupported') && !is('bad')) return unsupportedAdvice(result, given);
  if (result.kind === 'cleartext' && is('bad')) {
    const mail =
      'if a mail program may have changed it, save the whole mail as a file (.eml), and verify that file';
    return { next: `do not act on it; ${mail}`, hints: [given.contact] };
  }
  if (result.signatures.every(isStrange)) {
    return {
      next: `do not take it for ${vendor.name}'s, whatever name it bears; if it matters, ask ${whomToAsk(vendor)}`,
      hints: [given.contact],
    };
  }
  // whoever has found or stolen a key can write any date into a signature
  const revoked = is('key-revoked') ? ', whatever date it bears' : '';
  return {
    next: `do not act on it${revoked}; if you expected it, ask ${whomToAsk(vendor)} for it again`,
    hints: [given.contact],
  };
}

/** More than a few commands are no help. */
const MOST_HINTS = 3;

function partsAdvice(parts: readonly PartReport[], { file, command, question }: Advised): WhatToDo {
  const isAsked = question === 'addressed' ? isEncrypted : isProtected;
  const worthwhile = parts.filter((part) => isAsked(part) && !isSignatureAlone(part)).slice(0, MOST_HINTS);
  return {
    next: `look at one part by itself${file === '-' ? ' (once more, with --part and its number)' : ''}: the answer then holds for that part alone`,
    hints: file === '-' ? [] : worthwhile.map(({ number }) => command(['--part', String(number)], file)),
  };
}

/** Among the blocks of a text: what it is of is in another file, and it says nothing without that. */
const isSignatureAlone = ({ form, verification }: PartReport) =>
  form === 'block' && verification.verdict === 'not-protected';

const isStrange = ({ status }: SignatureReport) => status === 'unknown-signer';

/** Another program may know what this one does not; it has a keyring of its own to trust. */
function unsupportedAdvice(
  { kind, notUtf8, signatures, outerFields }: Of<'not-verified'>,
  { file, files, vendor, exportKey }: Advised,
): WhatToDo {
  const names = files ? [...files.signatures.slice(0, 1), files.data] : [file];
  // of a mail, gpg wants the parts; of a text in a mail, what its head says has been undone
  const mail = kind === 'mail' || outerFields !== undefined;
  const words = names.map((name) => (name === '-' ? name : fileWord(name)));
  const ours = signatures.map(({ primaryFingerprint }) => primaryFingerprint).find((one) => one !== null);
  const key = `${ours}.asc`;
  const giving = ours === undefined ? [] : [exportKey(key), `gpg --import ${key}`];
  const hints = mail ? [] : [...giving, ['gpg --verify', ...words].join(' ')];
  if (notUtf8 !== undefined) {
    const where = notUtf8.line === undefined ? 'the text' : `line ${notUtf8.line}`;
    const ask = `${where} is not UTF-8: ask ${whomToAsk(vendor)} for the text as UTF-8, or with a detached signature`;
    return { next: `do not act on it yet; ${ask}`, hints };
  }
  const other = mail
    ? `ask ${whomToAsk(vendor)} for it in another form`
    : `gpg may check it, against the keys that it has itself${ours === undefined ? '' : `: give it ${vendor.name}'s first`}`;
  return { next: `do not act on it yet; ${other}`, hints };
}
