import { contactName } from '../../bundle/contact-uri.js';
import type { Manifest, PinnedKey } from '../../bundle/manifest.js';
import type { Failure } from '../../errors.js';
import { shownTarget } from '../../page/links/links.js';
import type { Link } from '../../page/model.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import type { Field } from '../layout/fields.js';
import { inGroups } from '../layout/units.js';
import { keyExpiryWords, noticeFields, pinWords, successorFields, useFields } from './key-words.js';

/** A key of the vendor's; `failure`: why this program cannot use it. */
export type ReachKey = { pin: PinnedKey } & ({ facts: CertificateFacts } | { failure: Failure });

/** What `contact` tells. */
export interface Reach {
  manifest: Manifest;
  keys: readonly ReachKey[];
  bundled: boolean;
  /** Links of the page whose text names another address than they go to. */
  mislabelled: Link[];
  /** The page names a key, whether the bundle has it or not. */
  speaksOfKeys: boolean;
}

/** The lines of `contact`: who the vendor is, how to reach it, its keys and page, and what is known of it. */
export function contactFields({ manifest, keys, bundled, mislabelled, speaksOfKeys }: Reach): Field[] {
  const { name, address, contacts, page } = manifest;
  const names = contacts.map(contactName);
  // in the vendor's order, which is that of preference
  const before = names.slice(0, address === null ? names.length : names.indexOf(address));
  const after = names.slice(before.length).filter((contact) => contact !== address);
  const fields: Field[] = [
    ['Vendor', name],
    ...successorFields(manifest),
    ...(before.length > 0 ? [['Contact', before] as const] : []),
    ...(address === null ? [] : [['Address', address] as const]),
    ...(after.length > 0 ? [['Also', after] as const] : []),
    ...keys.flatMap((key) => keyLines(key, bundled)),
    ...(keys.length === 0 ? [['Key', noKeyWords(speaksOfKeys)] as const] : []),
  ];
  if (page.url) fields.push(['Page', `${page.url}${page.date ? ` (as of ${page.date})` : ''}`]);
  if (mislabelled.length > 0) fields.push(['Warning', mislabelled.map(mislabelledWords)]);
  return [...fields, ...noticeFields(manifest)];
}

const noKeyWords = (spokenOf: boolean) =>
  spokenOf
    ? 'none: the page speaks of one, and this bundle does not have it'
    : 'none: the vendor publishes no OpenPGP key';

function keyLines({ pin, ...one }: ReachKey, bundled: boolean): Field[] {
  const { fingerprint, name, url } = pin;
  return [
    ...(name === undefined ? [] : [['Key of', name] as const]),
    ['Key', `${inGroups(fingerprint)} (${pinWords(bundled)})`],
    ...useFields(pin),
    'failure' in one
      ? ['Key usable', `no: ${one.failure.message}`]
      : ['Key expires', keyExpiryWords(one.facts, new Date())],
    ...(url === undefined ? [] : [['Key URL', url] as const]),
  ];
}

function mislabelledWords({ text, target }: Link): string {
  return `the page's link ${text} goes elsewhere, to ${shownTarget(target)}`;
}
