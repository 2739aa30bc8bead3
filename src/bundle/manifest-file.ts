/**
 * The fields of `bundle.json` as they stand in the file: the one source of its type, of what is checked, and of
 * docs/json/bundle.schema.json (a test compares the two). Loaded for bundles that are given by a path alone.
 */
import * as v from 'valibot';
import { isDay, isInstant, startOfDay } from '../text/instants.js';
import { addressOf, mailtoOf, PLAIN_ADDRESS } from './contact-uri.js';
import { FINGERPRINT, plainFingerprint } from './fingerprint.js';
import type { IssueCode } from './manifest.js';

/** The most entries of a list: longer ones are made to waste time. */
const MOST = 50;

const code = (problem: IssueCode) => problem;

/**
 * A text that matches a pattern. A value that is no text, and a text that does not match, are the same issue. The pattern
 * stands in the JSON schema, so it is one that ECMAScript and Python's re both read: without `\p{…}`.
 */
const matching = (problem: IssueCode, regex: RegExp) => v.pipe(v.string(problem), v.regex(regex, problem));

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** A text that matches and hides nothing: the pattern leaves out the common kinds of such characters, the check all. */
const visible = (problem: IssueCode, regex: RegExp) =>
  v.pipe(
    matching(problem, regex),
    v.check((given) => !INVISIBLE.test(given), code(problem)),
  );

const text = matching('no-text', /\S/);
const shortText = matching('no-short-text', /^(?=\s*\S)[\s\S]{1,60}$/u);

/** Controls, zero-width and bidirectional characters, in a pattern's brackets. */
const HIDDEN = String.raw`\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff`;

const address = v.pipe(
  matching(
    'no-address',
    new RegExp(String.raw`^[^\s@<>"(),:;[\]\\${HIDDEN}]+@[^\s@<>"(),:;[\]\\${HIDDEN}]+$`, 'u'),
  ),
  v.check((given) => PLAIN_ADDRESS.test(given), code('no-address')),
);
const url = visible('no-url', new RegExp(String.raw`^https?://[^\s${HIDDEN}]+$`));
const httpsUrl = visible('no-https-url', new RegExp(String.raw`^https://[^\s${HIDDEN}]+$`));
const file = matching('no-file-name', /^(?!\/|\\|[A-Za-z]:)[^\u0000]+$/);
const language = matching('no-language', /^(?:[A-Za-z]{2,8}|[xi])(?:-[A-Za-z0-9]{1,8})*$/);
const date = v.pipe(
  matching('no-date', /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/),
  v.check(isDay, code('no-date')),
);
const instant = v.pipe(
  matching(
    'no-instant',
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d))?$/,
  ),
  v.transform(startOfDay),
  v.check(isInstant, code('no-instant')),
);
const fingerprint = v.pipe(matching('no-fingerprint', FINGERPRINT), v.transform(plainFingerprint));

/** RFC 9116 section 2.5.3; a mailto URI has one address (RFC 6068), and its header fields ask for nothing here. */
const contact = v.pipe(
  visible(
    'no-contact-uri',
    /^(?:https:\/\/|[Mm][Aa][Ii][Ll][Tt][Oo]:(?=[^?#]*(?:@|%40))|[Tt][Ee][Ll]:(?=.*\d))[^\s<>"\\^`{|}\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+$/u,
  ),
  v.check((uri) => !/^mailto:/i.test(uri) || addressOf(uri) !== undefined, code('no-contact-uri')),
);

const list = <S extends v.GenericSchema>(item: S) =>
  v.pipe(v.array(item, code('not-a-list')), v.maxLength(MOST, code('too-many')));

/** One, or a list. */
const oneOrMore = <S extends v.GenericSchema<string>>(item: S, problem: IssueCode) =>
  v.exactOptional(v.union([item, list(item)], problem));

/** An object; a field that is missing is named. What is no field is found by `withoutComments`. */
const record = <E extends v.ObjectEntries>(entries: E, whole: IssueCode = 'not-an-object') =>
  v.strictObject(entries, ({ expected }) => code(expected === 'Object' ? whole : 'missing'));

const key = {
  file,
  fingerprint,
  name: v.exactOptional(text),
  url: v.exactOptional(url),
  use: v.exactOptional(
    v.pipe(
      v.array(v.picklist(['encrypt', 'verify'], code('no-such-use')), code('no-use')),
      v.minLength(1, code('no-use')),
    ),
  ),
};

export const MANIFEST_FILE = record(
  {
    name: text,
    address: v.exactOptional(address),
    contacts: v.exactOptional(v.pipe(list(contact), v.minLength(1, code('no-contact')))),
    page: record({
      file,
      format: v.exactOptional(v.picklist(['jekyll', 'github', 'commonmark'], code('no-page-format'))),
      url: v.exactOptional(url),
      date: v.exactOptional(date),
    }),
    key: v.exactOptional(record(key)),
    keys: v.exactOptional(list(record(key))),
    site: v.exactOptional(record({ url, baseurl: v.exactOptional(v.string(code('not-a-text'))) })),
    notices: v.exactOptional(
      v.array(
        record({ date, text, source: text, short: v.exactOptional(shortText) }, 'not-a-notice'),
        code('not-a-list'),
      ),
    ),
    successor: v.exactOptional(
      record({ name: text, address: v.exactOptional(address), url: v.exactOptional(url), source: text }),
    ),
    expires: v.exactOptional(instant),
    securityTxt: v.exactOptional(
      record({
        canonical: oneOrMore(httpsUrl, 'no-https-url'),
        preferredLanguages: oneOrMore(language, 'no-language'),
        acknowledgments: oneOrMore(httpsUrl, 'no-https-url'),
        policy: oneOrMore(httpsUrl, 'no-https-url'),
        hiring: oneOrMore(httpsUrl, 'no-https-url'),
        csaf: oneOrMore(httpsUrl, 'no-https-url'),
      }),
    ),
  },
  'no-json-object',
);

/** `bundle.json` without its comments. */
export type ManifestFile = v.InferOutput<typeof MANIFEST_FILE>;

/** The contacts of either form, as URIs. */
export function contactsIn({ contacts, address: only }: ManifestFile): readonly string[] {
  return contacts ?? (only === undefined ? [] : [mailtoOf(only)]);
}
