import type { Bundle } from '../bundle/model.js';
import type { Format } from '../declared/page.js';
import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT } from '../errors.js';
import { writeJson } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { chooseFormat, chooseWidth } from '../output/page/choose-format.js';
import type { Shown } from '../output/page/html-markdown-json.js';
import { type PageTextOptions, pageText } from '../output/page/page-text.js';
import { page as pageOut } from '../output/terminal/pager.js';
import { withSubsections } from '../page/find/find.js';
import type { Page, Section } from '../page/model.js';
import { openBundle, openPage } from '../vendor/open.js';

/** One run of `show`. */
interface Showing {
  context: Context;
  bundle: Bundle;
  /** The sections that were named; none: the whole page. */
  names: readonly string[];
  /** In cells. */
  width: number;
  pager: boolean;
}

/** `show [SECTION...]`: the page, or some of its sections in the order given. */
export async function show(
  context: Context,
  [names]: ArgumentsOf<'show'>,
  options: OptionsOf<'show'>,
): Promise<number> {
  const format = chooseFormat(context, 'show', options);
  const width = chooseWidth(context, 'show', options.width);
  const bundle = await openBundle(context);
  await PRINT[format]({ context, bundle, names, width, pager: options.pager });
  return EXIT.OK;
}

/** What prints each format. Those of a document are loaded when one is asked for. */
const PRINT: Record<Format, (showing: Showing) => Promise<void>> = {
  /** For pipes, and for reading aloud. */
  plain: (showing) => printText(showing, { marks: false, unicode: false, color: false, hyperlinks: false }),
  pretty(showing) {
    const { color, hyperlinks, unicode } = showing.context.terminal;
    return printText(showing, { marks: true, unicode, color, hyperlinks });
  },
  async markdown(showing) {
    const { pageMarkdown } = await import('../output/page/html-markdown-json.js');
    await pageOut(showing.context, pageMarkdown(await chosen(showing)), showing.pager);
  },
  async html(showing) {
    const { pageHtml } = await import('../output/page/html-markdown-json.js');
    await pageOut(showing.context, pageHtml(await chosen(showing)), showing.pager);
  },
  async json(showing) {
    const { pageJson } = await import('../output/page/html-markdown-json.js');
    await writeJson(showing.context.io, pageJson(await chosen(showing)));
  },
};

async function printText(
  showing: Showing,
  look: Omit<PageTextOptions, 'width' | 'accessible'>,
): Promise<void> {
  const { context, bundle, names, width, pager } = showing;
  const { accessible } = context.terminal;
  // the whole page as text is what most runs print: nothing else is read for it
  const shown = names.length === 0 ? whole(await openPage(bundle, context)) : await chosen(showing);
  await pageOut(context, await pageText(shown, { width, accessible, ...look }), pager);
}

function whole(page: Page) {
  return { head: page, sections: page.sections, whole: true };
}

async function chosen({ context, bundle, names }: Showing): Promise<Shown> {
  if (names.length === 0) return whole(await openPage(bundle, context));
  const [page, { lookUp }] = await Promise.all([openPage(bundle, context), import('./look-up.js')]);
  const wanted = names.map((name) => lookUp(page.sections, name));
  const sections = wanted.flatMap((section) => withSubsections<Section>(page.sections, section));
  return { head: page, sections: [...new Set(sections)], whole: false };
}
