import type { Bundle } from '../bundle/model.js';
import { EXIT } from '../errors.js';
import { writeJson } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { chooseFormat, chooseWidth, type FormatOptions } from '../output/page/choose-format.js';
import type { Shown } from '../output/page/html-markdown-json.js';
import { type PageTextOptions, pageText } from '../output/page/page-text.js';
import { page as pageOut } from '../output/terminal/pager.js';
import { withSubsections } from '../page/find/find.js';
import type { Page, Section, SectionHead } from '../page/model.js';
import { openBundle, openDrawing, openPage } from '../vendor/open.js';

export interface ShowOptions extends FormatOptions {
  /** `--no-pager` */
  pager: boolean;
}

/** `show [SECTION...]`: the page, or some of its sections in the order given. */
export async function show(context: Context, args: unknown[], options: ShowOptions): Promise<number> {
  const format = chooseFormat(context, 'show', options);
  const width = chooseWidth(context, 'show', options.width);
  const bundle = await openBundle(context);
  const names = (args[0] ?? []) as string[];
  if (format === 'plain' || format === 'pretty') {
    // the whole page as text is what most runs print: nothing else is read for it
    const shown =
      names.length === 0 ? whole(await openDrawing(bundle)) : await choose(context, bundle, names);
    await pageOut(context, await pageText(shown, look(context, format, width)), options.pager);
    return EXIT.OK;
  }
  const shown = names.length === 0 ? whole(await openPage(bundle)) : await choose(context, bundle, names);
  const { pageHtml, pageJson, pageMarkdown } = await import('../output/page/html-markdown-json.js');
  if (format === 'json') await writeJson(context.io, pageJson(shown));
  else await pageOut(context, format === 'html' ? pageHtml(shown) : pageMarkdown(shown), options.pager);
  return EXIT.OK;
}

function whole<S extends SectionHead>(page: Page<S>) {
  return { head: page, sections: page.sections, whole: true };
}

async function choose(context: Context, bundle: Bundle, names: readonly string[]): Promise<Shown> {
  const [page, { lookUp }] = await Promise.all([openPage(bundle), import('./look-up.js')]);
  const wanted = names.map((name) => lookUp(context, page.sections, name));
  const sections = wanted.flatMap((section) => withSubsections<Section>(page.sections, section));
  return { head: page, sections: [...new Set(sections)], whole: false };
}

/** How text is drawn: plain is for pipes and for reading aloud. */
function look({ terminal }: Context, format: 'plain' | 'pretty', width: number): PageTextOptions {
  const { color, hyperlinks, unicode } = terminal;
  return format === 'pretty'
    ? { width, marks: true, unicode, color, hyperlinks }
    : { width, marks: false, unicode: false, color: false, hyperlinks: false };
}
