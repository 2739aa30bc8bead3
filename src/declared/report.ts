import type { CommandDeclaration } from './declaration.js';
import { FORCE_OPTION, OUTPUT_OPTION } from './output.js';

export const REPORT = {
  path: 'report',
  summary: 'print a template for a report',
  description:
    'Prints a Markdown template with the fields that security teams ask for, each with a line of help. Fill in what you know (nothing is required), then encrypt it. encrypt --edit does both in one step, and leaves out what stays empty.',
  examples: [
    ['codeship-sec report -o report.md', 'write the template to a file'],
    ['codeship-sec report > report.md', 'the same, by the shell'],
  ],
  json: false,
  arguments: [],
  options: [OUTPUT_OPTION, FORCE_OPTION],
} as const satisfies CommandDeclaration;
