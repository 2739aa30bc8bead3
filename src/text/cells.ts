/** How many terminal cells a string takes. */
export type Cells = (text: string) => number;

const ASCII = /^[\x20-\x7e\n\t]*$/;

/** A measure that is right for these texts: string-width is loaded only where there is more than ASCII. */
export async function cellsFor(texts: readonly string[]): Promise<Cells> {
  if (texts.every((text) => ASCII.test(text))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return (text) => (ASCII.test(text) ? text.length : stringWidth(text));
}
