import { join } from 'node:path';
import type { Issue, IssueCode } from '../../../bundle/manifest.js';
import type { BundlePlace, BundleReason, FileField } from '../../../bundle/reason.js';
import type { Hint, Next } from '../../../errors.js';
import { isStandalone } from '../../../system/assets.js';
import { quoted } from '../../../text/shell.js';
import { listFolder, showAccess } from '../../../text/system-commands.js';
import { systemCodeWords } from '../../../text/system-words.js';
import { INSTALL_ANEW, lookAgain } from '../bundle-hints.js';
import type { Worded, WordsFor } from './model.js';

export const BUNDLE_REFUSALS: WordsFor<BundleReason> = {
  'bundle-no-folder': ({ folder }) => ({
    message: `the bundle ${folder} is not a folder that can be read`,
    next: [{ advice: 'name the folder that holds bundle.json, or that file' }],
  }),
  'manifest-no-json': ({ place, detail }) =>
    wrong(place, `not valid JSON: ${detail ?? 'the file is empty'}`, exampleWords(place)),
  'manifest-wrong': ({ place, issues }) =>
    wrong(place, issues.map(issueWords).join('; '), exampleWords(place)),
  'bundle-file-outside': ({ place, field, file }) => {
    const name = field === 'manifest' ? '' : `, and let ${field} name the copy`;
    const todo = `copy the file into ${quoted(place.folder)}${name}`;
    return wrong(place, `${fieldWords(field)} leaves the folder: ${file}`, todo);
  },
  'bundle-file-irregular': (facts) =>
    wrong(facts.place, `${fieldWords(facts.field)} is not a file: ${facts.file}`, anotherFile(facts)),
  'bundle-file-too-large': (facts) => {
    const most = `${facts.limit >> 20} MiB`;
    const problem = `${fieldWords(facts.field)} is larger than ${most}: ${facts.file}`;
    return wrong(facts.place, problem, anotherFile(facts));
  },
  'bundle-file-unreadable': (facts) => {
    const { place, field, file, code } = facts;
    const problem = `${fieldWords(field)} cannot be read: ${file}: ${systemCodeWords(code)}`;
    // to look again helps nobody who does not see what is there
    const look = code === 'ENOENT' ? { shell: listFolder(place.folder) } : undefined;
    return wrong(place, problem, whenUnreadable(facts), look);
  },
  'page-not-utf-8': ({ place, file }) =>
    wrong(place, `page.file is not UTF-8 text: ${file}`, `save ${pathIn(place, file)} as UTF-8`),
};

const ISSUES: Record<IssueCode, string> = {
  missing: 'is missing',
  'given-twice': 'is given twice',
  'not-a-field': 'is not a field of a bundle',
  'no-json-object': 'must be a JSON object',
  'not-an-object': 'must be an object',
  'not-a-list': 'must be a list',
  'not-a-notice': 'must be an object with date, text and source',
  'not-a-text': 'must be a text',
  'no-text': 'must be a text that is not empty',
  'no-short-text': 'must be a text of at most 60 characters that is not empty',
  'no-address': 'must be an e-mail address',
  'no-contact': 'must name one way at least to reach the vendor (or address must: an e-mail address)',
  'no-contact-uri': 'must be a mailto:, https: or tel: URI, as mailto:security@example.com',
  'no-url': 'must be an http or https URL',
  'no-https-url': 'must be an https URL, or a list of them',
  'no-date': 'must be a date as YYYY, YYYY-MM or YYYY-MM-DD',
  'no-instant': 'must be a date as 2030-01-31, or a date and time as 2030-01-31T00:00:00Z',
  'no-fingerprint': 'must be a whole fingerprint: 40 hex digits, or 64 of a version 6 key',
  'no-file-name': 'must be a file name relative to the folder',
  'no-page-format': 'must be jekyll, github or commonmark',
  'no-language': 'must be a language tag as en or pt-BR, or a list of them',
  'no-such-use': 'must be "encrypt" or "verify"',
  'no-use': 'must be a list of one or both of "encrypt" and "verify"',
  'too-many': 'has more entries than the 50 that are read',
  'instead-of-key': 'stands beside key: one of the two is meant',
  'instead-of-address': 'stands beside address: one of the two is meant',
  'same-key': 'is that of a key before it',
};

/** `key.fingerprint must be 40 hex digits`. */
export function issueWords({ field, problem, nearest }: Issue): string {
  return `${field} ${ISSUES[problem]}${nearest === undefined ? '' : `: perhaps ${nearest} is meant`}`;
}

const fieldWords = (field: FileField) => (field === 'manifest' ? 'the manifest' : field);

const pathIn = ({ folder }: BundlePlace, file: string) => quoted(join(folder, file));

/** A file of the bundle that is wrong. */
interface AboutFile {
  place: BundlePlace;
  field: FileField;
  file: string;
}

function anotherFile({ place, field, file }: AboutFile): string {
  return field === 'manifest'
    ? `let ${pathIn(place, file)} be a file`
    : `let ${field} name the right file of the folder`;
}

function whenUnreadable(facts: AboutFile & { code: string }): Hint | string {
  const { place, field, file, code } = facts;
  if (code === 'EACCES' || code === 'EPERM') return { shell: showAccess(join(place.folder, file)) };
  if (code !== 'ENOENT') return anotherFile(facts);
  return field === 'manifest'
    ? exampleWords(place)
    : `${anotherFile(facts)}, or put ${pathIn(place, file)} there`;
}

function exampleWords({ root }: BundlePlace): string {
  if (isStandalone()) return 'codeship-sec bundle init makes one to be filled in';
  const path = (...names: string[]) => quoted(join(root, ...names));
  return `${path('data', 'bundle.json')} is an example, ${path('docs', 'json', 'bundle.schema.json')} has all fields`;
}

/** `DIR/bundle.json: key.file leaves the folder: ../x`, with what to do and a command that looks (again). */
function wrong(
  { folder, bundled }: BundlePlace,
  problem: string,
  todo: Hint | string,
  look: Hint = lookAgain(folder),
): Worded {
  const first: Next = typeof todo === 'string' ? { advice: todo } : todo;
  const next = bundled ? [INSTALL_ANEW] : [first, look];
  return { message: `${join(folder, 'bundle.json')}: ${problem}`, next };
}
