import type { Command } from 'commander';
import { declare, type Session } from './command.js';
import { addFormatOptions } from './page-options.js';

export function declareToc(parent: Command, session: Session): void {
  declare(parent, session, {
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
    load: async () => (await import('../commands/toc.js')).toc,
  });
}
