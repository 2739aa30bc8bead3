import { createHash } from 'node:crypto';
import { speaksOfKeys } from '../bundle/facts-in-text.js';
import type { Bundle, KeyInFile } from '../bundle/model.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT, Failure } from '../errors.js';
import { checkStandardOutput } from '../files/write/destination.js';
import { writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { failureOf } from '../output/in-words.js';
import { warnOfLostOutput } from '../output/lost-output.js';
import { putOutput } from '../output/put-output.js';
import { checkWords } from '../output/words/encryption-choice.js';
import { possibleRevocationWords } from '../output/words/passed-over-words.js';
import { missingKeyWords } from '../output/words/vendor-key-failures.js';
import { keyBytes } from '../pgp/certificate/read/key-bytes.js';
import { armoredKey } from '../pgp/format/armored.js';
import { chooseEncryptionKey } from '../pgp/policy/encryption-key.js';
import { possibleRevokers } from '../pgp/policy/possible-revocation.js';
import { readAsset } from '../system/assets.js';
import { latestTime } from '../text/dates.js';
import { isDay } from '../text/instants.js';
import { bundleFiles, openBundle, openPage } from '../vendor/open.js';
import { openVerified } from '../vendor/open-keys.js';
import type { KeyShown } from '../web/facts-html.js';
import type { WebData, WebKey } from '../web/model.js';
import { webDocument } from '../web/page-document.js';

/** `web`: the page, the key and a form that encrypts, as one HTML file. */
export async function web(
  context: Context,
  _args: ArgumentsOf<'web'>,
  options: OptionsOf<'web'>,
): Promise<number> {
  if (options.date !== undefined) checkDate(options.date, new Date());
  const path = options.output === '-' ? undefined : options.output;
  if (options.output === undefined && context.terminal.interactive) throw onTerminal();
  const bundle = await openBundle(context);
  const inputs = await bundleFiles(bundle);
  if (path === undefined) checkStandardOutput(context.io, inputs);
  const bytes = Buffer.from(await documentOf(context, bundle, options.date));
  if (path === undefined) {
    warnOfLostOutput(context);
    await writeOut(context.io, bytes, 'bytes');
  } else {
    await putOutput(context, path, bytes, { force: options.force === true, inputs });
  }
  context.say.info(`its SHA-256: ${createHash('sha256').update(bytes).digest('hex')}`);
  context.say.info('publish that in another place than the file: the file cannot vouch for itself');
  return EXIT.OK;
}

async function documentOf(context: Context, bundle: Bundle, date: string | undefined): Promise<string> {
  const { manifest } = bundle;
  const now = new Date();
  const keys = await Promise.all(
    bundle.keys.map(async (key) => ({ key, shown: await shownOf(bundle, key, now) })),
  );
  for (const { shown } of keys) for (const doubt of doubtsOf(shown, now)) context.say.warning(doubt);
  const usable = keys.flatMap(({ key, shown }) =>
    key.pin.use.includes('encrypt') && 'facts' in shown ? [key] : [],
  );
  const missing = missingIn(bundle);
  if (bundle.keys.length === 0 && speaksOfKeys(bundle.pageSource))
    context.say.warning(`${missing}: nothing can be encrypted with the file`);
  const data: WebData = {
    manifest,
    date: date ?? manifest.page.date ?? null,
    keys: await Promise.all(usable.map((key) => dataOf(bundle, key))),
  };
  const script = readAsset(context.io.root, 'dist/web-script.js').toString('latin1');
  return webDocument({
    page: await openPage(bundle, context),
    data,
    keys: keys.map(({ shown }) => shown),
    missing,
    script,
  });
}

/** Why a page without a form has none. */
function missingIn(bundle: Bundle): string {
  const { name, keys } = bundle.manifest;
  return keys.some(({ use }) => use.includes('encrypt'))
    ? `${name}'s OpenPGP key cannot be used`
    : missingKeyWords(name, bundle, 'encrypt');
}

/** A key that this program cannot use leaves the page as it is. */
async function shownOf(bundle: Bundle, key: KeyInFile, now: Date): Promise<KeyShown> {
  const { pin } = key;
  try {
    const { key: verified, facts } = await openVerified(bundle, key, now);
    return { pin, facts, armored: armoredKey(verified) };
  } catch (error) {
    const failure = await failureOf(error);
    if (failure.code !== 'CERT_CANNOT_ENCRYPT') throw failure;
    return { pin, reason: failure.message };
  }
}

/** Why the page will not encrypt to a key, or will warn of it: the page finds out by itself whenever it is opened. */
function doubtsOf({ pin, ...one }: KeyShown, now: Date): string[] {
  if (!pin.use.includes('encrypt')) return [];
  if ('reason' in one)
    return [`the page shows the key ${pin.fingerprint}, and does not use it: ${one.reason}`];
  const choice = chooseEncryptionKey(one.facts, now);
  const words = checkWords(choice, now);
  if (choice.status !== 'usable' && choice.status !== 'expired')
    return [`the page does not encrypt to the key ${pin.fingerprint}: ${words}`];
  const told = possibleRevocationWords(possibleRevokers(one.facts));
  if (choice.status === 'expired') told.unshift(words);
  return told.map((doubt) => `the page tells its readers of this before they encrypt: ${doubt}`);
}

async function dataOf(bundle: Bundle, { pin, data }: KeyInFile): Promise<WebKey> {
  const { fingerprint, name = null } = pin;
  const update = await bundle.findUpdate?.(fingerprint);
  const copies = [keyBytes(data), ...(update?.copies ?? []).map((copy) => copy.data)];
  return { fingerprint, name, copies: copies.map((copy) => Buffer.from(copy).toString('base64')) };
}

/**
 * YYYY, YYYY-MM or YYYY-MM-DD, as `page.date` of a bundle, and not to come: the page counts its age from it.
 *
 * @throws Failure USAGE
 */
function checkDate(text: string, now: Date): void {
  const bad = (words: string, advice: string) => new Failure('USAGE', `${words}: ${text}`, [{ advice }]);
  const isDate = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(text) && isDay(text);
  if (!isDate) throw bad('--date is not a date', 'write it as YYYY-MM-DD, or YYYY-MM');
  if (new Date(text) > latestTime(now))
    throw bad(
      '--date has not come yet',
      'give the day on which the page was last checked, today at the latest',
    );
}

const onTerminal = () =>
  new Failure('USAGE', 'the file is meant for a browser, and standard output is a terminal', [
    { again: ['-o', 'security.html'] },
  ]);
