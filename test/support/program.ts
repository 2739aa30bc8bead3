import { CommanderError } from 'commander';
import { type AnyCommand, COMMANDS } from '../../src/declared/index.js';
import { PROGRAM } from '../../src/declared/program.js';
import { declareProgram } from '../../src/program/declare.js';

/** A command of the program: its path as words (`['key', 'export']`; the program itself is `[]`) and its declaration. */
export interface Verb {
  path: string[];
  command: AnyCommand;
}

/** Every command, the program itself first. */
export function allVerbs(): Verb[] {
  return [PROGRAM, ...COMMANDS].map((command) => ({
    path: command.path.split(' ').filter(Boolean),
    command,
  }));
}

/**
 * What commander has against a command line, or `undefined` where it takes it. Commands are not run.
 *
 * @param line from `codeship-sec` on, as a shell reads it: `codeship-sec key export -o 'my file'`
 */
export function usageError(line: string): string | undefined {
  const [name, ...args] = shellWords(line);
  if (name !== 'codeship-sec') return `not a command of ours: ${line}`;
  try {
    declareProgram(() => undefined).parse(args, { from: 'user' });
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    return error instanceof CommanderError && error.exitCode === 0 ? undefined : message;
  }
}

/**
 * Words of a command line with single quotes, backslashes and `"$(printf '…')"`, line feeds behind it; what follows a
 * pipe, `&&` or `>` is no word.
 */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  for (const [word] of line.matchAll(
    /(?:"\$\(printf '[^']*'\)(?:\$\{IFS#\?\?\})*"|'[^']*'|\\.|[^\s'\\])+/g,
  )) {
    if (['|', '&&', ';', '||', '<', '>'].includes(word)) break;
    const pieces = /"\$\(printf '([^']*)'\)((?:\$\{IFS#\?\?\})*)"|'([^']*)'|\\(.)/g;
    words.push(
      word.replace(pieces, (_all, printed, feeds, quoted, escaped) =>
        printed === undefined
          ? (quoted ?? escaped)
          : asPrintf(printed) + '\n'.repeat(feeds.length / LINE_FEED.length),
      ),
    );
  }
  return words;
}

/** As the program writes it. */
const LINE_FEED = `\${IFS#??}`;

/** What printf makes of a format that holds no more than octal escapes. A shell drops line feeds at its end. */
function asPrintf(format: string): string {
  const bytes = format.replace(/\\([0-7]{3})/g, (_all, octal) =>
    String.fromCharCode(Number.parseInt(octal, 8)),
  );
  return Buffer.from(bytes, 'latin1').toString().replace(/\n+$/, '');
}
