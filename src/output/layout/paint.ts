import type { Span } from '../../page/model.js';

/** Which escape sequences the text may hold. */
export interface Ink {
  color: boolean;
  hyperlinks: boolean;
}

/**
 * Spans as one string; every style and link is closed at its end. (Counted loops here and in fill.ts: `for ... of`
 * makes an object a turn until it is optimised, which a run as short as ours does not live to see, and a collection
 * of garbage takes longer than the whole drawing.)
 */
export function paint(spans: readonly Span[], { color, hyperlinks }: Ink): string {
  let out = '';
  let style = '';
  let target = '';
  for (let i = 0; i < spans.length; i++) {
    const span = spans[i] as Span;
    if (color && style !== (span[1] ?? '')) {
      out += sgrChange(style, span[1] ?? '');
      style = span[1] ?? '';
    }
    if (hyperlinks && target !== (span[2] ?? '')) {
      target = span[2] ?? '';
      out += linkTo(target);
    }
    out += span[0];
  }
  if (style !== '') out += sgrChange(style, '');
  return target === '' ? out : out + linkTo('');
}

/** From one style to another, by way of none (ECMA-48, 8.3.117). */
function sgrChange(from: string, to: string): string {
  return (from === '' ? '' : '\u001b[0m') + (to === '' ? '' : `\u001b[${to}m`);
}

/** OSC 8; an empty target ends a link. */
const linkTo = (target: string) => `\u001b]8;;${target}\u001b\\`;

/** Plain text as words in one style, for what is not of the page. */
export function plainWords(text: string, cells: (text: string) => number, style?: string) {
  return text
    .split(' ')
    .map((word) => ({ spans: [style ? [word, style] : [word]] as Span[], cells: cells(word) }));
}
