import { Argument, Command, Option } from 'commander';
import type { ArgumentDeclaration, CommandDeclaration, OptionDeclaration } from '../declared/declaration.js';
import { type CommandPath, commandsBelow, flagsOf, nameOf, optionsOf, usageOf } from '../declared/index.js';
import { HELP_OPTION, PROGRAM } from '../declared/program.js';
import { Failure } from '../errors.js';
import { quoted } from '../text/shell.js';
import { version } from '../version.js';
import type { Parsed } from './invoke.js';

/**
 * The program as commander's declarations.
 *
 * @param take is handed what was parsed
 * @param only the path of the one command to declare, with those below it: to declare all takes 5 ms
 */
export function declareProgram(take: (parsed: Parsed) => void, only?: string): Command {
  const program = new Command('codeship-sec')
    .helpOption(flagsOf(HELP_OPTION), HELP_OPTION.text)
    // nothing is printed from here: what help says is in help.ts
    .configureHelp({ formatHelp: () => '' })
    .configureOutput({
      writeOut: () => undefined,
      writeErr: () => undefined,
      // to look at the terminal would open its stream
      getOutHelpWidth: () => 80,
      getOutHasColors: () => false,
    })
    .exitOverride()
    .enablePositionalOptions(false);
  addOptions(program, PROGRAM);
  const named = commandsBelow(PROGRAM).filter(({ path }) => only?.split(' ')[0] === path);
  for (const one of named.length > 0 ? named : commandsBelow(PROGRAM)) declareBelow(program, one, take);
  return program;
}

function declareBelow(
  parent: Command,
  declaration: CommandDeclaration & { path: CommandPath },
  take: (parsed: Parsed) => void,
): void {
  const command = parent.command(nameOf(declaration)).helpCommand(false);
  for (const argument of declaration.arguments) command.addArgument(argumentOf(argument));
  addOptions(command, declaration);
  command.action(() => {
    const options = { ...optionsAbove(command), ...command.opts() };
    take({ path: declaration.path, args: command.processedArgs, options });
  });
  for (const child of commandsBelow(declaration)) declareBelow(command, child, take);
}

function argumentOf(declaration: ArgumentDeclaration): Argument {
  const argument = new Argument(usageOf(declaration));
  return declaration.choices ? argument.choices(declaration.choices) : argument;
}

function addOptions(command: Command, declaration: CommandDeclaration): void {
  for (const one of optionsOf(declaration)) {
    if (one.long === '--version') command.version(version, flagsOf(one), one.text);
    else command.addOption(optionOf(one));
  }
}

function optionOf(declaration: OptionDeclaration): Option {
  const option = new Option(flagsOf(declaration), declaration.text).hideHelp(declaration.hidden === true);
  if (declaration.choices) option.choices(declaration.choices);
  if (declaration.default !== undefined) option.default(declaration.default);
  if (declaration.value !== undefined) refuseRepeats(option, declaration);
  return option;
}

/**
 * Of two values for one option commander takes the last, and says nothing: the first may be the output that somebody
 * waits for, or the bundle that somebody trusts.
 */
function refuseRepeats(option: Option, { long }: OptionDeclaration): void {
  const { parseArg } = option;
  let before: string | undefined;
  option.argParser((value: string) => {
    if (before !== undefined) throw givenTwice(long, before, value);
    before = value;
    return parseArg ? parseArg(value, undefined as never) : value;
  });
}

function givenTwice(name: string, before: string, value: string): Failure {
  const once = before === value ? [value] : [before, value];
  const message = `${name} is given twice: ${[before, value].map((one) => quoted(one)).join(' and ')}`;
  return new Failure(
    'USAGE',
    message,
    once.map((one) => ({ again: [name, one] })),
  );
}

/** Global options may stand before the command's name too; what stands after it wins. */
function optionsAbove(command: Command): Record<string, unknown> {
  const above = command.parent;
  return above ? { ...optionsAbove(above), ...above.opts() } : {};
}
