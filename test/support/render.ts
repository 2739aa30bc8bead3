import stringWidth from 'string-width';
import { pageText } from '../../src/output/page/page-text.js';
import type { Page } from '../../src/page/model.js';
import { compileTest } from './pages.js';

export type Kind = 'plain' | 'pretty' | 'color' | 'links';

/** A compiled page as `plain`, or as `pretty` without colour, with it, with hyperlinks too. */
export function renderPage(page: Page, width: number, kind: Kind): Promise<string> {
  return pageText(
    { head: page, sections: page.sections, whole: true },
    {
      width,
      marks: kind !== 'plain',
      accessible: false,
      unicode: kind !== 'plain',
      color: kind === 'color' || kind === 'links',
      hyperlinks: kind === 'links',
    },
  );
}

/** The text of one section's body, made of Markdown. */
export async function render(markdown: string, width = 80, kind: Kind = 'plain'): Promise<string> {
  const page = compileTest(markdown);
  const options = {
    width,
    marks: kind !== 'plain',
    accessible: false,
    unicode: kind !== 'plain',
    color: kind === 'color' || kind === 'links',
    hyperlinks: kind === 'links',
  };
  return (await pageText({ head: page, sections: page.sections, whole: false }, options)).trimEnd();
}

/** A line as the reader sees it: without SGR and OSC 8. */
export function seen(text: string): string {
  return text.replace(/\u001b\[[\d;]*m|\u001b\]8;;[^\u001b]*\u001b\\/g, '');
}

/** The lines of a page's code blocks. */
export function codeLines(page: Page): string[] {
  return page.sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'code' ? block.lines : [])),
  );
}

/** Lines wider than asked, but for those that hold a single address or URL, or a line of code: neither is broken. */
export function tooWide(text: string, width: number, code: readonly string[] = []): string[] {
  return text.split('\n').filter((line) => {
    const shown = seen(line);
    if (stringWidth(shown) <= width) return false;
    if (code.some((one) => one !== '' && shown.endsWith(one.trimEnd()))) return false;
    const words = shown
      .trim()
      .replace(/^[│ ]+/, '')
      .replace(/^(?:(?:[-•]|\d+\.)( \[[ x]\])?|\[\d+\]) /, '')
      .replace(/^[│ ]+/, '')
      .split(/\s+/);
    return !(words.length === 1 && /\S@\S+\.\S|:\/\/|^www\./.test(words[0] ?? ''));
  });
}
