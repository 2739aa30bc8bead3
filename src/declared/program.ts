import type { CommandDeclaration, OptionDeclaration } from './declaration.js';

export const PROGRAM = {
  path: '',
  summary: '',
  description:
    "Read a vendor's security page, check its OpenPGP key, encrypt a report for its security address and verify its messages: offline, with one pinned key, without a keyring.",
  examples: [
    ['codeship-sec show', 'read the page'],
    ['codeship-sec encrypt report.txt', 'write report.txt.asc for the security address'],
  ],
  json: true,
  arguments: [],
  options: [{ long: '--version', short: '-V', text: 'print the version' }],
} as const satisfies CommandDeclaration;

/** What the program's own help ends with. */
export const HELP_AFTER = 'Run codeship-sec COMMAND --help for the options and examples of a command.';

export const HELP_OPTION = {
  long: '--help',
  short: '-h',
  text: 'print this help',
} as const satisfies OptionDeclaration;

/** Stands in the list of the commands wherever there is one. */
export const HELP_COMMAND = { usage: 'help [command]', summary: 'print the help of a command' };

/** What every command takes, before its name too. */
export const GLOBAL_OPTIONS = [
  { long: '--bundle', value: 'dir', names: 'folder', text: "use another vendor's bundle" },
  { long: '--color', value: 'when', choices: ['auto', 'always', 'never'], text: 'colour the output' },
  { long: '--json', text: 'print one JSON document' },
  { long: '--quiet', short: '-q', text: 'print only errors and their hints to stderr' },
] as const satisfies readonly OptionDeclaration[];

/** `--format json` is `--json`, wherever that is offered and the command has no formats of its own. */
export const JSON_FORMAT = {
  long: '--format',
  value: 'format',
  choices: ['json'],
  text: 'the same as --json',
  hidden: true,
} as const satisfies OptionDeclaration;
