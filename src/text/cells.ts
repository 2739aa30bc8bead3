/** How many terminal cells a string takes. */
export type Cells = (text: string) => number;

/** Each character of it takes one cell, also beside others: Latin and its diacritics, dashes, quotes, bullets. */
const NARROW = /^[\x20-\x7e\n\t\xa0-\xac\xae-\u02ff\u2010-\u2027]*$/;

export const isNarrow = (text: string): boolean => NARROW.test(text);

/** A measure for narrow texts that come up one by one; it tells whether there was another. */
export function narrowCells(): { cells: Cells; wereNarrow(): boolean } {
  let narrow = true;
  const cells = (text: string) => {
    narrow &&= isNarrow(text);
    return text.length;
  };
  return { cells, wereNarrow: () => narrow };
}

/** The measure for all texts. Slow to load. */
export async function exactCells(): Promise<Cells> {
  const { default: stringWidth } = await import('string-width');
  const exact = inPieces(stringWidth);
  return (text) => (isNarrow(text) ? text.length : exact(text));
}

/** A measure that is right for these texts: string-width is loaded only where they are not narrow. */
export async function cellsFor(texts: readonly string[]): Promise<Cells> {
  return texts.every(isNarrow) ? (text) => text.length : exactCells();
}

/** Longer than any word; what measures text takes time with the square of the length of what joiners hold together. */
const PIECE = 256;

/** A measure for texts of any length: of long ones piece by piece, so that the time grows with the length alone. */
export function inPieces(measure: Cells): Cells {
  return (text) => {
    if (text.length <= PIECE) return measure(text);
    let cells = 0;
    for (let at = 0; at < text.length; ) {
      // not between the two halves of one character
      const end = at + PIECE + (/[\ud800-\udbff]/.test(text[at + PIECE - 1] ?? '') ? 1 : 0);
      cells += measure(text.slice(at, end));
      at = end;
    }
    return cells;
  };
}
