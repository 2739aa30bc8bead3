import type { Declaration } from './declaration.js';
import { addFormatOptions } from './page-options.js';

export const showDeclaration: Declaration = {
  usage: 'show [section...]',
  summary: 'read the security page',
  description:
    'Prints the page, or the sections named: by number or id (see codeship-sec toc), by title, or by any part of one that only it has. A section brings its subsections.',
  examples: [
    ['codeship-sec show', 'the whole page'],
    ['codeship-sec show 2 backup', 'section 2, and the one about backups'],
    ['codeship-sec show --format html intro', 'the introduction as HTML'],
  ],
  json: true,
  options: (command) => addFormatOptions(command).option('--no-pager', 'print at once, however long it is'),
  defaults: { pager: true },
  load: async () => (await import('../../commands/show.js')).show,
};
