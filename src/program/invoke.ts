import type { CommandDeclaration } from '../declared/declaration.js';
import { attributeOf, COMMANDS, type CommandPath, helpLine, optionsOf } from '../declared/index.js';
import type { GlobalOptions } from '../declared/values.js';
import { Failure } from '../errors.js';
import type { Io } from '../io.js';
import { type Context, createContext } from '../output/context.js';
import { typedIn } from './argv/again.js';
import type { Reading } from './argv/read-argv.js';
import { RUNNERS } from './commands.js';

/** A command line as it was parsed. */
export interface Parsed {
  path: CommandPath;
  /** One for each argument that is declared: a word, the words of a `...`, or nothing. */
  args: unknown[];
  options: Record<string, unknown>;
}

/** What parsing gives is what is declared, and so are the types of a command: this is where they meet. */
type AnyRun = (context: Context, args: unknown[], options: unknown) => Promise<number>;

/**
 * Runs a command.
 *
 * @returns the exit status
 * @throws Failure USAGE, and whatever the command throws
 */
export async function invoke({ path, args, options }: Parsed, reading: Reading, io: Io): Promise<number> {
  const values = isStandardOutput(options.output) ? { ...options, output: '-' } : options;
  const context = createContext(io, values as GlobalOptions, typedIn(reading));
  const command = COMMANDS.find((one) => one.path === path) as CommandDeclaration;
  if (context.json && !command.json) throw noJson(command);
  refuseEmptyValues(command, values);
  const run = (await RUNNERS[path]()) as AnyRun;
  return run(context, args, values);
}

/**
 * By these names it is a file like any other where it was sent to one: it would be found to exist, or replaced under
 * the shell's hands.
 */
function isStandardOutput(path: unknown): boolean {
  return process.platform !== 'win32' && /^\/(dev\/stdout|dev\/fd\/1|proc\/self\/fd\/1)$/.test(String(path));
}

/** `--bundle "$UNSET"` is a slip, and no option of ours has a use for an empty value. */
function refuseEmptyValues(command: CommandDeclaration, options: Parsed['options']): void {
  if (!Object.values(options).includes('')) return;
  const empty = optionsOf(command).find((option) => options[attributeOf(option)] === '');
  if (!empty) return;
  throw new Failure('USAGE', `the option ${empty.long} has an empty value`, [{ run: helpLine(command) }]);
}

/** `--json` before the command's name is taken by the program, and would be ignored. */
function noJson(command: CommandDeclaration): Failure {
  return new Failure('USAGE', `${command.path} has no JSON result`, [{ run: helpLine(command) }]);
}
