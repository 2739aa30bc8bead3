import type { Block, Span, Word } from '../../page/model.js';
import type { Cells } from '../../text/cells.js';
import { fill, type Prefix } from '../layout/fill.js';
import type { Ink } from '../layout/paint.js';
import { tableLines } from '../layout/table.js';

/** How a page is drawn. */
export interface Drawing extends Ink {
  /** In cells. */
  width: number;
  /** Bullets, bars and rules; without it the text alone, as it would be read aloud. */
  marks: boolean;
  /** Signs beyond ASCII for them. */
  unicode: boolean;
  /** Nothing stands in columns, which are for the eye. */
  accessible: boolean;
  cells: Cells;
}

/** Where lines may have any length. */
const RULE = 80;

/** Draws blocks as lines; a blank line stands between two that are not tight. */
export function drawBlocks(blocks: readonly Block[], drawing: Drawing): Span[][] {
  const lines: Span[][] = [];
  for (const block of blocks) {
    const drawn = drawBlock(block, drawing);
    if (drawn.length === 0) continue;
    if (lines.length > 0 && !block.tight) lines.push([]);
    lines.push(...drawn);
  }
  return lines;
}

function drawBlock(block: Block, drawing: Drawing): Span[][] {
  const { first, rest } = prefixes(block, drawing);
  const filling = { width: drawing.width, first, rest, cells: drawing.cells };
  switch (block.kind) {
    case 'text':
      return fill(block.words, filling);
    case 'heading':
      return fill(headingWords(block.words, drawing), filling);
    case 'code':
      return block.lines.flatMap((line) => codeLine(line, drawing, rest));
    case 'table':
      return tableLines(block, filling, !drawing.accessible);
    case 'rule': {
      if (!drawing.marks) return [];
      const width = Number.isFinite(drawing.width) ? drawing.width : RULE;
      const sign = drawing.unicode ? '─' : '-';
      return [[...rest.spans, [sign.repeat(width - rest.cells)]]];
    }
  }
}

/** Bold, whatever else the words are, where that is seen. */
export function headingWords(words: readonly Word[], { color }: Ink): readonly Word[] {
  if (!color) return words;
  const bold = (own: string | undefined) =>
    ['1', ...(own ?? '').split(';').filter((code) => code !== '' && code !== '1')].join(';');
  return words.map((word) => ({
    ...word,
    spans: word.spans.map(([text, own, ...target]): Span => [text, bold(own), ...target] as Span),
  }));
}

/** A code line is whole, however long: what is copied from the screen works, as no terminal adds a line end to it. */
function codeLine(line: string, { width, cells }: Drawing, rest: Prefix): Span[][] {
  if (line === '') return [[]];
  const room = width - rest.cells;
  const margin = Math.min(4, Math.max(0, Math.floor(room / 4)), Math.max(0, room - cells(line)));
  return [[...rest.spans, [' '.repeat(margin)], [line]]];
}

/** What stands before a block's first line and before the others; never more than half of the width. */
function prefixes(block: Block, drawing: Drawing): { first: Prefix; rest: Prefix } {
  const { marker } = block;
  const most = Math.floor(drawing.width / 2);
  if (marker === undefined) {
    const rest = indentation(block.indent.slice(0, most), drawing);
    return { first: rest, rest };
  }
  const outer = indentation(
    block.indent.slice(0, -marker.length - 1).slice(0, Math.max(0, most - marker.length - 1)),
    drawing,
  );
  const blank: Span = [' '.repeat(marker.length + 1)];
  const cells = outer.cells + marker.length + 1;
  const shown = drawing.accessible ? marker.trimStart() : marker;
  const sign = drawing.marks && drawing.unicode && marker.startsWith('-') ? `•${marker.slice(1)}` : shown;
  return {
    first: { spans: [...outer.spans, [`${sign} `]], cells },
    rest: { spans: [...outer.spans, blank], cells },
  };
}

/** `|` is the bar of a quotation, which `plain` leaves out. */
function indentation(indent: string, { marks, unicode }: Drawing): Prefix {
  if (indent === '') return { spans: [], cells: 0 };
  const bar = unicode ? '│' : '|';
  const parts = indent.match(/ +|\|/g) ?? [];
  const spans = parts.map((part): Span => {
    if (part !== '|') return [part];
    return marks ? [bar] : [' '];
  });
  return { spans, cells: indent.length };
}
