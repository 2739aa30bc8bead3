import type { Manifest } from '../../bundle/manifest.js';
import type { Bundle } from '../../bundle/model.js';
import type { ArgumentsOf } from '../../declared/values.js';
import { EXIT, Failure, type Next } from '../../errors.js';
import { openInput, readAll, refuseEmptyNames } from '../../files/read/input.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { inWords } from '../../output/in-words.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { checkWords } from '../../output/words/encryption-choice.js';
import { changeWords } from '../../output/words/key-update.js';
import { certificateOf } from '../../pgp/certificate/index.js';
import { changesBetween, merge, readCopy, serialise } from '../../pgp/certificate/newer-copy.js';
import { chooseEncryptionKey } from '../../pgp/policy/encryption-key.js';
import { exportFromKeyring } from '../../text/system-commands.js';
import { openBundle, openCertificate, openVerified, pinnedCertificate } from '../../vendor/open.js';
import { writeStored } from '../../vendor/store-key.js';
import { removeStored } from '../../vendor/stored-key.js';

/** Larger files are no certificate, flooded with signatures or not. */
const LIMIT = 32 << 20;

/** `key update`: takes a newer copy of the vendor's certificate into the user's data folder. */
export async function updateKey(context: Context, [path]: ArgumentsOf<'key update'>): Promise<number> {
  refuseEmptyNames('key update', [path]);
  const now = new Date();
  const bundle = await openBundle(context);
  const before = await openVerified(bundle, now);
  const copy = await readFile(context, path)
    .then((data) => readCopy(data, before.components))
    .catch(async (error) => {
      throw withSources(await inWords(error), path, bundle.manifest);
    });
  const merged = merge(before.components, copy);
  const after = certificateOf(merged, now);
  const changes = changesBetween(before.facts, after.facts);
  const isNew = !Buffer.from(serialise(merged)).equals(serialise(before.components));
  const stored = isNew ? await store(bundle, serialise(merged)) : null;
  const usability = chooseEncryptionKey(after.facts, now);
  if (stored) context.say.info(`stored in ${stored}; every command uses it from now on`);
  if (usability.status === 'revoked' || usability.status === 'no-encryption-key') {
    context.say.warning(`encrypt refuses this key from now on: ${checkWords(usability, now)}`);
  }
  if (context.json) {
    await writeJson(context.io, { changes, stored, status: usability.status });
  } else {
    const lines = changes.length > 0 ? changes.map(changeWords) : ['nothing new'];
    await writeOut(
      context.io,
      lines.map((line) => sentenceLines(line, context.terminal, context.names)).join(''),
    );
  }
  return EXIT.OK;
}

/** Stores what was merged, the copies that were stored before included. @returns the path */
async function store(bundle: Bundle, data: Uint8Array): Promise<string> {
  const update = await bundle.findUpdate?.();
  const merged = (update?.copies ?? []).map(({ path }) => path);
  return writeStored(bundle.manifest.key.fingerprint, data, merged);
}

/** Names the file, and where the right one is to be had, if there is nothing else to do. */
function withSources(error: unknown, path: string, { key }: Manifest): unknown {
  if (!(error instanceof Failure) || error.code === 'IO_ERROR' || error.next.length > 0) return error;
  const source: Next[] = key.url === undefined ? [] : [{ advice: `the vendor's own copy: ${key.url}` }];
  const next: Next[] =
    error.code === 'PRIMARY_KEY_BAD'
      ? [{ advice: 'one key is taken, and no other' }, { run: 'key fingerprint' }]
      : [
          { advice: 'where your keyring has it, gpg writes it' },
          { shell: exportFromKeyring(key.fingerprint, 'newer.asc') },
        ];
  const name = path === '-' ? 'standard input' : path;
  const message = error.message.startsWith(name) ? error.message : `${name}: ${error.message}`;
  return new Failure(error.code, message, [...source, ...next], { cause: error });
}

async function readFile(context: Context, path: string): Promise<Uint8Array> {
  const input = await openInput(context.io, path, [{ run: 'key update --help' }]);
  try {
    return await readAll(input, LIMIT);
  } finally {
    await input.close();
  }
}

/** `key reset`: the bundle's certificate as it is. The stored copy may be a damaged one. */
export async function resetKey(context: Context): Promise<number> {
  const bundle = await openBundle(context);
  await pinnedCertificate(bundle, new Date());
  const revoked = await storedRevokes(bundle);
  const paths = await removeStored(bundle.manifest.key.fingerprint);
  const removed = paths[0] ?? null;
  if (removed && revoked) {
    context.say.warning('that copy held a revocation of the key, and encrypt uses the key again');
    context.say.info('key update takes the revocation over again, from the file that it came in');
  }
  if (context.json) await writeJson(context.io, { removed });
  else {
    const words = removed ? `removed ${paths.join(' and ')}` : 'there was nothing to remove';
    await writeOut(context.io, sentenceLines(words, context.terminal, context.names));
  }
  return EXIT.OK;
}

async function storedRevokes(bundle: Bundle): Promise<boolean> {
  let revoked = false;
  const tellUpdate = (_update: unknown, revokes: boolean) => {
    revoked = revokes;
  };
  await openCertificate({ ...bundle, tellUpdate }).catch(() => undefined);
  return revoked;
}
