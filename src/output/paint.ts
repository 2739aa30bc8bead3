import type { Span } from '../page/model.js';

/** Which escape sequences the text may hold. */
export interface Ink {
  color: boolean;
  hyperlinks: boolean;
}

/** Spans as one string; every style and link is closed at its end. */
export function paint(spans: readonly Span[], ink: Ink): string {
  let out = '';
  let style = '';
  let target = '';
  for (const [text, spanStyle = '', spanTarget = ''] of [...spans, ['', '', ''] as Span]) {
    if (ink.color && spanStyle !== style) {
      out += style === '' ? '' : '\u001b[0m';
      out += spanStyle === '' ? '' : `\u001b[${spanStyle}m`;
      style = spanStyle;
    }
    if (ink.hyperlinks && spanTarget !== target) {
      out += `\u001b]8;;${spanTarget}\u001b\\`;
      target = spanTarget;
    }
    out += text;
  }
  return out;
}

/** Plain text as words in one style, for what is not of the page. */
export function plainWords(text: string, cells: (text: string) => number, style?: string) {
  return text
    .split(' ')
    .map((word) => ({ spans: [style ? [word, style] : [word]] as Span[], cells: cells(word) }));
}
