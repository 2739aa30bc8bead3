import type { OptionDeclaration } from './declaration.js';

/** Of the commands that write one file. */
export const OUTPUT_OPTION = {
  long: '--output',
  short: '-o',
  value: 'path',
  names: 'file',
  text: 'write here; - is standard output',
} as const satisfies OptionDeclaration;

export const FORCE_OPTION = {
  long: '--force',
  short: '-f',
  text: 'replace an existing file',
} as const satisfies OptionDeclaration;
