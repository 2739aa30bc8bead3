import { EXIT, Failure, type FailureCode, type Next } from '../../errors.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { nextLine } from '../../output/hints.js';
import { inWords } from '../../output/in-words.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { checkWords } from '../../output/words/encryption-choice.js';
import type { EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { nothingVerified } from '../../pgp/policy/key-kinds.js';
import { lookAtKey } from '../../vendor/look-at-key.js';
import { openVerified } from '../../vendor/open.js';

/** What `key check` finds. */
type CheckStatus = EncryptionChoice['status'] | 'pin-mismatch';

/** Only a key that is usable without reservation exits 0. */
const STATUSES: Record<CheckStatus, keyof typeof EXIT> = {
  usable: 'OK',
  expired: 'CERT_CANNOT_ENCRYPT',
  revoked: 'CERT_CANNOT_ENCRYPT',
  'no-encryption-key': 'CERT_CANNOT_ENCRYPT',
  'pin-mismatch': 'PRIMARY_KEY_BAD',
};

/** What a failure is to `key check`: a result, not an error. */
const FOUND: Partial<Record<FailureCode, CheckStatus>> = {
  PRIMARY_KEY_BAD: 'pin-mismatch',
  CERT_CANNOT_ENCRYPT: 'no-encryption-key',
};

/** `key check`: whether the key can be used, and why not. */
export async function checkKey(context: Context): Promise<number> {
  const { status, reason, next } = await check(context);
  const exit = EXIT[STATUSES[status]];
  if (context.json) await writeJson(context.io, { status, exit, reason });
  else await writeOut(context.io, sentenceLines(`${status}: ${reason}`, context.terminal, context.names));
  for (const one of next) context.say.next(nextLine(context, one));
  return exit;
}

async function check(
  context: Context,
): Promise<{ status: CheckStatus; reason: string; next: readonly Next[] }> {
  try {
    const { bundle, facts, usability, now } = await lookAtKey(context);
    if (nothingVerified(facts)) await openVerified(bundle);
    return { status: usability.status, reason: checkWords(usability, now), next: [] };
  } catch (error) {
    const failure = await inWords(error);
    const status = failure instanceof Failure ? FOUND[failure.code] : undefined;
    if (!(failure instanceof Failure) || !status) throw failure;
    return { status, reason: failure.message, next: failure.next };
  }
}
