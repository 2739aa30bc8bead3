import type { CommandDeclaration } from '../declared/declaration.js';
import { type Cause, EXIT_STATUSES } from '../declared/exit-statuses.js';
import type { CommandPath } from '../declared/index.js';
import { EXIT } from '../errors.js';

type ExitName = keyof typeof EXIT;

/** The statuses that a command can end with, in the order of their numbers, each with its causes; of the program, all. */
export function exitsOf(command: CommandDeclaration): { name: ExitName; causes: Cause[] }[] {
  return (Object.keys(EXIT) as ExitName[])
    .map((name) => ({ name, causes: EXIT_STATUSES[name].filter((cause) => meets(command, cause)) }))
    .filter(({ causes }) => causes.length > 0);
}

function meets({ path, options }: CommandDeclaration, { of }: Cause): boolean {
  if (path === '' || of === undefined) return true;
  if (of !== 'writers') return of.includes(path as CommandPath);
  return options.some(({ long }) => long === '--force') || path === 'bundle init';
}
