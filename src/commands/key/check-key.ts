import type { PinnedKey } from '../../bundle/manifest.js';
import { EXIT, type FailureCode, type Next } from '../../errors.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { nextLine } from '../../output/hints.js';
import { failureOf } from '../../output/in-words.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { type KeyStanding, standingOf } from '../../output/words/key-standing.js';
import { possibleRevocationWords } from '../../output/words/passed-over-words.js';
import { noKey } from '../../output/words/vendor-key-failures.js';
import { nothingVerified } from '../../pgp/policy/key-kinds.js';
import { possibleRevokers } from '../../pgp/policy/possible-revocation.js';
import { type KeyState, type KeyStates, lookAtKeys } from '../../vendor/look-at-keys.js';
import { type Opened, openVerified } from '../../vendor/open-keys.js';

/** What `key check` finds. */
type CheckStatus = KeyStanding['status'] | 'pin-mismatch';

/** Only a key that is usable without reservation exits 0. */
const STATUSES: Record<CheckStatus, keyof typeof EXIT> = {
  usable: 'OK',
  expired: 'CERT_CANNOT_ENCRYPT',
  revoked: 'CERT_CANNOT_ENCRYPT',
  'no-encryption-key': 'CERT_CANNOT_ENCRYPT',
  'cannot-sign': 'CERT_CANNOT_ENCRYPT',
  'pin-mismatch': 'PRIMARY_KEY_BAD',
};

/** What a failure is to `key check`: a result, not an error. */
const STATUS_OF: Partial<Record<FailureCode, CheckStatus>> = {
  PRIMARY_KEY_BAD: 'pin-mismatch',
  CERT_CANNOT_ENCRYPT: 'no-encryption-key',
};

interface KeyResult {
  status: CheckStatus;
  reason: string;
  next: readonly Next[];
}

/** `key check`: whether the keys can be used, and why not. Of several the first that is not good decides. */
export async function checkKey(context: Context): Promise<number> {
  const found = await check(context);
  const { status, reason } = found.find((one) => one.status !== 'usable') ?? (found[0] as KeyResult);
  const exit = EXIT[STATUSES[status]];
  if (context.json) {
    const keys = found.flatMap(({ pin, status, reason }) =>
      pin ? [{ fingerprint: pin.fingerprint, name: pin.name ?? null, status, reason }] : [],
    );
    await writeJson(context.io, { status, exit, reason, keys });
  } else {
    const lines = found.map(({ pin, status, reason }) => {
      const which = pin && found.length > 1 ? ` ${pin.fingerprint}:` : '';
      return sentenceLines(`${status}:${which} ${reason}`, context.terminal, context.names);
    });
    await writeOut(context.io, lines.join(''));
  }
  for (const one of found.flatMap(({ next }) => next)) context.say.next(nextLine(context, one));
  return exit;
}

async function check(context: Context): Promise<(KeyResult & { pin?: PinnedKey })[]> {
  try {
    const states = await lookAtKeys(context);
    const found: (KeyResult & { pin?: PinnedKey })[] = [];
    for (const key of states.keys) found.push({ pin: key.pin, ...(await resultOf(key, states)) });
    warnOfRevocations(context, states);
    // each may be good for what it is there for, and none for a report
    if (!states.keys.some(({ pin }) => pin.use.includes('encrypt')))
      found.push(await asResult(noKey(states.bundle, 'encrypt')));
    return found;
  } catch (error) {
    return [await asResult(error)];
  }
}

function warnOfRevocations({ say }: Context, { keys }: KeyStates): void {
  for (const key of keys) {
    if ('failure' in key) continue;
    const which = keys.length > 1 ? key.pin.fingerprint : undefined;
    for (const words of possibleRevocationWords(possibleRevokers(key.facts), which)) say.warning(words);
  }
}

async function resultOf(key: Opened<KeyState>, { bundle, now }: KeyStates): Promise<KeyResult> {
  if ('failure' in key) return asResult(key.failure);
  const { pin, facts } = key;
  const opaque = nothingVerified(facts) && bundle.keys.find((one) => one.pin === pin);
  if (opaque) return openVerified(bundle, opaque).then(() => unreachable(), asResult);
  return { ...standingOf(pin, facts, now), next: [] };
}

function unreachable(): never {
  throw new Error('an opaque certificate was verified');
}

async function asResult(error: unknown): Promise<KeyResult> {
  const failure = await failureOf(error);
  const status = STATUS_OF[failure.code];
  if (!status) throw failure;
  return { status, reason: failure.message, next: failure.next };
}
