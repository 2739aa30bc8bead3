import { contactName } from '../bundle/contact-uri.js';
import { speaksOfKeys } from '../bundle/facts-in-text.js';
import type { Manifest } from '../bundle/manifest.js';
import type { Bundle, KeyInFile } from '../bundle/model.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT, Failure } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { failureOf } from '../output/in-words.js';
import { type Field, renderFields } from '../output/layout/fields.js';
import { inGroups } from '../output/layout/units.js';
import {
  keyExpiryWords,
  noticeFields,
  pinWords,
  successorFields,
  useFields,
} from '../output/words/key-words.js';
import { expiryDoubt, securityTxt } from '../output/words/security-txt.js';
import { shownTarget } from '../page/links/links.js';
import type { Link } from '../page/model.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { openBundle, openText } from '../vendor/open.js';
import { type Opened, openFacts } from '../vendor/open-keys.js';

/** `contact`: how to reach the vendor. */
export async function contact(
  context: Context,
  _args: ArgumentsOf<'contact'>,
  options: OptionsOf<'contact'>,
): Promise<number> {
  if (options.expires !== undefined && !options.securityTxt) {
    throw new Failure('USAGE', '--expires goes with --security-txt', [{ again: ['--security-txt'] }]);
  }
  if (options.securityTxt && context.json) {
    throw new Failure('USAGE', '--security-txt and --json contradict each other', [
      { run: 'contact --json' },
    ]);
  }
  const bundle = await openBundle(context);
  if (options.securityTxt) {
    const doubt = expiryDoubt(bundle.manifest, options.expires, new Date());
    if (doubt !== undefined) context.say.warning(doubt);
    await writeOut(context.io, securityTxt(bundle.manifest, options.expires));
    return EXIT.OK;
  }
  const keys: KeyOrFailure[] = [];
  for (const key of bundle.keys) keys.push(await factsOrBundled(context, bundle, key));
  const { sections } = await openText(bundle);
  const mislabelled = sections.flatMap(({ links }) => links.filter((link) => link.mislabelled));
  const reach: Reach = {
    manifest: bundle.manifest,
    keys,
    bundled: bundle.bundled,
    mislabelled,
    // of those with keys, the question does not come up
    speaksOfKeys: keys.length === 0 && speaksOfKeys(bundle.pageSource),
  };
  if (context.json) await writeJson(context.io, contactJson(reach));
  else await writeOut(context.io, await renderFields(contactFields(reach), context.terminal, context.names));
  return EXIT.OK;
}

type KeyOrFailure = Opened<{ facts: CertificateFacts }>;

/**
 * Where the copy that `key update` stored cannot be read, the key is shown as the bundle has it: the address must not
 * be lost with it.
 */
async function factsOrBundled(context: Context, bundle: Bundle, key: KeyInFile): Promise<KeyOrFailure> {
  const { pin } = key;
  try {
    return { pin, facts: await openFacts(bundle, key) };
  } catch (error) {
    const failure = await failureOf(error);
    // nor with a key that this program cannot use
    if (failure.code === 'CERT_CANNOT_ENCRYPT') return { pin, failure };
    context.say.warning(`the key is shown as the bundle has it: ${failure.message}`);
    const { findUpdate: _, ...alone } = bundle;
    return { pin, facts: await openFacts(alone, key) };
  }
}

/** What the command tells. */
interface Reach {
  manifest: Manifest;
  keys: readonly KeyOrFailure[];
  bundled: boolean;
  /** Links of the page whose text names another address than they go to. */
  mislabelled: Link[];
  /** The page names a key, whether the bundle has it or not. */
  speaksOfKeys: boolean;
}

function contactJson({ manifest, keys, mislabelled }: Reach) {
  return {
    name: manifest.name,
    address: manifest.address,
    contacts: manifest.contacts,
    page: { url: manifest.page.url ?? null, date: manifest.page.date ?? null },
    keys: keys.map(({ pin, ...one }) => ({
      fingerprint: pin.fingerprint,
      name: pin.name ?? null,
      use: pin.use,
      expires: 'failure' in one ? null : one.facts.primary.expires,
      url: pin.url ?? null,
    })),
    mislabelled: mislabelled.map(({ text, target }) => ({ text, target })),
    notices: manifest.notices,
    successor: manifest.successor ?? null,
  };
}

function contactFields({ manifest, keys, bundled, mislabelled, speaksOfKeys }: Reach): Field[] {
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

function keyLines({ pin, ...one }: KeyOrFailure, bundled: boolean): Field[] {
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
