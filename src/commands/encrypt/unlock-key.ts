import { constants } from 'node:fs';
import { Failure, Refusal } from '../../errors.js';
import type { Context } from '../../output/context.js';
import { inWords } from '../../output/in-words.js';
import { startWriting } from '../../output/interruption.js';
import type { Signer, SigningKey } from '../../pgp/encrypt/signer.js';
import { closeToOthers } from '../../text/system-commands.js';
import { inFile, nameAnother, readKeyFile } from './key-file.js';

/**
 * Unlocks a key with the pass phrase in a file, or asks for it.
 *
 * @throws Failure KEY_IS_PROTECTED, KEY_CANNOT_SIGN, BAD_DATA, MISSING_INPUT
 */
export async function unlockWith(
  context: Context,
  key: SigningKey,
  passphraseFile: string | undefined,
  now: Date,
): Promise<Signer> {
  if (passphraseFile === undefined) return askAndUnlock(context, key, now);
  const { unlock } = await import('../../pgp/encrypt/signer.js');
  const passphrase = await readPassphrase(context, passphraseFile);
  const signer = await inFile(passphraseFile, [nameAnother('--passphrase-file')], () =>
    unlock(key, passphrase, now),
  );
  await warnOfReaders(context, passphraseFile);
  return signer;
}

const TRIES = 3;

async function askAndUnlock(context: Context, key: SigningKey, now: Date): Promise<Signer> {
  const { askPassphrase } = await import('../../output/terminal/ask-passphrase.js');
  const { unlock } = await import('../../pgp/encrypt/signer.js');
  const name = key.facts.userIDs[0] ?? key.facts.primary.fingerprint;
  for (let left = TRIES; ; left--) {
    const again = left < TRIES ? 'that was not it; ' : '';
    const writing = startWriting(context); // the message is what the question is asked for
    const passphrase = await askPassphrase(`${again}pass phrase of ${name}`)
      .catch((error) => {
        throw withFile(error);
      })
      .finally(writing.over);
    try {
      return await unlock(key, passphrase, now);
    } catch (error) {
      if (left > 1 && error instanceof Refusal && error.code === 'KEY_IS_PROTECTED') continue;
      throw withFile(await inWords(error));
    }
  }
}

/** Where asking led to nothing, a file may hold the pass phrase. */
function withFile(error: unknown): unknown {
  if (!(error instanceof Failure) || error.code !== 'KEY_IS_PROTECTED') return error;
  const next = [
    { advice: 'a file that only you can read may hold the pass phrase: name it with --passphrase-file' },
  ];
  return new Failure(error.code, error.message, next, { cause: error });
}

/** Whoever reads the file has the pass phrase. (Windows tells of that in another way, and by default nobody else may.) */
async function warnOfReaders({ say }: Context, path: string): Promise<void> {
  const { stat } = await import('node:fs/promises');
  const found = await stat(path).catch(() => undefined);
  if (process.platform === 'win32' || !found?.isFile() || (found.mode & OTHERS_READ) === 0) return;
  say.warning(`others can read ${path}, which holds the pass phrase`);
  say.next({ command: closeToOthers(path) });
}

const OTHERS_READ = constants.S_IRGRP | constants.S_IROTH;

/** The file's text; one final newline is not a part of the pass phrase. */
async function readPassphrase(context: Context, path: string): Promise<string> {
  const data = await inFile(path, [nameAnother('--passphrase-file')], () => readKeyFile(context, path));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(data).replace(/\r?\n$/, '');
  } catch (error) {
    throw new Failure(
      'BAD_DATA',
      `${path}: the pass phrase is not UTF-8 text`,
      [{ advice: 'save it as UTF-8 text' }, nameAnother('--passphrase-file')],
      { cause: error },
    );
  }
}
