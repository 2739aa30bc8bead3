import type { Bundle } from '../../bundle/model.js';
import { EXIT, Failure, type FailureCode } from '../../errors.js';
import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { hintWords } from '../../output/hints.js';
import { renderFields } from '../../output/layout/fields.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { checkWords, keyFields } from '../../output/words/key.js';
import type { CertificateFacts } from '../../pgp/certificate/facts.js';
import { judge, type Usability } from '../../pgp/certificate/policy.js';
import { bundleFiles, openBundle, openCertificate, openFacts } from '../../vendor/open.js';

/** `key`: the certificate's facts. */
export async function showKey(context: Context): Promise<number> {
  const { bundle, facts, usability, updated, now } = await look(context);
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
  await writeOut(context.io, await renderFields(fields, context.terminal));
  return EXIT.OK;
}

async function look(context: Context) {
  const bundle = await openBundle(context);
  const facts = await openFacts(bundle);
  const now = new Date();
  const updated = (await bundle.findUpdate?.())?.date;
  return { bundle, facts, usability: judge(facts, now), updated, now };
}

function keyJson(bundle: Bundle, facts: CertificateFacts, usability: Usability, updated: Date | undefined) {
  const { primary, subkeys, userIDs } = facts;
  return {
    userIDs,
    ...primary,
    subkeys,
    encryption: encryptionJson(usability),
    pin: {
      fingerprint: bundle.manifest.key.fingerprint,
      matches: true,
      source: bundle.bundled ? 'program' : 'bundle',
    },
    updated: updated?.toISOString() ?? null,
    url: bundle.manifest.key.url ?? null,
    notices: bundle.manifest.notices,
  };
}

function encryptionJson(usability: Usability) {
  const possible = usability.status === 'usable' || usability.status === 'expired';
  return { status: usability.status, possible, fingerprint: possible ? usability.key.fingerprint : null };
}

/** `key fingerprint`: the hex digits and nothing else. */
export async function showFingerprint(context: Context): Promise<number> {
  const { facts } = await look(context);
  const { fingerprint } = facts.primary;
  await (context.json ? writeJson(context.io, { fingerprint }) : writeOut(context.io, `${fingerprint}\n`));
  return EXIT.OK;
}

/** What a failure is to `key check`: a result, not an error. */
const CHECKED: Partial<Record<FailureCode, 'pin-mismatch' | 'no-encryption-key'>> = {
  PRIMARY_KEY_BAD: 'pin-mismatch',
  CERT_CANNOT_ENCRYPT: 'no-encryption-key',
};

/** `key check`: 0 when usable without reservation. */
export async function checkKey(context: Context): Promise<number> {
  const result = await look(context).then(
    ({ usability, now }) => ({ status: usability.status, words: checkWords(usability, now), hints: [] }),
    (error: unknown) => {
      const status = error instanceof Failure ? CHECKED[error.code] : undefined;
      if (!(error instanceof Failure) || !status) throw error;
      return { status, words: error.message, hints: error.hints };
    },
  );
  const exit =
    result.status === 'usable'
      ? EXIT.OK
      : result.status === 'pin-mismatch'
        ? EXIT.PRIMARY_KEY_BAD
        : EXIT.CERT_CANNOT_ENCRYPT;
  if (context.json) await writeJson(context.io, { status: result.status, exit, reason: result.words });
  else await writeOut(context.io, sentenceLines(`${result.status}: ${result.words}`, context.terminal));
  for (const hint of result.hints) context.say.hint(hintWords(context, hint, context.given));
  return exit;
}

export interface ExportOptions {
  binary?: boolean;
  output?: string;
  force?: boolean;
}

/** `key export`: the certificate, armored or binary. */
export async function exportKey(context: Context, _args: unknown, options: ExportOptions): Promise<number> {
  const bundle = await openBundle(context);
  const { binaryOnTerminal, checkStandardOutput, isTerminal } = await import(
    '../../files/write/destination.js'
  );
  const path = options.output === '-' ? undefined : options.output;
  const inputs = await bundleFiles(bundle);
  if (path === undefined) checkStandardOutput(context.io, inputs);
  const { key } = await openCertificate(bundle);
  const seen = path === undefined ? context.terminal.interactive : await isTerminal(path);
  if (options.binary && options.output !== '-' && seen) throw binaryOnTerminal([{ run: 'key export' }]);
  const bytes = options.binary ? key.write() : Buffer.from(key.armor().replace(/\r\n/g, '\n'));
  if (path === undefined) {
    await writeOut(context.io, bytes, 'bytes');
    return EXIT.OK;
  }
  const { openOutput } = await import('../../files/write/atomic-file.js');
  const sink = await openOutput(path, { force: options.force === true, inputs });
  await sink.write(bytes).catch(async (error) => {
    await sink.abort();
    throw error;
  });
  await sink.commit();
  context.say.info(`wrote ${path} (${bytes.length} bytes)`);
  return EXIT.OK;
}
