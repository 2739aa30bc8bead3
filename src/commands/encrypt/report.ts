import type { Manifest } from '../../bundle/manifest.js';
import { writeJson } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { commandFor } from '../../output/hints.js';
import { type Party, partyLines, type Written } from '../../output/words/encrypt-words.js';
import { nextSteps, sizeWarning } from '../../output/words/next-steps.js';
import { doubtsOf, reservations } from '../../output/words/reservations.js';
import type { EncryptionTarget } from '../../pgp/encrypt/encryption-target.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';

/** What was done, and what with. */
export interface Done {
  manifest: Manifest;
  written: readonly Written[];
  /** The vendor first. */
  recipients: readonly [EncryptionTarget, ...EncryptionTarget[]];
  signer: CertificateFacts | undefined;
  usability: EncryptionChoice;
  binary: boolean;
  hidden: boolean;
}

/** Who can read the messages, what speaks against sending them, and, in the last line, what to do. */
export async function report(context: Context, done: Done): Promise<void> {
  const { manifest, written, recipients, usability } = done;
  const doubts = doubtsOf(manifest, recipients[0].certificate.facts);
  for (const line of partiesOf(done)) context.say.info(line);
  const warnings = reservations(usability, { manifest, doubts }, new Date());
  const large = sizeWarning(written, !done.binary);
  if (large !== undefined) context.say.warning(large);
  for (const warning of warnings) context.say.warning(warning);
  const steps = nextSteps({ written, manifest, usability, doubts, readable: recipients.length > 1 });
  const more =
    warnings.length > 0 || manifest.successor ? [`details: ${commandFor(context, 'contact')}`] : [];
  const last = [...steps, ...more].join('; ');
  if (last !== '') context.say.info(last);
  if (context.json) await writeJson(context.io, doneJson(context, done, steps));
}

function partiesOf({ recipients, signer }: Done): string[] {
  const [vendor, ...others] = recipients.map(({ certificate }) => partyOf(certificate.facts));
  return [
    ...(vendor ? partyLines(others.length > 0 ? 'readable with' : 'readable only with', vendor) : []),
    ...others.flatMap((other) => partyLines('readable with', other)),
    ...(signer ? partyLines('signed with', partyOf(signer)) : []),
  ];
}

function doneJson({ say }: Context, done: Done, steps: readonly string[]) {
  const { manifest, recipients, signer } = done;
  return {
    outputs: done.written,
    format: done.binary ? 'binary' : 'armored',
    recipients: recipients.map(({ certificate, key }, index) => ({
      role: index === 0 ? 'vendor' : 'self',
      ...partyOf(certificate.facts),
      encryptionKey: key.fingerprint,
    })),
    hidden: done.hidden,
    signer: signer ? partyOf(signer) : null,
    address: manifest.address,
    keyExpired: done.usability.status === 'expired',
    warnings: say.warnings,
    notices: manifest.notices,
    successor: manifest.successor ?? null,
    nextSteps: steps,
  };
}

function partyOf({ userIDs, primary }: CertificateFacts): Party {
  return { userID: userIDs[0] ?? null, fingerprint: primary.fingerprint };
}
