import { writeJson, writeOut } from '../../files/write/stdout.js';
import type { Context } from '../../output/context.js';
import { commandFor } from '../../output/hints.js';
import { fenced } from '../../output/layout/fence.js';
import { type Field, renderFields } from '../../output/layout/fields.js';
import { paint } from '../../output/layout/paint.js';
import { sentenceLines } from '../../output/terminal/message-lines.js';
import { type Advised, adviceFor } from '../../output/words/verify/advice.js';
import { type About, answerWords, type VendorWords } from '../../output/words/verify/answer-words.js';
import { detailFields } from '../../output/words/verify/detail-fields.js';
import type { WhatToDo } from '../../output/words/verify/repair-advice.js';
import { verifyCommand } from '../../output/words/verify/verify-command.js';
import { type OutputFile, verifyJson } from '../../output/words/verify/verify-json.js';
import { warningWords } from '../../output/words/verify/warning-words.js';
import type { WarningCode } from '../../pgp/verify/verification.js';
import { isComplete, isTextRepaired } from '../../pgp/verify/wholeness.js';
import { isTextShownEscaped } from '../../text/sanitize.js';
import { sizeWords } from '../../text/sizes.js';
import type { Examined, VerifyCommandOptions } from './session.js';
import { signedText } from './signed-text.js';

/** All that is said of a result. */
interface Conclusion extends WhatToDo {
  answer: string;
  /** To be fenced. */
  text: string | undefined;
  fields: readonly Field[];
  output: OutputFile | null;
}

/**
 * Content goes out after the verdict is known; before it is printed where a failure would spoil the result. Where it
 * was to go to standard output, the words never do: what reads there would take them for content.
 */
export async function conclude(
  context: Context,
  examined: Examined,
  vendor: VendorWords,
  options: VerifyCommandOptions,
): Promise<void> {
  const { result, sink, files } = examined;
  const good = result.verdict === 'good';
  const toStdout = options.output === '-';
  if (!good) await sink?.abort();
  else if (!toStdout) await sink?.commit();
  const conclusion = await conclusionOf(context, examined, vendor, options);
  if (context.json) {
    sayWarnings(context, examined);
    await writeJson(context.io, verifyJson(result, { ...conclusion, files }));
  } else if (toStdout) sayAll(context, examined, conclusion);
  else await printAll(context, examined, conclusion);
  const { output, hints } = conclusion;
  if (output) context.say.info(`wrote ${output.path} (${sizeWords(output.bytes)})`);
  else if (options.output !== undefined && !good) {
    context.say.info(`nothing was written to ${toWords(options.output)}`);
  }
  for (const command of hints) context.say.next({ command });
  if (toStdout && good) await sink?.commit();
}

const toWords = (output: string) => (output === '-' ? 'standard output' : output);

async function conclusionOf(
  context: Context,
  examined: Examined,
  vendor: VendorWords,
  options: VerifyCommandOptions,
): Promise<Conclusion> {
  const { result, file, files } = examined;
  const about = { vendor, file, question: options.addressed ? 'addressed' : 'genuine' } satisfies About;
  const { text, became } = await textFor(context, examined, options);
  const command = verifyCommand(context.bundleDir);
  const contact = commandFor(context, 'contact');
  const exportKey = (name: string) => commandFor(context, `key export --output ${name}`);
  const advice = adviceFor(result, { ...about, files, text: became, command, contact, exportKey });
  return {
    answer: answerWords(result, about),
    text,
    fields: detailFields(result, about, {
      files,
      wrapped: isWrapped(context) && options.output !== '-',
      escaped: text !== undefined && isTextShownEscaped(text),
    }),
    output: outputOf(examined, options),
    next: advice.next,
    hints: [...examined.hints, ...advice.hints],
  };
}

/** The signed text is shown on a terminal, unless it is long and all of the file: then nothing else can be meant. */
async function textFor(
  { terminal, json, again }: Context,
  { result }: Examined,
  { output }: VerifyCommandOptions,
): Promise<{ text: string | undefined; became: Advised['text'] }> {
  const signed = await signedText(result);
  const whole = isComplete(result) && !isTextRepaired(result);
  const shown = terminal.interactive && !json && output !== '-' && signed && (signed.short || !whole);
  if (shown) return { text: signed.text, became: 'shown' };
  if (output !== undefined) return { text: undefined, became: 'handed-out' };
  const command = again(
    ['--output', signed || !terminal.interactive ? '-' : 'signed-content'],
    ['--json', '--format'],
  );
  return { text: undefined, became: { command } };
}

/** What is read aloud, or goes into a file, is not broken into lines. */
const isWrapped = ({ terminal }: Context) => terminal.interactive && !terminal.accessible;

/** The file that was written; content on standard output is nobody's file. */
function outputOf({ sink, result, bytes }: Examined, { output }: VerifyCommandOptions): OutputFile | null {
  const written = sink !== undefined && result.verdict === 'good';
  return written && output !== undefined && output !== '-' ? { path: output, bytes } : null;
}

/** Of a genuine mail, its own fields are named where it says what to do. */
const saidOf = ({ result }: Examined): WarningCode | undefined =>
  result.verdict === 'good' ? 'outer-headers' : undefined;

/** @param said what stands in the result already */
function sayWarnings({ say }: Context, { result }: Examined, said?: WarningCode): void {
  for (const warning of result.warnings) {
    if (warning.code !== said) say.warning(warningWords(warning));
  }
}

function sayAll(context: Context, examined: Examined, { answer, fields, next }: Conclusion): void {
  context.say.info(answer);
  for (const [label, value] of fields) {
    for (const text of [value].flat()) context.say.info(`${label.toLowerCase()}: ${text}`);
  }
  sayWarnings(context, examined, saidOf(examined));
  context.say.info(`what to do: ${next}`);
}

/** The answer comes first and what to do last, also on a terminal, where warnings stand between them. */
async function printAll(context: Context, examined: Examined, conclusion: Conclusion): Promise<void> {
  const { io, terminal } = context;
  const { answer, text, fields, next } = conclusion;
  const { color, unicode } = terminal;
  // a terminal that does not know its width says 0
  const columns = terminal.columns || 80;
  const bold = (lines: string) =>
    lines.replace(/^.+$/gm, (line) => paint([[line, '1']], { color, hyperlinks: false }));
  const fence = text === undefined ? '' : `\n${await fenced(text, { columns, unicode, color })}\n`;
  const details = fields.length === 0 ? '' : await renderFields(fields, terminal, context.names);
  await writeOut(io, bold(sentenceLines(answer, terminal, context.names)) + fence + details);
  sayWarnings(context, examined, saidOf(examined));
  await writeOut(io, sentenceLines(`What to do: ${next}`, terminal, context.names));
}
