import type { Context } from '../context.js';
import { EXIT } from '../errors.js';
import { chooseFormat, chooseWidth, type FormatOptions } from '../output/page-format.js';
import { tocHtml, tocJson, tocMarkdown } from '../output/page-formats.js';
import { writeJson, writeOut } from '../output/stdout.js';
import { tocText } from '../output/toc-text.js';
import { openBundle, openContents } from '../vendor.js';

/** `toc`: number, title and id of each section. */
export async function toc(context: Context, _args: unknown, options: FormatOptions): Promise<number> {
  const format = chooseFormat(context, options);
  const asked = options.width !== undefined || context.terminal.interactive;
  const width = chooseWidth(context, options.width);
  const { head, sections } = await openContents(await openBundle(context));
  const listed = sections.filter((section) => section.inToc);
  const { io, terminal } = context;
  if (format === 'json') await writeJson(io, tocJson(listed));
  else if (format === 'markdown') await writeOut(io, tocMarkdown(listed));
  else if (format === 'html') await writeOut(io, tocHtml(head, listed));
  else
    await writeOut(
      io,
      await tocText(listed, {
        width: asked ? width : undefined,
        color: format === 'pretty' && terminal.color,
      }),
    );
  return EXIT.OK;
}
