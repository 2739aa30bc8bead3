import type { CommandDeclaration } from './declaration.js';

export const CONTACT = {
  path: 'contact',
  summary: 'show how to reach the vendor',
  description:
    'Prints the security address, the key and the dated notices about them; or a security.txt file (RFC 9116) made of the same facts.',
  examples: [
    ['codeship-sec contact', 'address, key and notices'],
    ['codeship-sec contact --security-txt --expires 2027-06-30', 'a security.txt file'],
  ],
  json: true,
  arguments: [],
  options: [
    { long: '--security-txt', text: 'print an RFC 9116 file' },
    { long: '--expires', value: 'date', text: 'until when the file holds (its required field)' },
  ],
} as const satisfies CommandDeclaration;
