import { BrokenPipe, EXIT, Failure, systemCode } from './errors.js';
import { ANOTHER_OUTPUT, writeJson } from './files/write/stdout.js';
import type { Io } from './io.js';
import { type Context, createContext } from './output/context.js';
import { nextJson, nextLine } from './output/hints.js';
import { inWords } from './output/in-words.js';
import { typedIn } from './program/argv/again.js';
import { globalsIn } from './program/argv/globals.js';
import { type Reading, readArgv } from './program/argv/read-argv.js';
import { runDirect } from './program/direct.js';
import { systemWords } from './text/system-words.js';

/**
 * Runs the program once. The one catch: whatever happens becomes an exit status and, where a person or a script can use
 * it, words.
 *
 * @param argv the arguments after the program's name
 * @returns the exit status (errors.ts has them all)
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
  const reading = readArgv(argv);
  try {
    return (await runDirect(reading, io)) ?? (await parseAndRun(reading, io));
  } catch (error) {
    return await report(await inWords(error), createContext(io, globalsIn(reading), typedIn(reading)));
  }
}

async function parseAndRun(reading: Reading, io: Io): Promise<number> {
  const { runProgram } = await import('./program/run.js');
  return runProgram(reading, io);
}

async function report(error: unknown, context: Context): Promise<number> {
  const { io, say } = context;
  if (error instanceof BrokenPipe && !error.bytes) return EXIT.OK;
  const failure = asFailure(error);
  const { code, status, message, partial } = failure;
  const nextOf = (one: Failure) => one.next.map((next) => nextLine(context, next));
  const next = nextOf(failure);
  say.failure({ message, next });
  if (io.env.CODESHIP_SEC_DEBUG === '1') io.stderr.write(`${trace(error)}\n`);
  if (context.json) {
    try {
      await writeJson(io, { error: { code, exit: status, message, ...nextJson(next), partial } });
    } catch (lost) {
      // a reader that has gone away has the status; on a full disk the document itself is lost
      if (!(lost instanceof Failure)) return status;
      if (!sameFault(lost, failure)) say.failure({ message: lost.message, next: nextOf(lost) });
      return lost.status;
    }
  }
  return status;
}

/** A result that could not be written has been spoken of when its error cannot be written either. */
function sameFault(one: Failure, other: Failure): boolean {
  return one.code === other.code && one.message === other.message;
}

function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (error instanceof BrokenPipe) {
    return new Failure('IO_ERROR', 'standard output was closed before all bytes were written', [
      ANOTHER_OUTPUT,
    ]);
  }
  // where the program loads its own parts, nothing else looks for these
  if (['EMFILE', 'ENFILE'].includes(systemCode(error) ?? '')) {
    return new Failure('IO_ERROR', `a file of the program cannot be opened: ${systemWords(error)}`, [], {
      cause: error,
    });
  }
  return new Failure('INTERNAL', `this is a fault of the program: ${systemWords(error).split('\n')[0]}`, [
    { advice: 'run it again with CODESHIP_SEC_DEBUG=1 in the environment and report what it prints' },
  ]);
}

function trace(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause ? `${error.stack}\ncaused by: ${trace(error.cause)}` : String(error.stack);
}
