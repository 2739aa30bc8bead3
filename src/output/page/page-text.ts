import { topLevel } from '../../page/contents.js';
import type { DrawnSection, PageHead, SectionHead, Span, Word } from '../../page/model.js';
import { cellsFor } from '../../text/cells.js';
import { oneLine } from '../../text/sanitize.js';
import { fill } from '../layout/fill.js';
import { type Ink, paint, plainWords } from '../layout/paint.js';
import { type Drawing, drawBlocks, headingWords } from './draw-blocks.js';

export interface PageTextOptions extends Ink {
  width: number;
  marks: boolean;
  unicode: boolean;
  accessible: boolean;
}

/** The page, or some of its sections, as `pretty` (with marks and ink) or `plain` text; ends in a line feed. */
export async function pageText(
  page: { head: PageHead; sections: readonly DrawnSection[]; whole: boolean },
  options: PageTextOptions,
): Promise<string> {
  const cells = await cellsFor(textsToMeasure(page.head, page.sections));
  const drawing: Drawing = { ...options, cells };
  const parts = page.sections.map((section) => sectionLines(section, drawing));
  if (page.whole) {
    const title = titleLines(page.head, drawing);
    const contents = contentsLines(page.sections, drawing);
    const introduced = page.sections[0]?.number === 0;
    parts.splice(introduced ? 1 : 0, 0, contents);
    parts.unshift(title);
  }
  const lines = parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [[], ...part]));
  return `${lines.map((line) => trimmed(paint(line, options))).join('\n')}\n`;
}

/** What is measured at run time: titles, and words that may be too long for a line; the rest was at build time. */
function textsToMeasure(head: PageHead, sections: readonly DrawnSection[]): string[] {
  const texts = [head.title];
  const addWord = ({ spans, cells }: Word) => {
    for (let i = 0; cells > 8 && i < spans.length; i++) texts.push(spans[i]?.[0] ?? '');
  };
  for (const { title, blocks } of sections) {
    texts.push(title);
    for (const block of blocks) {
      if (block.kind === 'code') texts.push(...block.lines);
      else if (block.kind === 'table') [block.head, ...block.rows].flat(2).forEach(addWord);
      else if (block.kind !== 'rule') block.words.forEach(addWord);
    }
  }
  return texts.map(oneLine);
}

function titleLines({ title, heading }: PageHead, { width, cells, color }: Drawing): Span[][] {
  if (title === '') return [];
  const none = { spans: [], cells: 0 };
  const words = heading ? headingWords(heading.words, { color, hyperlinks: false }) : undefined;
  return fill(words ?? plainWords(oneLine(title), cells, '1;4'), { width, first: none, rest: none, cells });
}

/** The table of contents, as the page's `{:toc}` would make it. */
function contentsLines(sections: readonly SectionHead[], { width, cells, accessible }: Drawing): Span[][] {
  const listed = sections.filter((section) => section.number > 0 && section.inToc);
  if (listed.length === 0) return [];
  const top = topLevel(listed);
  const digits = accessible ? 0 : String(listed.at(-1)?.number ?? 0).length;
  const lines = listed.flatMap((section) => {
    const indent = ' '.repeat(
      Math.min(2 * (section.level - top), Math.max(0, Math.floor(width / 2) - digits - 4)),
    );
    const number = `${indent}  ${String(section.number).padStart(digits)}. `;
    return fill(plainWords(oneLine(section.title), cells), {
      width,
      first: { spans: [[number]], cells: number.length },
      rest: { spans: [[' '.repeat(number.length)]], cells: number.length },
      cells,
    });
  });
  return [[['Contents', '1']], [], ...lines];
}

function sectionLines(section: DrawnSection, drawing: Drawing): Span[][] {
  const { width, cells } = drawing;
  const body = drawBlocks(section.blocks, drawing);
  if (section.number === 0) return body;
  const number = `${section.number}. `;
  const heading = fill(headingWords(section.heading, drawing), {
    width,
    first: { spans: [[number, '1']], cells: number.length },
    rest: { spans: [[' '.repeat(number.length)]], cells: number.length },
    cells,
  });
  return body.length > 0 ? [...heading, [], ...body] : heading;
}

/** No blanks at a line's end: of a wrapped item or an empty line of code. */
function trimmed(line: string): string {
  let end = line.length;
  while (line[end - 1] === ' ') end--;
  return line.slice(0, end);
}
