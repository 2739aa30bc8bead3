import type { CommandDeclaration } from '../declared/declaration.js';
import { COMMANDS, shownOptions } from '../declared/index.js';
import { FORCE_OPTION } from '../declared/output.js';
import { nearestOf } from '../text/edit-distance.js';
import { type CommandHint, isTaken } from './alias-answers.js';

/** What somebody may have meant by an option that a command does not have. */
interface OptionGuess {
  /** The end of the error's sentence. */
  says: string;
  /** The command line with that option, where it is well so. */
  hint?: CommandHint;
}

/**
 * Who types an option of another command has not mistyped one of this, and a mistyped one may be another's too.
 *
 * @param typed without a value that is joined to it
 */
export function guessOption(
  argv: readonly string[],
  command: CommandDeclaration,
  typed: string,
): OptionGuess | undefined {
  const elsewhere = takersOf(typed);
  if (elsewhere) return { says: `: it belongs to ${elsewhere}` };
  if (!typed.startsWith('--')) return undefined;
  const shown = shownOptions(command).map(({ long }): string => long);
  const near = nearest(typed, shown);
  if (near === undefined) return undefined;
  // one that is not shown too: `--format json` of each command with JSON
  const hint = corrected(argv, typed, near);
  if (hint) return { says: '', hint };
  return { says: `, perhaps ${near}${shown.includes(near) ? '' : `: it belongs to ${takersOf(near)}`}` };
}

/** The commands whose own option it is, as help names them. */
function takersOf(name: string): string | undefined {
  const takers = COMMANDS.filter(({ options }) => options.some(({ long }) => long === name));
  return takers.length > 0 ? takers.map(({ path }) => path).join(', ') : undefined;
}

/**
 * The one option of this command that starts so; else the one of the fewest edits, if it is of this command; else the
 * one of another command that starts so; else that of the fewest edits.
 */
function nearest(typed: string, own: readonly string[]): string | undefined {
  const all = inOrder(own);
  const near = nearestOf(typed, all);
  const starting = typed.length > 2 ? all.filter((name) => name.startsWith(typed)) : [];
  const isOwn = (name: string | undefined) => name !== undefined && own.includes(name);
  if (starting.length === 0 || (isOwn(near) && !starting.some(isOwn))) return near;
  const ours = starting.filter((name) => isOwn(name) && name !== FORCE_OPTION.long);
  const [one, ...others] = ours.length > 0 ? ours : starting;
  return others.length === 0 ? one : undefined;
}

/** Of names that are equally near the first is taken: one of this command, and last what may cost a file. */
function inOrder(own: readonly string[]): string[] {
  const all = new Set([...own, ...COMMANDS.flatMap(({ options }) => options.map(({ long }) => long))]);
  all.delete(FORCE_OPTION.long);
  return [...all, FORCE_OPTION.long];
}

/** The command line as it was typed, with one option put right. */
function corrected(argv: readonly string[], typed: string, near: string): CommandHint | undefined {
  const at = argv.findIndex((argument) => argument === typed || argument.startsWith(`${typed}=`));
  if (at < 0) return undefined;
  const run = argv.with(at, near + (argv[at]?.slice(typed.length) ?? ''));
  return isTaken(run) ? { run } : undefined;
}
