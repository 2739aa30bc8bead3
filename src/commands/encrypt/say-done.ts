import type { Manifest } from '../../bundle/manifest.js';
import { writeJson } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { commandFor } from '../../output/hints.js';
import {
  DEFAULT_SUBJECT,
  NO_SENDER,
  type Party,
  partyLines,
  type Written,
} from '../../output/words/encrypt/encrypt-words.js';
import { nextSteps, type Original, sizeDoubt } from '../../output/words/encrypt/next-steps.js';
import { doubtsOf, reservations } from '../../output/words/encrypt/reservations.js';
import type { EncryptionTarget } from '../../pgp/encrypt/encryption-target.js';
import type { CertificateFacts } from '../../pgp/facts.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import type { JobRequest } from './run-job.js';

/** What was done, and what with. */
export interface Done {
  manifest: Manifest;
  written: readonly Written[];
  /** The certificates of the vendor that can open the messages. */
  vendor: readonly [EncryptionTarget, ...EncryptionTarget[]];
  /** The user's own, which can too. */
  self: EncryptionTarget | undefined;
  signer: CertificateFacts | undefined;
  usability: EncryptionChoice;
  binary: boolean;
  hidden: boolean;
  original: Original;
  mail: JobRequest['mail'];
}

/** Who can read the messages, what speaks against sending them, and, in the last line, what to do. */
export async function sayDone(context: Context, done: Done): Promise<void> {
  const { manifest, written, vendor, self, usability, original, mail } = done;
  const doubts = doubtsOf(
    manifest,
    vendor.map(({ facts }) => facts),
  );
  for (const line of partiesOf(done)) context.say.info(line);
  const warnings = reservations(usability, { manifest, doubts }, new Date());
  if (mail && !mail.from) context.say.info(NO_SENDER);
  const large = sizeDoubt(written, !done.binary && !mail);
  for (const warning of warnings) context.say.warning(warning);
  const steps = nextSteps({
    ...{ written, manifest, usability, doubts, original, large },
    mail: mail !== undefined,
    readable: self !== undefined,
  });
  const more =
    warnings.length > 0 || manifest.successor ? [`details: ${commandFor(context, 'contact')}`] : [];
  const last = [...steps, ...more].join('; ');
  if (last !== '') context.say.info(last);
  if (context.json) await writeJson(context.io, doneJson(context, done, { steps, large }));
}

function partiesOf({ vendor, self, signer }: Done): string[] {
  const readers = [...vendor, ...(self ? [self] : [])].map(({ facts }) => partyOf(facts));
  const verb = readers.length > 1 ? 'readable with' : 'readable only with';
  return [
    ...readers.flatMap((reader) => partyLines(verb, reader)),
    ...(signer ? partyLines('signed with', partyOf(signer)) : []),
  ];
}

function doneJson(
  { say }: Context,
  done: Done,
  { steps, large }: { steps: readonly string[]; large: string | undefined },
) {
  const { manifest, vendor, self, signer } = done;
  const recipient = (role: 'vendor' | 'self', { facts, key }: EncryptionTarget) => ({
    role,
    ...partyOf(facts),
    encryptionKey: key.fingerprint,
  });
  return {
    outputs: done.written,
    format: done.mail ? 'mail' : done.binary ? 'binary' : 'armored',
    mail: done.mail ? mailJson(done.mail) : null,
    recipients: [
      ...vendor.map((target) => recipient('vendor', target)),
      ...(self ? [recipient('self', self)] : []),
    ],
    hidden: done.hidden,
    signer: signer ? partyOf(signer) : null,
    address: manifest.address,
    contacts: manifest.contacts,
    keyExpired: done.usability.status === 'expired',
    warnings: large === undefined ? say.warnings : [...say.warnings, large],
    notices: manifest.notices,
    successor: manifest.successor ?? null,
    nextSteps: steps,
  };
}

function mailJson({ from, to, subject }: NonNullable<Done['mail']>) {
  return { from: from?.address ?? null, to, subject: subject ?? DEFAULT_SUBJECT };
}

function partyOf({ userIDs, primary }: CertificateFacts): Party {
  return { userID: userIDs[0] ?? null, fingerprint: primary.fingerprint };
}
