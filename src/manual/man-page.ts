import type { ArgumentDeclaration, CommandDeclaration, OptionDeclaration } from '../declared/declaration.js';
import { INTERRUPTED_TEXT, listed } from '../declared/exit-statuses.js';
import { COMMANDS, commandsBelow, meaningOf, nameOf, shownOptions, typedName } from '../declared/index.js';
import { isGlobal, PROGRAM } from '../declared/program.js';
import { EXIT } from '../errors.js';
import { exitsOf } from './exits.js';
import { argument, literal, paragraph } from './mdoc.js';
import { ABOUT, ENVIRONMENT, FILES, type Surrounding } from './surroundings.js';

/** `codeship-sec-key-export`: what man is asked for, and without its `.1` the name of the file. */
export const manName = (command: CommandDeclaration) => typedName(command).replaceAll(' ', '-');

/**
 * The man page of a command, or of the program, in mdoc(7).
 *
 * @param version of the program, for the foot of the page
 */
export function manPage(command: CommandDeclaration, version: string, date: Date): string {
  const isProgram = command.path === PROGRAM.path;
  const about = isProgram ? ABOUT : [command.description, ...(command.details ?? [])];
  const sections: [title: string, lines: string[]][] = [
    ['NAME', [`.Nm ${manName(command)}`, `.Nd ${literal(command.summary)}`]],
    ['SYNOPSIS', synopsis(command)],
    ['DESCRIPTION', [...join(about.map(paragraph), '.Pp'), ...listsOf(command)]],
    ['ENVIRONMENT', taggedList('.Ev', here(ENVIRONMENT, command))],
    ['FILES', taggedList('.Pa', here(FILES, command))],
    ['EXIT STATUS', exitList(command)],
    ['EXAMPLES', join(command.examples.map(example), '.Pp')],
    ['SEE ALSO', seeAlso(command)],
  ];
  return `${[
    `.Dd ${monthOf(date)} ${date.getUTCDate()}, ${date.getUTCFullYear()}`,
    `.Dt ${headOf(command)} 1`,
    `.Os codeship-sec ${version}`,
    ...sections
      .filter(([, lines]) => lines.length > 0)
      .flatMap(([title, lines]) => [`.Sh ${title}`, ...lines]),
  ].join('\n')}\n`;
}

/**
 * The words of the command without the program's name: with it, those of some commands meet the volume's name in the
 * middle of a line of 78 columns, and groff cuts them.
 */
function headOf(command: CommandDeclaration): string {
  return (command.path === PROGRAM.path ? manName(command) : command.path).toUpperCase().replaceAll(' ', '-');
}

const monthOf = (date: Date) => date.toLocaleDateString('en-US', { month: 'long', timeZone: 'UTC' });

function synopsis(command: CommandDeclaration): string[] {
  const isGroup = commandsBelow(command).length > 0;
  return [
    `.Nm ${typedName(command)}`,
    ...(isGroup ? ['.Op Ar command'] : []),
    ...shownOptions(command)
      .filter((option) => !isGlobal(option))
      .map((option) => `.Op ${flagMacros(option)}`),
    '.Op Ar options',
    ...command.arguments.map(argumentMacros),
  ];
}

/** `Fl o Ar path`: the short form where there is one. */
function flagMacros({ short, long, value }: OptionDeclaration): string {
  return `Fl ${(short ?? long).slice(1).replaceAll('-', '\\-')}${value ? ` Ar ${argument(value)}` : ''}`;
}

function argumentMacros({ name, required, many }: ArgumentDeclaration): string {
  const macros = `Ar ${argument(name)}${many ? ' ...' : ''}`;
  return required ? `.${macros}` : `.Op ${macros}`;
}

/** The lists of help: commands below, arguments that need a word, options. */
function listsOf(command: CommandDeclaration): string[] {
  return [...commandList(command), ...argumentList(command), ...optionLists(command)];
}

function argumentList(command: CommandDeclaration): string[] {
  const explained = command.arguments.filter(({ text }) => text !== undefined);
  if (explained.length === 0) return [];
  const items = explained.map((one) => ({ name: one.name, text: sentenceOf(meaningOf(one)) }));
  return ['.Pp', 'The arguments are:', ...taggedList('.Ar', items)];
}

