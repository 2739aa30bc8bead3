import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT } from '../errors.js';
import { writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { commandFor } from '../output/hints.js';
import { putOutput } from '../output/put-output.js';
import { recipientOf } from '../output/words/encrypt/report-recipient.js';
import { askSuccessor } from '../output/words/successor-words.js';
import { reportTemplate } from '../report/template.js';
import { bundleFiles, openBundle } from '../vendor/open.js';

/** `report`: the template, to be filled in. */
export async function report(
  context: Context,
  _args: ArgumentsOf<'report'>,
  options: OptionsOf<'report'>,
): Promise<number> {
  const bundle = await openBundle(context);
  const { name, successor } = bundle.manifest;
  if (successor) context.say.warning(`${askSuccessor(name, successor)}; details: codeship-sec contact`);
  const text = reportTemplate(recipientOf(bundle.manifest));
  if (options.output === undefined || options.output === '-') {
    await writeOut(context.io, text);
    return EXIT.OK;
  }
  const inputs = await bundleFiles(bundle);
  await putOutput(context, options.output, Buffer.from(text), { force: options.force === true, inputs });
  context.say.info('fill it in, then encrypt it:');
  context.say.next({ command: commandFor(context, 'encrypt', options.output) });
  return EXIT.OK;
}
