import type { PinnedKey } from '../../bundle/manifest.js';
import type { Bundle } from '../../bundle/model.js';
import { EXIT } from '../../errors.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { renderFields } from '../../output/layout/fields.js';
import { keyFields, noticeFields, successorFields, unusableFields } from '../../output/words/key-words.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { type KeyState, type KeyStates, lookAtKeys } from '../../vendor/look-at-keys.js';

/** `key`: the facts of each certificate. */
export async function showKey(context: Context): Promise<number> {
  const states = await lookAtKeys(context);
  if (context.json) await writeJson(context.io, keysJson(states));
  else await writeOut(context.io, await keysText(context, states));
  return EXIT.OK;
}

/** A block of lines for each key; what is known of the vendor stands below the last. */
async function keysText({ terminal, names }: Context, { bundle, keys, now }: KeyStates): Promise<string> {
  const { manifest, bundled } = bundle;
  const blocks = keys.map((one) => {
    const fields =
      'failure' in one ? unusableFields(one.pin, one.failure.message) : keyFields({ ...one, bundled, now });
    return one.pin.name === undefined ? fields : [['Key of', one.pin.name] as const, ...fields];
  });
  blocks.at(-1)?.push(...noticeFields(manifest), ...successorFields(manifest));
  const texts = [];
  for (const fields of blocks) texts.push(await renderFields(fields, terminal, names));
  return texts.join('\n');
}

function keysJson({ bundle, keys }: KeyStates) {
  return {
    keys: keys.flatMap((one) => ('failure' in one ? [] : [keyJson(bundle, one.pin, one)])),
    unusable: keys.flatMap(({ pin, ...one }) =>
      'failure' in one
        ? [{ fingerprint: pin.fingerprint, name: pin.name ?? null, reason: one.failure.message }]
        : [],
    ),
    notices: bundle.manifest.notices,
    successor: bundle.manifest.successor ?? null,
  };
}

function keyJson(bundle: Bundle, pin: PinnedKey, { facts, usability, updated }: KeyState) {
  const { primary, subkeys, userIDs, passedOver } = facts;
  return {
    name: pin.name ?? null,
    use: pin.use,
    userIDs,
    ...primary,
    subkeys,
    encryption: encryptionJson(usability),
    passedOver,
    pin: {
      fingerprint: pin.fingerprint,
      matches: true,
      source: bundle.bundled ? 'program' : 'bundle',
    },
    updated: updated?.toISOString() ?? null,
    url: pin.url ?? null,
  };
}

function encryptionJson(usability: EncryptionChoice) {
  const possible = usability.status === 'usable' || usability.status === 'expired';
  return { status: usability.status, possible, fingerprint: possible ? usability.key.fingerprint : null };
}

/** `key fingerprint`: the hex digits and nothing else, a line for each key. */
export async function showFingerprint(context: Context): Promise<number> {
  const states = await lookAtKeys(context);
  const keys = states.keys.map(({ pin: { fingerprint, name } }) => ({ fingerprint, name: name ?? null }));
  const lines = keys.map(({ fingerprint }) => `${fingerprint}\n`);
  await (context.json ? writeJson(context.io, { keys }) : writeOut(context.io, lines.join('')));
  return EXIT.OK;
}
