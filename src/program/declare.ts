import type { Command, OptionValues } from 'commander';
import { Failure } from '../errors.js';
import type { Io } from '../io.js';
import { createContext, type GlobalOptions } from '../output/context.js';
import { quoted } from '../text/shell.js';
import type { Declaration } from './declared/declaration.js';
import { addHelpAfter, exampleText } from './help.js';

/** Where a command leaves its exit status. */
export interface Session {
  io: Io;
  status: number;
}

/** Adds a command, and those below it, to its parent. */
export function declare(parent: Command, session: Session, declaration: Declaration): void {
  const command = parent
    .command(declaration.usage)
    .summary(declaration.summary)
    .description(declaration.description);
  addHelpAfter(command, session.io, (width) => exampleText(declaration.examples, width));
  if (declaration.argument) command.addArgument(declaration.argument(command));
  declaration.options?.(command);
  addGlobalOptions(command, declaration.json);
  if (declaration.json) addJsonFormat(command);
  refuseRepeats(command);
  command.action(async () => {
    const options = { ...globalsAbove(command), ...command.opts() };
    if (isStandardOutput(options.output)) options.output = '-';
    const context = createContext(session.io, options as GlobalOptions, optionsGiven(command));
    if (context.json && !declaration.json) throw noJson(command);
    refuseEmptyValues(command, options);
    const runIt = await declaration.load();
    session.status = await runIt(context, command.processedArgs, options);
  });
  for (const child of declaration.commands ?? []) declare(command, session, child);
}

/**
 * Of two values for one option commander takes the last, and says nothing: the first may be the output that somebody
 * waits for, or the bundle that somebody trusts.
 */
export function refuseRepeats(command: Command): void {
  for (const option of command.options.filter(({ required }) => required)) {
    const { parseArg } = option;
    option.argParser((value: string, before: string | undefined) => {
      if (before === undefined) return parseArg ? parseArg(value, before) : value;
      const instead = [option.short, option.long].filter((name) => name !== undefined);
      const [name = ''] = instead.slice(-1);
      const once = before === value ? [value] : [before, value];
      const message = `${name} is given twice: ${[before, value].map(quoted).join(' and ')}`;
      throw new Failure(
        'USAGE',
        message,
        once.map((one) => ({ again: [name, one], instead })),
      );
    });
  }
}

/** The options as they were given, those above first. */
function optionsGiven(command: Command): string[] {
  const own = command.options.flatMap((option) => {
    const name = option.attributeName();
    if (option.long === undefined || command.getOptionValueSource(name) !== 'cli') return [];
    return option.required ? [option.long, String(command.getOptionValue(name))] : [option.long];
  });
  return command.parent ? [...optionsGiven(command.parent), ...own] : own;
}

/**
 * By these names it is a file like any other where it was sent to one: it would be found to exist, or replaced under
 * the shell's hands.
 */
function isStandardOutput(path: unknown): boolean {
  return process.platform !== 'win32' && /^\/(dev\/stdout|dev\/fd\/1|proc\/self\/fd\/1)$/.test(String(path));
}

/** `--bundle "$UNSET"` is a slip, and no option of ours has a use for an empty value. */
function refuseEmptyValues(command: Command, options: OptionValues): void {
  for (const option of command.options) {
    if (options[option.attributeName()] !== '') continue;
    throw new Failure('USAGE', `the option ${option.long} has an empty value`, [
      `${commandPath(command)} --help`,
    ]);
  }
}

/** `--json` before the command's name is taken by the program, and would be ignored. */
function noJson(command: Command): Failure {
  const path = commandPath(command);
  const name = path.slice(path.indexOf(' ') + 1);
  return new Failure('USAGE', `${name} has no JSON result`, [`${path} --help`]);
}

/** `codeship-sec key export`. */
export function commandPath(command: Command): string {
  return command.parent ? `${commandPath(command.parent)} ${command.name()}` : command.name();
}

export function addGlobalOptions(command: Command, json: boolean): void {
  command
    .option('--bundle <dir>', "use another vendor's bundle")
    .addOption(
      command.createOption('--color <when>', 'colour the output').choices(['auto', 'always', 'never']),
    );
  if (json) command.option('--json', 'print one JSON document');
  command.option('-q, --quiet', 'print only errors and their hints to stderr');
}

/** `--format json` is `--json`, wherever that is offered; in help it stands where there are other formats too. */
function addJsonFormat(command: Command): void {
  if (command.options.some(({ long }) => long === '--format')) return;
  const option = command.createOption('--format <format>', 'the same as --json');
  command.addOption(option.choices(['json']).hideHelp());
}

/** Global options may stand before the command's name too; what stands after it wins. */
function globalsAbove(command: Command): OptionValues {
  const above = command.parent;
  return above ? { ...globalsAbove(above), ...above.opts() } : {};
}
