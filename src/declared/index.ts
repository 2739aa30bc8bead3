import { BUNDLE, BUNDLE_CHECK, BUNDLE_INIT } from './bundle.js';
import { COMPLETION } from './completion.js';
import { CONTACT } from './contact.js';
import type { ArgumentDeclaration, CommandDeclaration, OptionDeclaration } from './declaration.js';
import { ENCRYPT } from './encrypt.js';
import { KEY, KEY_CHECK, KEY_EXPORT, KEY_FINGERPRINT, KEY_RESET, KEY_UPDATE } from './key.js';
import { SEARCH, SHOW, TOC } from './page.js';
import { GLOBAL_OPTIONS, HELP_OPTION, JSON_FORMAT, PROGRAM } from './program.js';
import { REPORT } from './report.js';
import { VERIFY } from './verify.js';
import { WEB } from './web.js';

const DECLARED = [
  SHOW,
  TOC,
  SEARCH,
  KEY,
  KEY_EXPORT,
  KEY_FINGERPRINT,
  KEY_CHECK,
  KEY_UPDATE,
  KEY_RESET,
  REPORT,
  ENCRYPT,
  VERIFY,
  CONTACT,
  WEB,
  BUNDLE,
  BUNDLE_INIT,
  BUNDLE_CHECK,
  COMPLETION,
] as const;

/** Each command as its file declares it, for the types made of it (see values.ts). */
export type Declared = (typeof DECLARED)[number];

export type CommandPath = Declared['path'];

export type AnyCommand = CommandDeclaration & { readonly path: CommandPath | '' };

/** Every command, in the order in which help lists them; what is below one follows it. */
export const COMMANDS: readonly (CommandDeclaration & { readonly path: CommandPath })[] = DECLARED;

/** The commands whose names may stand after this one's. */
export function commandsBelow({ path }: CommandDeclaration): typeof COMMANDS {
  return COMMANDS.filter((one) => one.path.slice(0, Math.max(0, one.path.lastIndexOf(' '))) === path);
}

/** The last word of its path. */
export function nameOf({ path }: CommandDeclaration): string {
  return path.slice(path.lastIndexOf(' ') + 1);
}

/** All that a command takes but `--help`: its own options, the global ones, those that stand in for one of them. */
export function optionsOf({ path, options, json }: CommandDeclaration): OptionDeclaration[] {
  const offered = GLOBAL_OPTIONS.filter(({ long }) => json || long !== '--json');
  const hasFormat = path === '' || options.some(({ long }) => long === JSON_FORMAT.long);
  return [...options, ...offered, ...(json && !hasFormat ? [JSON_FORMAT] : [])];
}

/** What help, manual pages and completion name: all but those that stand in for another. */
export function shownOptions(command: CommandDeclaration): OptionDeclaration[] {
  return [...optionsOf(command).filter(({ hidden }) => !hidden), HELP_OPTION];
}

/** The program, the commands on the way to this one, and this one. */
export function levelsOf({ path }: CommandDeclaration): CommandDeclaration[] {
  return [PROGRAM, ...COMMANDS.filter((one) => `${path} `.startsWith(`${one.path} `))];
}

/** As it is typed: `codeship-sec key export`. */
export function typedName({ path }: CommandDeclaration): string {
  return path === '' ? 'codeship-sec' : `codeship-sec ${path}`;
}

/** The arguments that ask for a command's help. */
export function helpLine({ path }: CommandDeclaration): string[] {
  return path === '' ? ['--help'] : [...path.split(' '), '--help'];
}

/** The name of its value in a command's options: `signWith`, and `pager` of `--no-pager`. */
export function attributeOf({ long }: OptionDeclaration): string {
  return long.replace(/^--(no-)?/, '').replace(/-(.)/g, (_all, letter: string) => letter.toUpperCase());
}

/** The values of the options that have one where they are not given. */
export function defaultsOf({ options }: CommandDeclaration): Record<string, string | boolean> {
  const withDefault = options.filter((option) => option.default !== undefined || isNegated(option));
  return Object.fromEntries(withDefault.map((option) => [attributeOf(option), option.default ?? true]));
}

const isNegated = ({ long }: OptionDeclaration) => long.startsWith('--no-');

/** As help and commander write it: `-o, --output <path>`. */
export function flagsOf({ short, long, value }: OptionDeclaration): string {
  return `${short ? `${short}, ` : ''}${long}${value ? ` <${value}>` : ''}`;
}

/** As help and commander write it: `<term...>`, `[file]`. */
export function usageOf({ name, required, many }: ArgumentDeclaration): string {
  const word = many ? `${name}...` : name;
  return required ? `<${word}>` : `[${word}]`;
}

/** What an option or an argument is, with the values that it takes and the one that it has where it is not given. */
export function meaningOf(declared: {
  readonly text?: string;
  readonly choices?: readonly string[];
  readonly default?: string;
}): string {
  const { text = '', choices, default: value } = declared;
  const listed = choices ? `: ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}` : '';
  return `${text}${listed}${value === undefined ? '' : ` (default: ${value})`}`;
}
