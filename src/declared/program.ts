import type { CommandDeclaration, OptionDeclaration } from './declaration.js';

export const PROGRAM = {
  path: '',
  summary: "read a vendor's page, encrypt a report to the vendor, check what it signed",
  description: "Read a vendor's page, encrypt a report to the vendor, check what it signed.",
  examples: [
    ['codeship-sec show', 'read the page'],
    ['codeship-sec encrypt report.txt', 'write report.txt.asc for the security address'],
  ],
  json: true,
  arguments: [],
  options: [{ long: '--version', short: '-V', text: 'print the version' }],
} as const satisfies CommandDeclaration;

export const HELP_OPTION = {
  long: '--help',
  short: '-h',
  text: 'print help',
} as const satisfies OptionDeclaration;

/** What every command takes, before its name too. */
export const GLOBAL_OPTIONS = [
  { long: '--bundle', value: 'path', names: 'bundle', text: "use another vendor's bundle" },
  { long: '--color', value: 'when', choices: ['auto', 'always', 'never'], text: 'colour the output' },
  { long: '--json', text: 'print one JSON document' },
  { long: '--quiet', short: '-q', text: 'only errors on stderr' },
] as const satisfies readonly OptionDeclaration[];

/** What the program's own help explains, and those of commands only name. */
export function isGlobal({ long }: OptionDeclaration): boolean {
  return long === HELP_OPTION.long || GLOBAL_OPTIONS.some((one) => one.long === long);
}

/** `--format json` is `--json`, wherever that is offered and the command has no formats of its own. */
export const JSON_FORMAT = {
  long: '--format',
  value: 'format',
  choices: ['json'],
  text: 'the same as --json',
  hidden: true,
} as const satisfies OptionDeclaration;
