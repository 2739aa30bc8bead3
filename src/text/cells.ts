/** How many terminal cells a string takes. */
export type Cells = (text: string) => number;

const ASCII = /^[\x20-\x7e\n\t]*$/;

/** A measure that is right for these texts: string-width is loaded only where there is more than ASCII. */
export async function cellsFor(texts: readonly string[]): Promise<Cells> {
  if (texts.every((text) => ASCII.test(text))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  const exact = inPieces(stringWidth);
  return (text) => (ASCII.test(text) ? text.length : exact(text));
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
