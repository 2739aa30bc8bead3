import type { Declaration } from './declaration.js';

export const contactDeclaration: Declaration = {
  usage: 'contact',
  summary: 'show how to reach the vendor',
  description:
    'Prints the security address, the key and the dated notices about them; or a security.txt file (RFC 9116) made of the same facts.',
  examples: [
    ['codeship-sec contact', 'address, key and notices'],
    ['codeship-sec contact --security-txt --expires 2030-01-31', 'a security.txt file'],
  ],
  json: true,
  options: (command) =>
    command
      .option('--security-txt', 'print an RFC 9116 file')
      .option('--expires <date>', 'until when the file holds (its required field)'),
  load: async () => (await import('../../commands/contact.js')).contact,
};
