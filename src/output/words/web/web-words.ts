import { contactName } from '../../../bundle/contact-uri.js';
import type { Manifest } from '../../../bundle/manifest.js';
import { openpgpVersion, version } from '../../../version.js';
import { vendorReservations } from '../encrypt/reservations.js';
import { askSuccessor } from '../successor-words.js';

/** What the web page says by itself, whether its script runs or not; what changes with time is said by its script. */
export const WEB_WORDS = {
  title: (name: string) => `Security reports to ${name}`,
  lead: (keyed: boolean) =>
    keyed
      ? 'This file is the security page, the OpenPGP key, and a form that encrypts a report to that key in your browser. It works without a network, and it sends nothing: you send the result yourself.'
      : 'This file is the security page. It works without a network.',
  toForm: 'Encrypt a report',
  toPage: 'Read the security page',
  check: 'Check this file first',
  cannotVouch: (keys: number) => {
    const compared = ['the addresses', 'all of this fingerprint'][keys] ?? 'all of each fingerprint';
    return `This file cannot vouch for itself: whoever handed it to you can have changed it, these lines and the links too. Compare ${compared} with a copy from elsewhere:`;
  },
  elsewhere: {
    page: 'the page, as it is published:',
    key: 'the key, as it is published:',
    keyOf: (name: string) => `the key of ${name}, as it is published:`,
    person: 'or ask somebody whom you know there.',
    personAlone: 'ask somebody whom you know there.',
  },
  typed: 'Type such an address yourself. ',
  checksum: 'Where the publisher of this file names its SHA-256, compare that as well.',
  dated: (date: string | null) =>
    date === null
      ? 'This file does not say of which date it is. If the key was revoked or replaced, this file does not know it.'
      : `The page and the key are as of ${date}. If the key was revoked or replaced since, this file does not know it.`,
  datedKeyless: (date: string | null) =>
    date === null ? 'This file does not say of which date it is.' : `The page is as of ${date}.`,
  before: 'Before you write',
  details: 'Details',
  encrypt: 'Encrypt a report',
  report: 'Report a problem',
  withoutScript:
    'The form needs the script of this page, and the script does not run here. Open the file in another browser, or encrypt in another way:',
  saveKey: (file: string) => `Copy the key from below, or save it, as a file ${file}.`,
  otherWays: (file: string): readonly { words: string; command: string }[] => [
    {
      words: 'With GnuPG, which refuses a key that has expired:',
      command: `gpg --armor --encrypt --recipient-file ${file} report.txt`,
    },
    {
      words: 'With sq 1.0 or later:',
      command: `sq encrypt --for-file ${file} --without-signature --output report.txt.asc report.txt`,
    },
  ],
  noKey: (missing: string) => `${missing}, so nothing can be encrypted here.`,
  reach: 'Reports go to:',
  form: {
    local: 'What you write and choose here stays in this browser. Nothing is sent.',
    text: 'Your report',
    files: 'Files',
    filesHelp: 'Each file becomes a message of its own.',
    result: 'Write the result as',
    armored: 'text, .asc: can also be pasted into a mail',
    binary: 'binary, .gpg: a quarter smaller, to be attached',
    start: 'Encrypt',
    stop: 'Stop',
  },
  key: (several: boolean) => (several ? 'The keys' : 'The key'),
  keyItself: 'The key itself',
  keyFields: {
    whose: 'Key of',
    userID: 'User ID',
    fingerprint: 'Fingerprint',
    algorithm: 'Algorithm',
    created: 'Created',
    expires: 'Expires',
    revoked: 'Revoked',
    url: 'Published at',
    use: 'Used',
    unusable: 'Cannot be used',
  },
  never: 'never',
  none: 'none',
  onlyToSign: 'to sign, not to encrypt reports',
  notices: (name: string) => `What is known of ${name}`,
  source: 'source',
  askFirst: 'Ask first',
  footer: `Made with codeship-sec ${version}. The encryption is OpenPGP.js ${openpgpVersion} (LGPL-3.0-or-later) and that program's own; the licences stand at the head of this file's script.`,
};

/** Contacts as people write them, each with what opens it. */
export function reachWords({ contacts }: Manifest): { text: string; uri: string }[] {
  return contacts.map((uri) => ({ text: contactName(uri), uri }));
}

/** A line of a message as a sentence. */
export function sentence(words: string): string {
  const first = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?]$/.test(first) ? first : `${first}.`;
}

/** What the bundle says against sending a message, a line each: the same at every time. */
export function standingDoubts(manifest: Manifest): string[] {
  const { name, successor } = manifest;
  return [...vendorReservations(manifest), ...(successor ? [askSuccessor(name, successor)] : [])];
}
