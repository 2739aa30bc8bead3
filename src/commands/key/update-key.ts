import type { Manifest } from '../../bundle/manifest.js';
import type { Bundle, KeyInFile } from '../../bundle/model.js';
import type { ArgumentsOf } from '../../declared/values.js';
import { EXIT, Failure, type Next, Refusal } from '../../errors.js';
import { readInput, refuseEmptyNames } from '../../files/read/input.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { failureOf } from '../../output/in-words.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { checkWords } from '../../output/words/encryption-choice.js';
import { changeWords } from '../../output/words/key-update.js';
import { possibleRevocationWords } from '../../output/words/passed-over-words.js';
import { type Certificate, certificateOf } from '../../pgp/certificate/index.js';
import { type Change, changesBetween, merge, readCopy, serialise } from '../../pgp/certificate/newer-copy.js';
import type { VerifiedComponents } from '../../pgp/certificate/verified-components.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../../pgp/policy/encryption-key.js';
import { possibleRevokers } from '../../pgp/policy/possible-revocation.js';
import { exportFromKeyring } from '../../text/system-commands.js';
import { openBundle } from '../../vendor/open.js';
import {
  keysFor,
  type Opened,
  openCertificate,
  openEach,
  openVerified,
  pinnedCertificate,
} from '../../vendor/open-keys.js';
import { removeStored } from '../../vendor/stored-copies.js';
import { writeStored } from '../../vendor/write-copy.js';

/** Larger files are no certificate, flooded with signatures or not. */
const LIMIT = 32 << 20;

/** What one newer copy has changed. */
interface Updated {
  fingerprint: string;
  changes: Change[];
  /** Where it was stored; `null`: there is nothing new in it. */
  stored: string | null;
  status: EncryptionChoice['status'];
}

/** `key update`: takes newer copies of the vendor's certificates into the user's data folder. */
export async function updateKey(context: Context, [path]: ArgumentsOf<'key update'>): Promise<number> {
  refuseEmptyNames('key update', [path]);
  const now = new Date();
  const bundle = await openBundle(context);
  const keys = keysFor(bundle);
  const opened = await openEach(keys, async (key) => openVerified(bundle, key, now));
  const copies = await readFile(context, path)
    .then((data) => copiesOf(opened, data))
    .catch(async (error) => {
      throw withSources(await failureOf(error), path, bundle.manifest);
    });
  const updates: Updated[] = [];
  for (const { before, copy } of copies) updates.push(await takeOver(context, bundle, before, copy, now));
  if (context.json) await writeJson(context.io, { keys: updates });
  else {
    const lines = updates.flatMap(({ fingerprint, changes }) => [
      ...(keys.length > 1 ? [`${fingerprint}:`] : []),
      ...(changes.length > 0 ? changes.map(changeWords) : ['nothing new']),
    ]);
    await writeOut(
      context.io,
      lines.map((line) => sentenceLines(line, context.terminal, context.names)).join(''),
    );
  }
  return EXIT.OK;
}

/**
 * The copies that a file holds of pinned certificates.
 *
 * @throws Refusal as `readCopy` where it holds none
 */
async function copiesOf(opened: readonly Opened<Certificate>[], data: Uint8Array) {
  const copies: { before: Certificate; copy: VerifiedComponents }[] = [];
  const refusals: unknown[] = [];
  for (const before of opened) {
    if ('failure' in before) continue;
    await readCopy(data, before.components).then(
      (copy) => copies.push({ before, copy }),
      (error) => refusals.push(error),
    );
  }
  const isOther = (error: unknown) => error instanceof Refusal && error.code === 'PRIMARY_KEY_BAD';
  const fault = refusals.find((error) => !isOther(error)) ?? (copies.length > 0 ? undefined : refusals[0]);
  if (fault !== undefined) throw fault;
  return copies;
}

