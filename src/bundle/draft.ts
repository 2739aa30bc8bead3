import { addressOf, mailtoOf } from './contact-uri.js';
import {
  addressesIn,
  contradicting,
  fingerprintsIn,
  formsIn,
  type Mention,
  namedFingerprints,
  takesReports,
} from './facts-in-text.js';
import type { KeyUse } from './manifest.js';
import { titleName } from './project-title.js';
import type { SecurityTxtField } from './security-txt-file.js';

/** What a project publishes, as it was found. */
export interface Published {
  /**
   * What the project calls itself. It counts where the page does not name the vendor; without it, the bundle's folder
   * gives the name.
   */
  project: string | undefined;
  folder: string;
  page: { file: string; text: string };
  /** The certificates that were found, and the file of the bundle for them. */
  keys: readonly PublishedKey[];
  keyFile: string;
  /** There is a key that could not be read or is not where it should be. */
  lost: boolean;
  securityTxt: readonly SecurityTxtField[];
}

export interface PublishedKey {
  fingerprint: string;
  /** The fingerprints of its subkeys: people publish these too. */
  subkeys: readonly string[];
  /** The addresses in its user IDs. */
  addresses: readonly string[];
  /** It stands on the page itself. */
  inline: boolean;
  /** The only use that it can be put to; `undefined`: it can be put to both, or to none. */
  use: KeyUse | undefined;
}

/** A manifest to be written, and what `bundle init` has to say about it. */
export interface Draft {
  manifest: Record<string, unknown>;
  contacts: readonly string[];
  /** Fields that stand in it as comments. */
  open: readonly string[];
  /** Fingerprints that the page or the security.txt name, and no certificate was found for. */
  withoutKey: readonly string[];
  /** Fingerprints on the page that are at odds with the certificates that were found. */
  contradicting: readonly Mention[];
  /** Certificates whose fingerprint nothing but themselves names. */
  unconfirmed: readonly string[];
  /** Certificates that stand beside those that the page speaks of, and that it says nothing of. */
  leftOut: readonly string[];
  /** Nothing but the bundle's folder gave the name. */
  nameless: boolean;
}

/**
 * `bundle.json` for what was found. A field that is to be filled in stands there as a comment, under its name behind
 * slashes: taking those off is all that is left to do.
 */
export function draftManifest(found: Published): Draft {
  const { page, securityTxt } = found;
  const values = (name: string) =>
    securityTxt.filter((field) => field.name === name).map(({ value }) => value);
  const contacts = contactsOf(found, values('contact'));
  const named = namedFingerprints(page.text, values('encryption'));
  const keys = keysMeant(found, named);
  const known = keys.map(({ fingerprint }) => fingerprint);
  const ofKeys = [...known, ...keys.flatMap(({ subkeys }) => subkeys)];
  const atOdds = contradicting(fingerprintsIn(page.text), known, ofKeys);
  const withoutKey = named.filter(
    (fingerprint) => !ofKeys.includes(fingerprint) && !atOdds.some(({ text }) => text === fingerprint),
  );
  const name = titleName(page.text) ?? found.project;
  const [policy] = values('policy').filter(isHttps);
  const manifest: Record<string, unknown> = {
    name: name ?? found.folder,
    ...(contacts.length > 0 ? { contacts } : { '// contacts': [TO_FILL_IN.contact] }),
    page: { file: page.file, ...given('url', policy), ...given('date', undefined) },
    ...keyFields({ ...found, keys }, withoutKey, values('encryption').filter(isHttps)),
    ...given('expires', values('expires')[0]),
    ...otherFields(values),
  };
  return {
    manifest,
    contacts,
    open: openFields(manifest),
    withoutKey,
    contradicting: atOdds,
    unconfirmed: known.filter((fingerprint) => !named.includes(fingerprint)),
    leftOut: found.keys.filter((key) => !keys.includes(key)).map(({ fingerprint }) => fingerprint),
    nameless: name === undefined,
  };
}

/** The field of a key that was not found, as a comment. */
export const KEY_TO_FILL_IN = '// key';

/** No field takes any of these values, so `bundle check` finds one that was left as it stands. */
const TO_FILL_IN = {
  contact: 'mailto:',
  url: 'https://',
  date: 'YYYY-MM-DD',
  fingerprint: '...',
  expires: 'YYYY-MM-DDT00:00:00Z',
};

