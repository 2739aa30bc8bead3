import type { Hit, Range } from '../../page/find/search-sections.js';
import type { Span, Word } from '../../page/model.js';
import { type Cells, cellsFor } from '../../text/cells.js';
import { oneLine, oneLineParts } from '../../text/sanitize.js';
import { fill } from '../layout/fill.js';
import { paint } from '../layout/paint.js';

const HIGHLIGHT = '1;4';
const TITLE = '1';

/** Each section with its number and id, and below it the sentences, what was found set off. */
export async function hitsText(
  hits: readonly Hit[],
  options: { width: number | undefined; color: boolean; accessible: boolean },
): Promise<string> {
  const cells = await cellsFor(
    hits.flatMap(({ section, matches }) => [section.title, ...matches.map(({ text }) => text)]),
  );
  const width = options.width ?? Number.POSITIVE_INFINITY;
  const digits = String(hits.at(-1)?.section.number ?? 0).length;
  const blocks = hits.map(({ section, title, matches }) => {
    const number = options.accessible
      ? `${section.number}. `
      : `${String(section.number).padStart(digits)}  `;
    const id = section.id === '' ? [] : toWords([[`(${oneLine(section.id)})`]], cells);
    const words = [...toWords(spansOf(section.title, title, TITLE), cells), ...id];
    const head = fill(words, {
      width,
      first: prefix(number),
      rest: prefix(' '.repeat(number.length)),
      cells,
    });
    const margin = prefix(' '.repeat(number.length + 2));
    const lines = matches.flatMap(({ text, ranges }) =>
      fill(toWords(spansOf(text, ranges), cells), { width, first: margin, rest: margin, cells }),
    );
    return [...head, ...lines]
      .map((line) => paint(line, { color: options.color, hyperlinks: false }))
      .join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

const prefix = (text: string) => ({ spans: [[text]] as Span[], cells: text.length });

/** A text cut at its ranges, safe to print. */
function spansOf(text: string, ranges: readonly Range[], style?: string): Span[] {
  const parts = oneLineParts(text, ranges.flat());
  return parts.flatMap((part, index): Span[] => {
    const own = index % 2 === 1 ? HIGHLIGHT : style;
    if (part === '') return [];
    return [own === undefined ? [part] : [part, own]];
  });
}

function toWords(spans: readonly Span[], cells: Cells): Word[] {
  const words: Word[] = [];
  let word: Span[] = [];
  const flush = () => {
    if (word.length > 0) words.push({ spans: word, cells: cells(word.map(([text]) => text).join('')) });
    word = [];
  };
  for (const [text, style] of spans) {
    for (const part of text.split(/( +)/)) {
      if (part.startsWith(' ')) flush();
      else if (part !== '') word.push(style === undefined ? [part] : [part, style]);
    }
  }
  flush();
  return words;
}