async function takeOver(
  context: Context,
  bundle: Bundle,
  before: Certificate,
  copy: VerifiedComponents,
  now: Date,
): Promise<Updated> {
  const merged = merge(before.components, copy);
  const after = certificateOf(merged, now);
  const { fingerprint } = before.facts.primary;
  const isNew = !Buffer.from(serialise(merged)).equals(serialise(before.components));
  const stored = isNew ? await store(bundle, fingerprint, serialise(merged)) : null;
  const usability = chooseEncryptionKey(after.facts, now);
  const doubtful = possibleRevokers({ primary: after.facts.primary, passedOver: copy.passedOver });
  const which = bundle.keys.length > 1 ? fingerprint : undefined;
  for (const words of possibleRevocationWords(doubtful, which)) context.say.warning(words);
  if (stored)
    context.say.info(`stored in ${stored}; every command that works with the key uses it from now on`);
  if (usability.status === 'revoked' || usability.status === 'no-encryption-key') {
    context.say.warning(`encrypt refuses this key from now on: ${checkWords(usability, now)}`);
  }
  const changes = changesBetween(before.facts, after.facts);
  return { fingerprint, changes, stored, status: usability.status };
}

/** Stores what was merged, the copies that were stored before included. @returns the path */
async function store(bundle: Bundle, fingerprint: string, data: Uint8Array): Promise<string> {
  const update = await bundle.findUpdate?.(fingerprint);
  const merged = (update?.copies ?? []).map(({ path }) => path);
  return writeStored(fingerprint, data, merged);
}

/** Names the file, and where the right one is to be had, if there is nothing else to do. */
function withSources(failure: Failure, path: string, { keys }: Manifest): Failure {
  const { code, message } = failure;
  if (code === 'IO_ERROR' || failure.next.length > 0) return failure;
  const source = keys.flatMap(({ url }): Next[] =>
    url === undefined ? [] : [{ advice: `the vendor's own copy: ${url}` }],
  );
  const [first] = keys;
  const kept = keys.length > 1 ? 'these keys are taken, and no other' : 'one key is taken, and no other';
  const next: Next[] =
    code === 'PRIMARY_KEY_BAD' || first === undefined
      ? [{ advice: kept }, { run: 'key fingerprint' }]
      : [
          { advice: 'where your keyring has it, gpg writes it' },
          { shell: exportFromKeyring(first.fingerprint, 'newer.asc') },
        ];
  const name = path === '-' ? 'standard input' : path;
  const named = message.startsWith(name) ? message : `${name}: ${message}`;
  return new Failure(code, named, [...source, ...next], { cause: failure });
}

const readFile = ({ io }: Context, path: string) =>
  readInput(io, path, { stdinNext: [{ run: 'key update --help' }], limit: LIMIT });

/** `key reset`: the bundle's certificates as they are. A stored copy may be a damaged one. */
export async function resetKey(context: Context): Promise<number> {
  const bundle = await openBundle(context);
  const keys = keysFor(bundle);
  const now = new Date();
  await openEach(keys, async (key) => pinnedCertificate(bundle, key, now));
  const removed: string[] = [];
  let revoked = false;
  for (const key of keys) {
    const revokes = await storedRevokes(bundle, key);
    const paths = await removeStored(key.pin.fingerprint);
    if (revokes && paths.length > 0) revoked = true;
    removed.push(...paths);
  }
  if (revoked) {
    context.say.warning('that copy held a revocation of the key, and encrypt uses the key again');
    context.say.info('key update takes the revocation over again, from the file that it came in');
  }
  if (context.json) await writeJson(context.io, { removed });
  else {
    const words = removed.length > 0 ? `removed ${removed.join(' and ')}` : 'there was nothing to remove';
    await writeOut(context.io, sentenceLines(words, context.terminal, context.names));
  }
  return EXIT.OK;
}

async function storedRevokes(bundle: Bundle, key: KeyInFile): Promise<boolean> {
  let revoked = false;
  const tellUpdate = (_update: unknown, revokes: boolean) => {
    revoked = revokes;
  };
  await openCertificate({ ...bundle, tellUpdate }, key).catch(() => undefined);
  return revoked;
}
