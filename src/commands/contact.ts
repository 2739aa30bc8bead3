import { speaksOfKeys } from '../bundle/facts-in-text.js';
import type { Bundle, KeyInFile } from '../bundle/model.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT, Failure } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { failureOf } from '../output/in-words.js';
import { renderFields } from '../output/layout/fields.js';
import { contactFields, type Reach, type ReachKey } from '../output/words/contact-words.js';
import { expiryDoubt, securityTxt } from '../output/words/security-txt.js';
import { openBundle, openText } from '../vendor/open.js';
import { openFacts } from '../vendor/open-keys.js';

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
  const keys: ReachKey[] = [];
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

/**
 * Where the copy that `key update` stored cannot be read, the key is shown as the bundle has it: the address must not
 * be lost with it.
 */
async function factsOrBundled(context: Context, bundle: Bundle, key: KeyInFile): Promise<ReachKey> {
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
