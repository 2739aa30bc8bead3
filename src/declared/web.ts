import type { CommandDeclaration } from './declaration.js';
import { FORCE_OPTION, OUTPUT_OPTION } from './output.js';

export const WEB = {
  path: 'web',
  summary: 'write one HTML file: the page, the key and a form that encrypts',
  description:
    "Writes the security page, the key and a form as one HTML file that works from a disk and without a network: whoever opens it encrypts text and files to the vendor's key in the browser. The file cannot vouch for itself, so publish its SHA-256, which is printed, in another place. The same bundle and version give the same file.",
  examples: [
    ['codeship-sec web -o security.html', 'write the file'],
    ['codeship-sec web --date 2026-11-27 > security.html', 'the same, by the shell, dated this day'],
  ],
  json: false,
  arguments: [],
  options: [
    OUTPUT_OPTION,
    FORCE_OPTION,
    {
      long: '--date',
      value: 'date',
      text: 'the day on which the page was last checked (default: page.date of the bundle)',
    },
  ],
} as const satisfies CommandDeclaration;
