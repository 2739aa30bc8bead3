import { EXIT } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { chooseFormat, chooseWidth, type FormatOptions } from '../output/page/choose-format.js';
import { tocText } from '../output/page/toc-text.js';
import { openBundle, openContents } from '../vendor/open.js';

/** `toc`: number, title and id of each section. */
export async function toc(context: Context, _args: unknown, options: FormatOptions): Promise<number> {
  const format = chooseFormat(context, 'toc', options);
  const asked = options.width !== undefined || context.terminal.interactive;
  const width = chooseWidth(context, 'toc', options.width);
  const { head, sections } = await openContents(await openBundle(context));
  const listed = sections.filter((section) => section.inToc);
  const { io, terminal } = context;
  if (format === 'plain' || format === 'pretty') {
    const look = { width: asked ? width : undefined, color: format === 'pretty' && terminal.color };
    await writeOut(io, await tocText(listed, look));
    return EXIT.OK;
  }
  const { tocHtml, tocJson, tocMarkdown } = await import('../output/page/html-markdown-json.js');
  if (format === 'json') await writeJson(io, tocJson(listed));
  else await writeOut(io, format === 'html' ? tocHtml(head, listed) : tocMarkdown(listed));
  return EXIT.OK;
}
