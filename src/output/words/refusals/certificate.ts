import type { Next } from '../../../errors.js';
import type { CertificateReason, UnreadableForm, WantedKey } from '../../../pgp/certificate/reason.js';
import { showClock } from '../../../text/system-commands.js';
import { futureWords, keyFaultWords } from '../encryption-choice.js';
import { passedOverWords, unknownKindWords } from '../passed-over-words.js';
import type { WordsFor } from './model.js';

const WANTED: Record<WantedKey, string> = { certificate: 'certificate', 'secret-key': 'secret key' };

const FORMS: Record<UnreadableForm, string> = {
  empty: 'the file is empty, and no certificate',
  text: 'this is a text without a certificate in it',
  truncated: 'the certificate is cut off: its last line, with END PGP, is missing',
  headless: 'the certificate is cut off: its first line, with BEGIN PGP, is missing',
  'quoted-printable':
    "the certificate is still in a mail's quoted-printable encoding: save it from the mail program",
  json: 'the certificate is a text in JSON: its line breaks are written as \\n',
  'one-line': 'the lines of the certificate were joined into one: its line breaks are lost',
  dashes: 'the hyphens around BEGIN PGP were made into dashes, as programs for writing do',
  'mid-packet': 'the certificate is cut off or damaged: its data ends in the middle of a packet',
  damaged: 'the certificate is not OpenPGP data or is damaged',
};

export const CERTIFICATE_REFUSALS: WordsFor<CertificateReason> = {
  'certificate-secret': () => said('this is a secret key, not a certificate: never give it to anybody'),
  'certificate-none': () => said('this is not an OpenPGP certificate'),
  'certificate-unreadable': ({ form }) => said(FORMS[form]),
  'certificate-several': ({ count }) => said(`one certificate is expected, and there are ${count}`),
  'key-other-data': ({ wanted }) => said(`this is OpenPGP data of another kind, not a ${WANTED[wanted]}`),
  'certificate-damaged': ({ part }) => said(`the certificate is damaged: ${passedOverWords(part)}`),
  'certificate-unknown-kind': ({ kind }) =>
    said(`the primary key is of an unsupported kind, ${unknownKindWords(kind)}`),
  'certificate-nothing-verifies': () =>
    said('the certificate is damaged: none of its self-signatures verifies'),
  'certificate-nothing-counts': () =>
    said(
      'no self-signature of the certificate counts: they use a broken hash, or a critical field that is not known',
    ),
  'certificate-no-user-id': () =>
    said(
      'the certificate has no user ID: key servers such as keys.openpgp.org leave out those that nobody confirmed',
    ),
  'certificate-nothing-in-force': () => said('no self-signature of the certificate is in force'),
  'certificate-unverifiable': ({ fault }) =>
    said(`the primary key is ${keyFaultWords(fault)}, so that nothing of the certificate can be verified`),
  'certificate-future': ({ made, now }) =>
    said(futureWords('the certificate', iso(made), iso(now)), { shell: showClock() }),
  'pin-mismatch': ({ fingerprint, pin }) =>
    said(`the certificate is not the pinned one: its fingerprint is ${fingerprint}, the pin is ${pin}`),
  'revocation-foreign': () => said('the revocation fits nothing that is pinned: no key, subkey or user ID'),
  'signature-stray': () => said('this is a signature of something else, not a certificate or its revocation'),
};

function said(message: string, ...next: Next[]) {
  return { message, next };
}

const iso = (time: number) => new Date(time).toISOString();
