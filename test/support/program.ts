import type { Command } from 'commander';
import { buildProgram } from '../../src/program/run.js';

/** A command of the program: its path (`['key', 'export']`; the program itself is `[]`) and its declaration. */
export interface Verb {
  path: string[];
  command: Command;
}

const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: {}, root: '' };

/** The program's declarations, from the source: nothing in them runs. */
function declarations(): Command {
  return buildProgram({ io, status: 0 });
}

/** Every command, the program itself first. */
export function allVerbs(command: Command = declarations(), path: string[] = []): Verb[] {
  const below = command.commands.flatMap((child) => allVerbs(child, [...path, child.name()]));
  return [{ path, command }, ...below];
}

/**
 * What commander has against a command line, or `undefined` where it takes it. Commands are not run.
 *
 * @param line from `codeship-sec` on, as a shell reads it: `codeship-sec key export -o 'my file'`
 */
export function usageError(line: string): string | undefined {
  const [name, ...args] = shellWords(line);
  if (name !== 'codeship-sec') return `not a command of ours: ${line}`;
  const program = declarations();
  const quiet = { writeOut: () => undefined, writeErr: () => undefined };
  for (const { command } of allVerbs(program)) {
    command.exitOverride().configureOutput(quiet);
    if (command.parent) command.action(() => undefined);
  }
  try {
    program.parse(args, { from: 'user' });
    return undefined;
  } catch (error) {
    const { exitCode, message } = error as { exitCode: number; message: string };
    return exitCode === 0 ? undefined : message;
  }
}

/** Words of a command line with single quotes and backslashes; what follows a pipe, `&&` or `>` is no word. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(/(?:'[^']*'|\\.|[^\s'\\])+/g)) {
    if (['|', '&&', ';', '||', '<', '>'].includes(word)) break;
    words.push(word.replace(/'([^']*)'|\\(.)/g, (_all, quoted, escaped) => quoted ?? escaped));
  }
  return words;
}