function commandList(command: CommandDeclaration): string[] {
  const below = commandsBelow(command);
  if (below.length === 0) return [];
  const items = below.map((one) => ({ name: nameOf(one), text: sentenceOf(one.summary) }));
  return ['.Pp', 'The commands are:', ...taggedList('.Cm', items)];
}

function optionLists(command: CommandDeclaration): string[] {
  const all = shownOptions(command);
  const isProgram = command.path === PROGRAM.path;
  const own = all.filter((option) => isProgram || !isGlobal(option));
  const global = all.filter((option) => !isProgram && isGlobal(option));
  const list = (options: OptionDeclaration[]) => [
    '.Bl -tag -width Ds',
    ...options.flatMap((option) => [optionTag(option), ...paragraph(sentenceOf(meaningOf(option)))]),
    '.El',
  ];
  const introduced = (words: string, options: OptionDeclaration[]) =>
    options.length > 0 ? ['.Pp', ...paragraph(words), ...list(options)] : [];
  return [
    ...introduced(
      isProgram
        ? 'Every command takes these options, but for --json, which commands with data as a result take:'
        : 'The options are:',
      own,
    ),
    ...introduced('As every command, it takes:', global),
  ];
}

/** `.It Fl o , Fl \-output Ar path`. */
function optionTag({ short, long, value }: OptionDeclaration): string {
  const flags = [short, long].filter((flag) => flag !== undefined);
  const macros = flags.map((flag) => `Fl ${flag.slice(1).replaceAll('-', '\\-')}`).join(' , ');
  return `.It ${macros}${value ? ` Ar ${argument(value)}` : ''}`;
}

/** The few words of help as a sentence. */
function sentenceOf(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function here(surroundings: readonly Surrounding[], { path }: CommandDeclaration): readonly Surrounding[] {
  return surroundings.filter(({ of }) => path === '' || !of || of.some((one) => one === path));
}

function taggedList(macro: string, items: readonly { name: string; text: string }[]): string[] {
  if (items.length === 0) return [];
  const entries = items.map(({ name, text }) => [
    `.It ${name
      .split(', ')
      .map((one) => `${macro.slice(1)} ${argument(one)}`)
      .join(' , ')}`,
    ...paragraph(text),
  ]);
  return ['.Bl -tag -width Ds', ...entries.flat(), '.El'];
}

function exitList(command: CommandDeclaration): string[] {
  const entries = exitsOf(command).map(({ name, causes }) => [
    `.It ${EXIT[name]}`,
    ...paragraph(sentenceOf(listed(causes))),
  ]);
  const signals = ['.It 129, 130, 143 and so on', ...paragraph(sentenceOf(INTERRUPTED_TEXT))];
  return ['.Bl -tag -width Ds', ...entries.flat(), ...signals, '.El'];
}

function example([line, what]: CommandDeclaration['examples'][number]): string[] {
  return [
    ...paragraph(`${what.charAt(0).toUpperCase()}${what.slice(1)}${what.endsWith('?') ? '' : ':'}`),
    '.Pp',
    `.Dl ${argumentLine(line)}`,
  ];
}

/** A command line: nothing in it is a macro. */
const argumentLine = (line: string) => literal(line).replace(/(?<= )(?=[A-Z])/g, '\\&');

/** The program and the commands beside and below this one; of the program, all commands. */
function seeAlso(command: CommandDeclaration): string[] {
  const { path } = command;
  const above = path.slice(0, Math.max(0, path.lastIndexOf(' ')));
  const near = [PROGRAM, ...COMMANDS].filter(
    (one) =>
      one.path !== path &&
      (path === '' ||
        one.path === above ||
        one.path === '' ||
        one.path.startsWith(`${path} `) ||
        isBeside(one.path, above)),
  );
  const names = near.map(manName).sort();
  return names.map((name, at) => `.Xr ${name} 1${at < names.length - 1 ? ' ,' : ''}`);
}

const isBeside = (path: string, above: string) => above !== '' && path.startsWith(`${above} `);

const join = (parts: readonly string[][], between: string) =>
  parts.flatMap((part, at) => (at === 0 ? part : [between, ...part]));
