import type { Manifest } from '../bundle/manifest.js';
import type { Bundle } from '../bundle/model.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT, Failure } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { inWords } from '../output/in-words.js';
import { type Field, renderFields } from '../output/layout/fields.js';
import { inGroups } from '../output/layout/units.js';
import { keyExpiryWords, noticeFields, pinWords } from '../output/words/key-words.js';
import { isStale, securityTxt } from '../output/words/security-txt.js';
import { shownTarget } from '../page/links/links.js';
import type { Link } from '../page/model.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { openBundle, openFacts, openPage } from '../vendor/open.js';

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
    if (isStale(bundle.manifest, options.expires, new Date())) {
      context.say.warning('the date of this security.txt has passed: readers are told to ignore the file');
    }
    await writeOut(context.io, securityTxt(bundle.manifest, options.expires));
    return EXIT.OK;
  }
  const facts = await factsOrBundled(context, bundle);
  const { sections } = await openPage(bundle);
  const mislabelled = sections.flatMap(({ links }) => links.filter((link) => link.mislabelled));
  const reach: Reach = { manifest: bundle.manifest, facts, bundled: bundle.bundled, mislabelled };
  if (context.json) await writeJson(context.io, contactJson(reach));
  else await writeOut(context.io, await contactText(context, reach));
  return EXIT.OK;
}

/** The address does not hang on the copy that `key update` stored: without it, the key is as the bundle has it. */
async function factsOrBundled(context: Context, bundle: Bundle): Promise<CertificateFacts | Failure> {
  return openFacts(bundle).catch(async (error: unknown) => {
    const failure = await inWords(error);
    if (!(failure instanceof Failure)) throw error;
    // nor does it on a key that this program cannot use
    if (failure.code === 'CERT_CANNOT_ENCRYPT') return failure;
    context.say.warning(`the key is shown as the bundle has it: ${failure.message}`);
    const { findUpdate: _, ...alone } = bundle;
    return openFacts(alone);
  });
}

/** What the command tells. */
interface Reach {
  manifest: Manifest;
  /** Or why there are none. */
  facts: CertificateFacts | Failure;
  bundled: boolean;
  /** Links of the page whose text names another address than they go to. */
  mislabelled: Link[];
}

function contactJson({ manifest, facts, mislabelled }: Reach) {
  const { fingerprint } = manifest.key;
  const expires = facts instanceof Failure ? null : facts.primary.expires;
  return {
    name: manifest.name,
    address: manifest.address,
    page: { url: manifest.page.url ?? null, date: manifest.page.date ?? null },
    key: { fingerprint, expires, url: manifest.key.url ?? null },
    mislabelled: mislabelled.map(({ text, target }) => ({ text, target })),
    notices: manifest.notices,
    successor: manifest.successor ?? null,
  };
}

async function contactText(
  context: Context,
  { manifest, facts, bundled, mislabelled }: Reach,
): Promise<string> {
  const { fingerprint } = manifest.key;
  const fields: Field[] = [
    ['Vendor', manifest.name],
    ['Address', manifest.address],
    ['Key', `${inGroups(fingerprint)} (${pinWords(bundled)})`],
    facts instanceof Failure
      ? ['Key usable', `no: ${facts.message}`]
      : ['Key expires', keyExpiryWords(facts, new Date())],
  ];
  if (manifest.key.url) fields.push(['Key URL', manifest.key.url]);
  if (manifest.page.url)
    fields.push([
      'Page',
      `${manifest.page.url}${manifest.page.date ? ` (as of ${manifest.page.date})` : ''}`,
    ]);
  if (mislabelled.length > 0) fields.push(['Warning', mislabelled.map(mislabelledWords)]);
  return renderFields([...fields, ...noticeFields(manifest)], context.terminal, context.names);
}

function mislabelledWords({ text, target }: Link): string {
  return `the page's link ${text} goes elsewhere, to ${shownTarget(target)}`;
}
