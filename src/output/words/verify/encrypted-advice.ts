import type { Verification } from '../../../pgp/verify/verification.js';
import { fileWord } from '../../../text/shell.js';
import { askSuccessor } from '../successor-words.js';
import type { About } from './answer-words.js';
import type { WhatToDo } from './repair-advice.js';
import type { VerifyCommand } from './verify-command.js';

type Encrypted = Extract<Verification, { verdict: 'addressed' | 'not-addressed' | 'cannot-tell' }>;

/** What to do with an encrypted message. Whoever asks for whom it is has the answer already. */
export function encryptedAdvice(
  result: Encrypted,
  given: Pick<About, 'file' | 'question' | 'vendor'> & { command: VerifyCommand; contact: string },
): WhatToDo {
  const { vendor, question, contact } = given;
  const { name, successor } = vendor;
  const isAddressed = question === 'addressed';
  const hints = isAddressed ? [] : openAndVerify(result, given);
  switch (result.verdict) {
    case 'addressed': {
      const handOn = successor ? askSuccessor(name, successor) : `hand it on to ${name}`;
      const holder = `${handOn}: only the holder of ${successor ? `${name}'s` : 'its'} key can open it`;
      const details = successor ? [contact] : [];
      if (isAddressed) return { next: holder, hints: details };
      if (isOthersToo(result))
        return { next: `${openYourself(result)}; or ${handOn}`, hints: [...hints, ...details] };
      return { next: `${holder}, and see who signed it`, hints: details };
    }
    case 'not-addressed':
      if (!isAddressed) return { next: openYourself(result), hints };
      return {
        next: successor
          ? `if it is meant for ${name}, ${askSuccessor(name, successor)}`
          : `ask for it again, encrypted to ${name}'s key, if it is meant for ${name}`,
        hints: successor ? [contact] : [],
      };
    case 'cannot-tell':
      return {
        next: "give it to whoever it is for: only the holder of a recipient's key can open it, and see who signed it",
        hints,
      };
  }
}

/** Whoever checks a message that claims to be the vendor's is the one whom it is for. */
function openYourself(result: Encrypted): string {
  const how = isMail(result)
    ? 'in your mail program; or save its encrypted part as a file, gpg --unwrap --decrypt that, then verify what it prints'
    : 'gpg --unwrap --decrypt, then verify what it prints; or your mail program';
  const by = opensByPassword(result) ? 'its password, if you have it' : 'your own key, if it is for you';
  return `decrypt it with ${by} (${how}): that shows who signed it`;
}

/** No key opens it. */
const opensByPassword = ({ recipients, passwords }: Encrypted) => recipients.length === 0 && passwords > 0;

/** In one the signature may be a part of its own, which gpg does not read (RFC 3156 section 6.1). */
const isMail = ({ kind, outerFields }: Encrypted) => kind === 'mail' || outerFields !== undefined;

const isOthersToo = ({ recipients, passwords }: Encrypted) =>
  passwords > 0 || recipients.some(({ ours }) => !ours);

/**
 * Takes the encryption away and leaves the signature (gpg(1), --unwrap): the text that gpg prints else is not signed. Not
 * of a mail; nor on Windows, where PowerShell's pipe takes text alone.
 */
function openAndVerify(
  result: Encrypted,
  { file, command }: Pick<About, 'file'> & { command: VerifyCommand },
): string[] {
  if (isMail(result) || file === '-' || process.platform === 'win32') return [];
  return [`gpg --unwrap --decrypt ${fileWord(file)} | ${command([])}`];
}
