import type { Bundle } from '../../bundle/model.js';
import { EXIT } from '../../errors.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { renderFields } from '../../output/layout/fields.js';
import { keyFields } from '../../output/words/key-words.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { lookAtKey } from '../../vendor/look-at-key.js';

/** `key`: the certificate's facts. */
export async function showKey(context: Context): Promise<number> {
  const { bundle, facts, usability, updated, now } = await lookAtKey(context);
  if (context.json) {
    await writeJson(context.io, keyJson(bundle, facts, usability, updated));
    return EXIT.OK;
  }
  const fields = keyFields({
    facts,
    manifest: bundle.manifest,
    bundled: bundle.bundled,
    usability,
    updated,
    now,
  });
  await writeOut(context.io, await renderFields(fields, context.terminal, context.names));
  return EXIT.OK;
}

function keyJson(
  bundle: Bundle,
  facts: CertificateFacts,
  usability: EncryptionChoice,
  updated: Date | undefined,
) {
  const { primary, subkeys, userIDs, passedOver } = facts;
  return {
    userIDs,
    ...primary,
    subkeys,
    encryption: encryptionJson(usability),
    passedOver,
    pin: {
      fingerprint: bundle.manifest.key.fingerprint,
      matches: true,
      source: bundle.bundled ? 'program' : 'bundle',
    },
    updated: updated?.toISOString() ?? null,
    url: bundle.manifest.key.url ?? null,
    notices: bundle.manifest.notices,
    successor: bundle.manifest.successor ?? null,
  };
}

function encryptionJson(usability: EncryptionChoice) {
  const possible = usability.status === 'usable' || usability.status === 'expired';
  return { status: usability.status, possible, fingerprint: possible ? usability.key.fingerprint : null };
}

/** `key fingerprint`: the hex digits and nothing else. */
export async function showFingerprint(context: Context): Promise<number> {
  const { facts } = await lookAtKey(context);
  const { fingerprint } = facts.primary;
  await (context.json ? writeJson(context.io, { fingerprint }) : writeOut(context.io, `${fingerprint}\n`));
  return EXIT.OK;
}
