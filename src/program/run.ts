import { Command, CommanderError } from 'commander';
import { EXIT } from '../errors.js';
import { writeOut } from '../files/write/stdout.js';
import type { Io } from '../io.js';
import { version } from '../version.js';
import { helpWidth } from './compiled-help.js';
import { addGlobalOptions, declare, refuseRepeats, type Session } from './declare.js';
import { DECLARATIONS, nameOf } from './declared/index.js';
import { followWords } from './follow-words.js';
import { addHelpAfter, exampleText, FITTED, wrapped } from './help.js';
import { refuseUnknownCommand, unknownOption, usageFailure } from './usage-errors.js';

const DESCRIPTION =
  "Read a vendor's security page, check its OpenPGP key, encrypt a report for its security address and verify its messages: offline, with one pinned key, without a keyring.";

const EXAMPLES = [
  ['codeship-sec show', 'read the page'],
  ['codeship-sec encrypt report.txt', 'write report.txt.asc for the security address'],
] as const;

const HELP_AFTER = 'Run codeship-sec COMMAND --help for the options and examples of a command.';

/** The program as commander declarations: the whole, or with one command alone (declaring all takes 5 ms). */
export function buildProgram(session: Session, only?: string): Command {
  const program = new Command('codeship-sec')
    .description(DESCRIPTION)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureHelp(FITTED)
    .enablePositionalOptions(false);
  addHelpAfter(program, session.io, (width) => exampleText(EXAMPLES, width));
  addHelpAfter(program, session.io, (width) => `\n${wrapped(HELP_AFTER, width)}`);
  addGlobalOptions(program, true);
  refuseRepeats(program);
  const named = DECLARATIONS.find((declaration) => nameOf(declaration) === only);
  for (const declaration of named ? [named] : DECLARATIONS) declare(program, session, declaration);
  return program;
}

/**
 * Parses the arguments and runs the command that they name.
 *
 * @returns the exit status
 * @throws Failure USAGE, and whatever the command throws
 */
export async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  const session: Session = { io, status: EXIT.OK };
  const program = buildProgram(session, argv[0]);
  const printed: string[] = [];
  applyEverywhere(program, (command) => {
    command.exitOverride().configureOutput({
      writeOut: (text) => printed.push(text),
      writeErr: () => undefined,
      getOutHelpWidth: () => helpWidth(io),
      getOutHasColors: () => false,
    });
    if (command.commands.length > 0) command.helpCommand('help [command]', 'print the help of a command');
  });
  try {
    await program.parseAsync(toParse(program, argv), { from: 'user' });
    return session.status;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageFailure(error, program, argv);
    await writeOut(io, printed.join(''));
    return EXIT.OK;
  }
}

/**
 * The arguments for commander, with what asks for help at their end: commander looks at the first word after `help`
 * alone, and at no word after `--help`.
 *
 * @throws Failure USAGE, and CommanderError for an option after `help` that is unknown
 */
function toParse(program: Command, argv: readonly string[]): readonly string[] {
  if (argv.length === 0) return ['--help'];
  const words = followWords(program, argv);
  refuseUnknownCommand(words, argv);
  if (words.help === undefined) return argv;
  if (words.help === 'word' && words.unknown !== undefined) throw unknownOption(argv[words.unknown] ?? '');
  // at the end of these, --help would be the value
  return words.incomplete ? words.asked : [...words.asked, '--help'];
}

function applyEverywhere(command: Command, change: (command: Command) => void): void {
  change(command);
  for (const child of command.commands) applyEverywhere(child, change);
}
