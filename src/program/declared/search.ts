import type { Declaration } from './declaration.js';

export const searchDeclaration: Declaration = {
  usage: 'search <term...>',
  summary: 'find text on the page',
  description:
    'Prints the sections whose title or text holds all terms, with the sentences that hold them. Case and quote style do not matter. Exits 1 when nothing is found.',
  examples: [
    ['codeship-sec search ssh', 'every mention of SSH'],
    ['codeship-sec search encrypted backup', 'sections that hold both words'],
    ["codeship-sec search --regex 'audits?'", 'a regular expression'],
  ],
  json: true,
  options: (command) =>
    command.option('--regex', 'the terms are regular expressions (ECMAScript, without case)'),
  load: async () => (await import('../../commands/search.js')).search,
};
