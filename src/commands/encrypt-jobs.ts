import { resolve } from 'node:path';
import type { Context } from '../context.js';
import { Failure } from '../errors.js';
import { checkInput } from '../input.js';
import { checkOutput, type FileIdentity, type FileSink, openOutput } from '../output/files.js';
import { writeOut } from '../output/stdout.js';

/** One input and where its message goes. `null`: standard input, standard output. */
export interface Job {
  input: string | null;
  output: string | null;
  /** All files that are read: no output may be one of them. */
  inputs: readonly FileIdentity[];
}

export interface JobOptions {
  output?: string;
  binary?: boolean;
  force?: boolean;
}

/**
 * What is to be written where, with all that can be checked before the first byte.
 *
 * @throws Failure USAGE, MISSING_INPUT, OUTPUT_EXISTS, IO_ERROR
 */
export async function planJobs(
  context: Context,
  files: readonly string[],
  options: JobOptions,
): Promise<Job[]> {
  const pairs = pair(files, options);
  checkStreams(context, pairs, options);
  const inputs: FileIdentity[] = [];
  for (const { input } of pairs) if (input !== null) inputs.push(await checkInput(input));
  for (const { output } of pairs) {
    if (output !== null) await checkOutput(output, { force: options.force === true, inputs });
  }
  return pairs.map((one) => ({ ...one, inputs }));
}

type Pair = Pick<Job, 'input' | 'output'>;

function pair(files: readonly string[], { output, binary }: JobOptions): Pair[] {
  const inputs = files.length === 0 ? ['-'] : files;
  if (inputs.length > 1) {
    if (output !== undefined) {
      throw new Failure('USAGE', 'one output cannot hold several messages', [
        'without -o each FILE gets its own output',
        `or pack them first: tar -czf report.tar.gz ${inputs.join(' ')}`,
      ]);
    }
    if (inputs.includes('-')) throw new Failure('USAGE', 'standard input (-) stands alone');
  }
  const extension = binary ? '.gpg' : '.asc';
  const pairs = inputs.map((input) => ({
    input: input === '-' ? null : input,
    output: target(input, output, extension),
  }));
  const twice = pairs.find((one, at) => pairs.some((other, index) => index < at && same(one, other)));
  if (twice) throw new Failure('USAGE', `${twice.input} is named twice`);
  return pairs;
}

function target(input: string, output: string | undefined, extension: string): string | null {
  if (output !== undefined) return output === '-' ? null : output;
  if (input === '-') return null;
  if (/^\/(dev|proc)\//.test(resolve(input))) {
    throw new Failure('USAGE', `${input} is no file that an output could be named after`, [
      `codeship-sec encrypt ${input} -o FILE`,
    ]);
  }
  return input + extension;
}

const same = (a: Pair, b: Pair) =>
  a.input !== null && b.input !== null && resolve(a.input) === resolve(b.input);

function checkStreams({ terminal, json, say }: Context, [first]: readonly Pair[], options: JobOptions): void {
  if (first?.output === null && json) {
    throw new Failure('USAGE', '--json and a message on standard output contradict each other', [
      'name a file with -o',
    ]);
  }
  if (first?.output === null && options.binary && terminal.interactive && options.output !== '-') {
    throw new Failure('USAGE', 'binary output is not written to a terminal', [
      'codeship-sec encrypt --binary -o FILE',
      'codeship-sec encrypt',
    ]);
  }
  if (first?.input === null && terminal.stdinInteractive) {
    say.info(
      process.platform === 'win32'
        ? 'type the report, then Ctrl-Z and Enter'
        : 'type the report, then Ctrl-D on a line of its own',
    );
  }
}

/** Where the message of a job is written to. */
export async function openSink(context: Context, { output, inputs }: Job, force: boolean): Promise<FileSink> {
  if (output !== null) return openOutput(output, { force, inputs });
  return {
    write: (chunk) => writeOut(context.io, chunk, 'bytes'),
    commit: async () => undefined,
    abort: async () => undefined,
  };
}
