import { contactName } from '../../../bundle/contact-uri.js';
import type { Manifest, PinnedKey } from '../../../bundle/manifest.js';
import type { Failure } from '../../../errors.js';
import { shownTarget } from '../../../page/links/links.js';
import type { Link } from '../../../page/model.js';
import type { CertificateFacts } from '../../../pgp/facts.js';
import { possibleRevokers } from '../../../pgp/policy/possible-revocation.js';
import { hasEnded } from '../../../pgp/policy/validity.js';
import type { Field } from '../../layout/fields.js';
import { inGroups } from '../../layout/units.js';
import type { KeyStanding } from '../key-standing.js';
import { keyExpiryWords, noticeFields, pinWords, successorFields, useFields } from '../key-words.js';
import { possibleRevocationWords } from '../passed-over-words.js';

/** A key of the vendor's, and what it is good for now; or why this program cannot use it. */
export type KeyToReach = { pin: PinnedKey } & (
  | { facts: CertificateFacts; standing: KeyStanding }
  | { failure: Failure }
);

/** What `contact` tells. */
export interface Reach {
  manifest: Manifest;
  keys: readonly KeyToReach[];
  now: Date;
  bundled: boolean;
  /** Links of the page whose text names another address than they go to. */
  mislabelled: Link[];
  /** Why there is no key, of a bundle without one. */
  missing: string | undefined;
}

/** The lines of `contact`: who the vendor is, how to reach it, its keys and page, and what is known of it. */
export function contactFields(reach: Reach): Field[] {
  const { manifest, keys, mislabelled, missing } = reach;
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
    ...keys.flatMap((key) => keyLines(key, reach)),
    ...(missing === undefined ? [] : [['Key', `none: ${missing}`] as const]),
  ];
  if (page.url) fields.push(['Page', `${page.url}${page.date ? ` (as of ${page.date})` : ''}`]);
  if (mislabelled.length > 0) fields.push(['Warning', mislabelled.map(mislabelledWords)]);
  return [...fields, ...noticeFields(manifest)];
}

function keyLines({ pin, ...one }: KeyToReach, { bundled, now }: Reach): Field[] {
  const { fingerprint, name, url } = pin;
  return [
    ...(name === undefined ? [] : [['Key of', name] as const]),
    ['Key', `${inGroups(fingerprint)} (${pinWords(bundled)})`],
    ...useFields(pin),
    ...('failure' in one
      ? [['Key usable', `no: ${one.failure.message}`] as const]
      : stateLines({ pin, ...one }, now)),
    ...(url === undefined ? [] : [['Key URL', url] as const]),
  ];
}

/** Of a key that is good for its use, or has expired as a whole, the date of its end says enough. */
function stateLines({ pin, facts, standing }: Extract<KeyToReach, { facts: unknown }>, now: Date): Field[] {
  const { status, reason } = standing;
  const isSaid = status === 'usable' || (status === 'expired' && hasEnded(facts.primary.expires, now));
  const answer = status === 'expired' && pin.use.includes('encrypt') ? 'with a warning' : 'no';
  const possible = possibleRevocationWords(possibleRevokers(facts));
  return [
    ...(isSaid ? [] : [['Key usable', `${answer}: ${reason}`] as const]),
    ...(possible.length > 0 ? [['Revocation', possible] as const] : []),
    ['Key expires', keyExpiryWords(facts, now)],
  ];
}

function mislabelledWords({ text, target }: Link): string {
  return `the page's link ${text} goes elsewhere, to ${shownTarget(target)}`;
}
