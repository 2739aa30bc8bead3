import { CommanderError } from 'commander';
import { EXIT } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Io } from '../io.js';
import { createContext } from '../output/context.js';
import { openpgpVersion, version } from '../version.js';
import { argumentsOf, typedIn } from './argv/again.js';
import { globalsIn } from './argv/globals.js';
import { type Reading, understood } from './argv/read-argv.js';
import type { LinePart } from './argv/take-options.js';
import { declareProgram } from './declare.js';
import { invoke, type Parsed } from './invoke.js';
import { refuseUnknownCommand } from './unknown-command.js';
import { unknownOption, usageFailure } from './usage-errors.js';

/**
 * Parses the arguments and runs the command that they name.
 *
 * @returns the exit status
 * @throws Failure USAGE, and whatever the command throws
 */
export async function runProgram(reading: Reading, io: Io): Promise<number> {
  refuseUnknownCommand(reading);
  const { argv, help, unknown } = reading;
  if (help === 'word' && unknown !== undefined)
    throw usageFailure(unknownOption(argv[unknown] ?? ''), reading);
  let parsed: Parsed | undefined;
  const program = declareProgram((taken) => {
    parsed = taken;
  }, reading.command.path);
  try {
    program.parse(help === undefined ? argv : askingForHelp(reading), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageFailure(error, reading);
    if (error.code === 'commander.version') return printVersion(reading, io);
    const { printHelp } = await import('./help.js');
    const { color } = globalsIn(reading);
    return printHelp(reading.command, io, color);
  }
  if (!parsed) throw new Error('commander has taken the arguments, and named no command');
  return invoke(parsed, reading, io);
}

/**
 * The arguments with what asks for help at their end: commander looks at the first word after `help` alone, and at no
 * word after `--help`.
 */
function askingForHelp(reading: Reading): string[] {
  const parts = understood(reading).filter(({ is }) => is === 'command' || is === 'option' || is === 'value');
  // at the end of these, --help would be the value
  return parts.some(isIncomplete) ? argumentsOf(parts) : [...argumentsOf(parts), '--help'];
}

function isIncomplete(part: LinePart): boolean {
  return part.is === 'option' && part.option.value !== undefined && part.value === undefined;
}

async function printVersion(reading: Reading, io: Io): Promise<number> {
  const { node } = process.versions;
  const { platform, arch } = process;
  const { json } = createContext(io, globalsIn(reading), typedIn(reading));
  if (json) {
    await writeJson(io, { name: 'codeship-sec', version, node, openpgp: openpgpVersion, platform, arch });
  } else {
    const lines = [
      `codeship-sec ${version}`,
      `Node.js ${node}`,
      `OpenPGP.js ${openpgpVersion}`,
      `${platform} ${arch}`,
    ];
    await writeOut(io, `${lines.join('\n')}\n`);
  }
  return EXIT.OK;
}
