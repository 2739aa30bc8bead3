import type { Io } from '../io.js';
import { createContext } from '../output/context.js';
import type { Arguments, Declaration } from './declared/declaration.js';
import { DECLARATIONS, nameOf } from './declared/index.js';

/** A command line of words alone, as commander would read it. */
export interface Direct {
  declaration: Declaration;
  args: Arguments;
}

/**
 * Runs a command line that is made of words alone and fits the command that it names. It needs no parser, and to load
 * commander and to declare what it shall parse takes a tenth of bare Node.js's start-up time.
 *
 * @returns the exit status, or `undefined` where there is something to parse or to refuse
 * @throws whatever the command throws
 */
export async function runDirect(argv: readonly string[], io: Io): Promise<number | undefined> {
  const direct = readDirect(argv);
  if (!direct) return undefined;
  const { declaration, args } = direct;
  const run = await declaration.load();
  return run(createContext(io, {}), args, { ...declaration.defaults });
}

/** What of a command line needs no parser: see `runDirect`. */
export function readDirect(argv: readonly string[]): Direct | undefined {
  if (argv.some((word) => word.startsWith('-') && word !== '-')) return undefined;
  let declaration: Declaration | undefined;
  let below: readonly Declaration[] | undefined = DECLARATIONS;
  let at = 0;
  for (; below; below = declaration.commands, at++) {
    const found: Declaration | undefined = below.find((one) => nameOf(one) === argv[at]);
    if (!found) break;
    declaration = found;
  }
  if (!declaration || declaration.argument) return undefined;
  const args = argumentsOf(declaration, argv.slice(at));
  return args && { declaration, args };
}

/** Words as the arguments in a usage take them: `<one>`, `[one]`, `<some...>`, `[some...]`. */
function argumentsOf({ usage }: Declaration, words: readonly string[]): Arguments | undefined {
  const args: Arguments = [];
  let at = 0;
  for (const parameter of usage.split(' ').slice(1)) {
    if (parameter.startsWith('<') && at >= words.length) return undefined;
    const many = /\.\.\.[>\]]$/.test(parameter);
    args.push(many ? words.slice(at) : words[at]);
    at = many ? words.length : at + 1;
  }
  return at < words.length ? undefined : args;
}
