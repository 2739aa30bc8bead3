import type { KeyInFile } from '../../bundle/model.js';
import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT } from '../../errors.js';
import { binaryOnTerminal, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { warnOfLostOutput } from '../../output/lost-output.js';
import { putOutput } from '../../output/put-output.js';
import { leftOutWords } from '../../output/words/key-words.js';
import { passedOverWords } from '../../output/words/passed-over-words.js';
import type { Certificate } from '../../pgp/certificate/index.js';
import { armoredKey, armoredPackets } from '../../pgp/format/armored.js';
import { nothingVerified } from '../../pgp/policy/key-kinds.js';
import { bundleFiles, openBundle } from '../../vendor/open.js';
import { keysFor, openCertificate, openEach } from '../../vendor/open-keys.js';

/**
 * A certificate in one of its two forms. For a key of an unsupported kind these are the bundle's own bytes: other
 * programs know that kind, and check the key themselves.
 */
async function formOf(
  { say }: Context,
  { pin, data }: KeyInFile,
  { key, facts }: Certificate,
  { binary, alone }: { binary: boolean; alone: boolean },
): Promise<Uint8Array> {
  const which = alone ? 'this certificate' : `the certificate ${pin.fingerprint}`;
  // what does not verify is no part of the certificate; of what is only not known here, another program may know more
  const unknown = facts.passedOver.filter(({ what, why }) => why === 'unsupported' && what !== 'signature');
  const of = alone ? '' : ` of ${pin.fingerprint}`;
  for (const part of unknown) say.warning(`not exported${of}: ${passedOverWords(part)}`);
  if (!nothingVerified(facts)) return binary ? key.write() : Buffer.from(armoredKey(key));
  say.warning(
    `nothing of ${which} but its fingerprint is checked here, for its key is of an unsupported kind`,
  );
  const { pinnedPackets } = await import('../../pgp/certificate/read/components.js');
  const packets = pinnedPackets(data, pin.fingerprint);
  return binary ? packets : Buffer.from(await armoredPackets(packets));
}

/** `key export`: the certificates, armored one by one, or binary. */
export async function exportKey(
  context: Context,
  _args: ArgumentsOf<'key export'>,
  options: OptionsOf<'key export'>,
): Promise<number> {
  const bundle = await openBundle(context);
  const { checkStandardOutput, isTerminal } = await import('../../files/write/destination.js');
  const path = options.output === '-' ? undefined : options.output;
  const inputs = await bundleFiles(bundle);
  if (path === undefined) checkStandardOutput(context.io, inputs);
  const keys = keysFor(bundle);
  const opened = await openEach(keys, async (key) => ({
    key,
    certificate: await openCertificate(bundle, key),
  }));
  const seen = path === undefined ? context.terminal.interactive : await isTerminal(path);
  if (options.binary && options.output !== '-' && seen) throw binaryOnTerminal([{ run: 'key export' }]);
  const form = { binary: options.binary === true, alone: keys.length === 1 };
  const parts: Uint8Array[] = [];
  for (const one of opened) {
    if ('failure' in one) context.say.warning(leftOutWords(one.pin, one.failure.message));
    else parts.push(await formOf(context, one.key, one.certificate, form));
  }
  const bytes = Buffer.concat(parts);
  if (path === undefined) {
    warnOfLostOutput(context);
    await writeOut(context.io, bytes, 'bytes');
    return EXIT.OK;
  }
  await putOutput(context, path, bytes, { force: options.force === true, inputs });
  return EXIT.OK;
}
