import type { Declaration } from './declaration.js';
import { addFormatOptions } from './page-options.js';

export const tocDeclaration: Declaration = {
  usage: 'toc',
  summary: 'list the sections of the page',
  description:
    "Lists number, title and id of each section; codeship-sec show takes any of them. The ids are the website's.",
  examples: [
    ['codeship-sec toc', 'the sections'],
    ['codeship-sec toc --format markdown', 'links to them on the website'],
  ],
  json: true,
  options: addFormatOptions,
  load: async () => (await import('../../commands/toc.js')).toc,
};
