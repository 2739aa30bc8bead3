import type { Format } from '../declared/page.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { chooseFormat, chooseWidth } from '../output/page/choose-format.js';
import { tocText } from '../output/page/toc-text.js';
import type { PageHead, SectionHead } from '../page/model.js';
import { openBundle, openText } from '../vendor/open.js';

/** One run of `toc`. */
interface Listing {
  context: Context;
  head: PageHead;
  sections: readonly SectionHead[];
  /** In cells; a pipe that none was asked for gets a line a section. */
  width: number | undefined;
}

/** `toc`: number, title and id of each section. */
export async function toc(
  context: Context,
  _args: ArgumentsOf<'toc'>,
  options: OptionsOf<'toc'>,
): Promise<number> {
  const format = chooseFormat(context, 'toc', options);
  const asked = options.width !== undefined || context.terminal.interactive;
  const width = chooseWidth(context, 'toc', options.width);
  const page = await openText(await openBundle(context), context.say);
  const listed = page.sections.filter((section) => section.inToc);
  await PRINT[format]({ context, head: page, sections: listed, width: asked ? width : undefined });
  return EXIT.OK;
}

/** What prints each format. Those of a document are loaded when one is asked for. */
const PRINT: Record<Format, (listing: Listing) => Promise<void>> = {
  plain: (listing) => printText(listing, false),
  pretty: (listing) => printText(listing, listing.context.terminal.color),
  async markdown({ context, sections }) {
    const { tocMarkdown } = await import('../output/page/html-markdown-json.js');
    await writeOut(context.io, tocMarkdown(sections));
  },
  async html({ context, head, sections }) {
    const { tocHtml } = await import('../output/page/html-markdown-json.js');
    await writeOut(context.io, tocHtml(head, sections));
  },
  async json({ context, sections }) {
    const { tocJson } = await import('../output/page/html-markdown-json.js');
    await writeJson(context.io, tocJson(sections));
  },
};

async function printText({ context, sections, width }: Listing, color: boolean): Promise<void> {
  const { accessible } = context.terminal;
  await writeOut(context.io, await tocText(sections, { width, color, accessible }));
}
