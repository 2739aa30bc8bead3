import type { Cells } from '../../text/cells.js';
import { oneLine } from '../../text/sanitize.js';
import { flat } from '../inline-text.js';
import type { Span, Word } from '../model.js';

/** How a piece of text looks. */
export interface WordLook {
  bold: boolean;
  underline: boolean;
  /** Where a click goes; the URI is 32 to 126 in ASCII. */
  target: string;
  inLink: boolean;
}

/** Cuts text at its blanks, after it has passed the gate. @param cellsOf how much room a text takes */
export function wordWriter(cellsOf: Cells) {
  const words: Word[] = [];
  let spans: Span[] = [];
  let source = '';
  const flush = () => {
    const shown = spans.map(([text]) => text).join('');
    if (spans.length > 0)
      words.push({ spans, cells: cellsOf(shown), ...(source === shown ? {} : { source }) });
    spans = [];
    source = '';
  };
  return {
    write(text: string, look: WordLook) {
      const written = piecesOf(flat(text));
      // what the gate changes is no blank, and becomes none
      for (const [at, part] of piecesOf(oneLine(flat(text))).entries()) {
        if (part.startsWith(' ')) flush();
        else {
          spans.push(spanOf(part, look));
          source += written[at];
        }
      }
    },
    endLine() {
      flush();
      const last = words.at(-1);
      if (last) last.end = 1;
    },
    end() {
      flush();
      if (words.at(-1)?.end) delete words.at(-1)?.end;
      return words;
    },
  };
}

const piecesOf = (text: string) => text.match(/ +|[^ ]+/g) ?? [];

function spanOf(text: string, { bold, underline, target }: WordLook): Span {
  const style = [bold ? '1' : '', underline ? '4' : ''].filter((code) => code !== '').join(';');
  if (target !== '') return [text, style, target];
  return style === '' ? [text] : [text, style];
}
