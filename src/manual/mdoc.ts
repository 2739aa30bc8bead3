import { wrap } from '../text/wrap.js';

/** As wide as a line of the source may be (`mandoc -Tlint`). */
const SOURCE_WIDTH = 78;

/** Text that means itself, as an argument of a macro too: mdoc(7) has no names of macros that start with `\&`. */
export function literal(text: string): string {
  return text
    .replace(/\\/g, '\\e')
    .replace(/-/g, '\\-')
    .replace(/"/g, '\\(dq')
    .replace(/^(?=[.'])/, '\\&');
}

/** An argument of a macro, blanks and all. */
export function argument(text: string): string {
  const escaped = literal(text);
  if (/\s/.test(escaped) || escaped === '') return `"${escaped}"`;
  // punctuation and the names of macros would be read as such
  return /^([(){}[\].,:;!?|]|[A-Z][a-z]|[A-Z][a-z][a-z]?)$/.test(escaped) ? `\\&${escaped}` : escaped;
}

/** A paragraph: each sentence begins a line of the source, as mdoc(7) asks for. */
export function paragraph(text: string): string[] {
  return text.split(/(?<=[.!?]) (?=[A-Z-])/).flatMap(sentence);
}

function sentence(text: string): string[] {
  // a hyphen in prose is one; what is typed has a minus sign
  const words = text.split(' ').map((word) =>
    word
      .replace(/\\/g, '\\e')
      .replace(/"/g, '\\(dq')
      .replace(/(?<![\p{L}\d])-/gu, '\\-'),
  );
  return wrap(words, SOURCE_WIDTH, (line) => line.length).map((line) => line.replace(/^(?=[.'])/, '\\&'));
}
