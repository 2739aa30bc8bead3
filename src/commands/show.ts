import type { Context } from '../context.js';
import { EXIT } from '../errors.js';
import { chooseFormat, chooseWidth, type Format, type FormatOptions } from '../output/page-format.js';
import type { Shown } from '../output/page-formats.js';
import { pageText } from '../output/page-text.js';
import { page as pageOut } from '../output/pager.js';
import { writeJson } from '../output/stdout.js';
import type { Page, Section } from '../page/model.js';
import { openBundle, openPage } from '../vendor.js';

export interface ShowOptions extends FormatOptions {
  /** `--no-pager` */
  pager: boolean;
}

/** `show [SECTION...]`: the page, or some of its sections in the order given. */
export async function show(context: Context, args: unknown[], options: ShowOptions): Promise<number> {
  const format = chooseFormat(context, 'show', options);
  const width = chooseWidth(context, 'show', options.width);
  const page = await openPage(await openBundle(context));
  const shown = await choose(context, page, (args[0] ?? []) as string[]);
  if (format === 'json') {
    const { pageJson } = await import('../output/page-formats.js');
    await writeJson(context.io, pageJson(shown));
  } else await pageOut(context, await render(context, shown, format, width), options.pager);
  return EXIT.OK;
}

async function choose(context: Context, page: Page, names: readonly string[]): Promise<Shown> {
  if (names.length === 0) return { head: page, sections: page.sections, whole: true };
  const [{ lookUp }, { withSubsections }] = await Promise.all([
    import('./look-up.js'),
    import('../page/find.js'),
  ]);
  const wanted = names.map((name) => lookUp(context, page.sections, name));
  const sections = wanted.flatMap((section) => withSubsections<Section>(page.sections, section));
  return { head: page, sections: [...new Set(sections)], whole: false };
}

/** What a format needs is loaded with it: the whole page as text is what most runs print. */
async function render(
  { terminal }: Context,
  shown: Shown,
  format: Exclude<Format, 'json'>,
  width: number,
): Promise<string> {
  switch (format) {
    case 'markdown':
      return (await import('../output/page-formats.js')).pageMarkdown(shown);
    case 'html':
      return (await import('../output/page-formats.js')).pageHtml(shown);
    case 'plain':
      return pageText(shown, { width, marks: false, unicode: false, color: false, hyperlinks: false });
    case 'pretty': {
      const { color, hyperlinks, unicode } = terminal;
      return pageText(shown, { width, marks: true, unicode, color, hyperlinks });
    }
  }
}
