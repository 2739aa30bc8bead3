import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT, Failure } from '../../errors.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { renderFields } from '../../output/layout/fields.js';
import { contactFields, type Reach } from '../../output/words/contact/contact-words.js';
import { expiryDoubt, securityTxt } from '../../output/words/contact/security-txt.js';
import { missingKeyWords } from '../../output/words/vendor-key-failures.js';
import { openBundle, openText } from '../../vendor/open.js';
import { keysToReach } from './key-states.js';
import { keysPublished } from './security-txt-keys.js';

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
  const { manifest } = bundle;
  const now = new Date();
  if (options.securityTxt) {
    const doubt = expiryDoubt(manifest, options.expires, now);
    const { named, doubts } = keysPublished(await keysToReach(context, bundle, now));
    for (const one of doubt === undefined ? doubts : [doubt, ...doubts]) context.say.warning(one);
    await writeOut(context.io, securityTxt({ ...manifest, keys: named }, options.expires));
    return EXIT.OK;
  }
  const keys = await keysToReach(context, bundle, now);
  const { sections } = await openText(bundle);
  const mislabelled = sections.flatMap(({ links }) => links.filter((link) => link.mislabelled));
  const reach: Reach = {
    manifest,
    keys,
    now,
    bundled: bundle.bundled,
    mislabelled,
    missing: keys.length > 0 ? undefined : missingKeyWords('the vendor', bundle),
  };
  if (context.json) await writeJson(context.io, contactJson(reach));
  else await writeOut(context.io, await renderFields(contactFields(reach), context.terminal, context.names));
  return EXIT.OK;
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
      status: 'failure' in one ? 'no-encryption-key' : one.standing.status,
      revoked: 'failure' in one ? null : one.facts.primary.revoked,
      expires: 'failure' in one ? null : one.facts.primary.expires,
      url: pin.url ?? null,
    })),
    mislabelled: mislabelled.map(({ text, target }) => ({ text, target })),
    notices: manifest.notices,
    successor: manifest.successor ?? null,
  };
}
