import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXIT } from '../errors.js';
import { writeOut } from '../files/write/stdout.js';
import type { Io } from '../io.js';

/** As wide as the terminal, within what can be read; 80 cells where there is none. */
export function helpWidth(io: Io): number {
  return Math.max(20, Math.min(100, io.stdout.isTTY ? (io.stdout.columns ?? 80) : 80));
}

/** The widths for which the build makes the help: those of files, pipes and most terminals. */
export const COMPILED_WIDTHS = [80, 100] as const;

/** Each command's help by its path (`key export`; of the program itself it is empty). */
export type CompiledHelp = Record<string, string>;

export const compiledHelpFile = (width: number) => `help-${width}.json`;

/** `help key export` and `--help key export` as `key export --help`: where there are options too, words.ts tells. */
function helpLast(argv: readonly string[]): string[] {
  const [first, ...rest] = argv.length > 0 ? argv : ['--help'];
  const asked = first === 'help' || (isHelp(first) && rest.length > 0);
  return asked ? [...rest, '--help'] : [first ?? '', ...rest];
}

const isHelp = (word: string | undefined) => word === '--help' || word === '-h';

/**
 * Prints the help that the build has made, where that is what is asked for and it has the right width: the parser need
 * not be loaded.
 *
 * @returns the exit status, or `undefined`
 */
export async function printCompiledHelp(argv: readonly string[], io: Io): Promise<number | undefined> {
  const words = helpLast(argv);
  if (!isHelp(words.at(-1))) return undefined;
  const help = readCompiledHelp(io)?.[words.slice(0, -1).join(' ')];
  if (help === undefined) return undefined;
  await writeOut(io, help);
  return EXIT.OK;
}

function readCompiledHelp(io: Io): CompiledHelp | undefined {
  try {
    const path = join(io.root, 'dist', 'compiled', compiledHelpFile(helpWidth(io)));
    return Object.assign(Object.create(null), JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined; // another width, or an installation that is not complete
  }
}