/** The field, or the same as a comment where nothing gave its value. */
const given = (name: 'url' | 'date' | 'expires', value: string | undefined) =>
  value === undefined ? { [`// ${name}`]: TO_FILL_IN[name] } : { [name]: value };

/**
 * Those that the page speaks of, by fingerprint or address; where it speaks of none, all. (A file of a project's keys
 * holds those of many people, and a report is not for all of them.)
 */
function keysMeant({ page, keys }: Published, named: readonly string[]): readonly PublishedKey[] {
  const onPage = addressesIn(page.text).map(({ text }) => text.toLowerCase());
  const isMeant = ({ fingerprint, addresses, inline }: PublishedKey) =>
    inline || named.includes(fingerprint) || addresses.some((one) => onPage.includes(one.toLowerCase()));
  const meant = keys.filter(isMeant);
  return meant.length > 0 ? meant : keys;
}

const isHttps = (url: string) => url.startsWith('https://');

/** More are no contacts but a list of names. */
const MOST_CONTACTS = 5;

/** Those of the security.txt; else the addresses on the page that are for this, and the forms, in the page's order. */
function contactsOf({ page, keys }: Published, published: readonly string[]): string[] {
  const valid = published.filter((uri) => /^(https|tel):/i.test(uri) || addressOf(uri) !== undefined);
  if (valid.length > 0) return [...new Set(valid)];
  const mentioned = addressesIn(page.text);
  const addresses = [...new Set(mentioned.map(({ text }) => text))];
  const ofKeys = keys.flatMap((key) => key.addresses).map((address) => address.toLowerCase());
  const fit = addresses.filter((address) => takesReports(address) || ofKeys.includes(address.toLowerCase()));
  const chosen = fit.length > 0 ? fit : addresses.slice(0, 1);
  const inOrder = [
    ...mentioned.flatMap(({ text, ...at }) =>
      chosen.includes(text) ? [{ ...at, uri: mailtoOf(text) }] : [],
    ),
    ...formsIn(page.text).map(({ text, ...at }) => ({ ...at, uri: text })),
  ].sort((a, b) => a.line - b.line || a.column - b.column);
  return [...new Set(inOrder.map(({ uri }) => uri))].slice(0, MOST_CONTACTS);
}

function keyFields(
  { keys, keyFile, lost }: Published,
  withoutKey: readonly string[],
  urls: readonly string[],
): Record<string, unknown> {
  const [first, ...more] = keys;
  const url = urls.length === 1 && more.length === 0 ? { url: urls[0] } : {};
  const fieldsOf = ({ fingerprint, use }: PublishedKey) => ({
    file: keyFile,
    fingerprint: grouped(fingerprint),
    ...(use === undefined ? {} : { use: [use] }),
  });
  if (first && more.length === 0) return { key: { ...fieldsOf(first), ...url } };
  if (first) return { keys: keys.map(fieldsOf) };
  const [fingerprint] = withoutKey;
  if (fingerprint === undefined && !lost) return {};
  const pin = fingerprint === undefined ? TO_FILL_IN.fingerprint : grouped(fingerprint);
  return { [KEY_TO_FILL_IN]: { file: keyFile, fingerprint: pin, ...url } };
}

/** As people compare it. */
const grouped = (fingerprint: string) => fingerprint.match(/.{4}/g)?.join(' ') ?? fingerprint;

const OTHER = ['canonical', 'acknowledgments', 'policy', 'hiring', 'csaf'];

function otherFields(values: (name: string) => string[]): Record<string, unknown> {
  const found = OTHER.flatMap((name) => {
    // the first policy is the page
    const urls = values(name)
      .filter(isHttps)
      .slice(name === 'policy' ? 1 : 0);
    return urls.length > 0 ? [[name, urls.length === 1 ? urls[0] : urls]] : [];
  });
  const [languages] = values('preferred-languages');
  const list = languages === undefined ? [] : [['preferredLanguages', languages.split(/\s*,\s*/)]];
  const all = [...found, ...list];
  return all.length > 0 ? { securityTxt: Object.fromEntries(all) } : {};
}

/** `page.url`, of a field that is written `// url`. */
function openFields(manifest: Record<string, unknown>, above = ''): string[] {
  return Object.entries(manifest).flatMap(([name, value]) => {
    if (name.startsWith('// ')) return [`${above}${name.slice(3)}`];
    const record = typeof value === 'object' && value !== null && !Array.isArray(value);
    return record ? openFields(value as Record<string, unknown>, `${above}${name}.`) : [];
  });
}
