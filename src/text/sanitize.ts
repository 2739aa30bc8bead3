/**
 * The one gate for strings from outside (a message, a signature, a user ID, a file name, a bundle) on their way
 * into anything made for reading. What could move the cursor, reorder text or hide in it is shown as a visible
 * escape: C0 and C1 controls, DEL, line and paragraph separators, bidirectional controls, zero-width and other
 * format characters (Unicode's Cf), private use, lone surrogates, fillers and tags.
 */
const HIDDEN =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029\u115f\u1160\u17b4\u17b5\u3164\uffa0\u{e0000}-\u{e0fff}]/gu;

/** Whether a one-line string holds what is shown as an escape. */
export function isShownEscaped(text: string): boolean {
  return oneLine(text) !== text;
}

/** Most texts: nothing in them can be hidden. */
const PRINTABLE = /^[\x20-\x7e]*$/;

/** `\u001b` or, above the basic plane, `\u{e0041}`. */
function escaped(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
}

/** A one-line string made safe to print: line feeds and tabs become visible escapes too. */
export function oneLine(text: string): string {
  return PRINTABLE.test(text) ? text : text.replace(HIDDEN, escaped);
}

/** Text of several lines made safe to print: LF and tab stay, CRLF becomes LF, the rest is escaped. */
export function multiLine(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(HIDDEN, (character) =>
      character === '\n' || character === '\t' ? character : escaped(character),
    );
}

/** Whether a text of several lines holds what is shown as an escape. */
export function isTextShownEscaped(text: string): boolean {
  return multiLine(text) !== text.replace(/\r\n/g, '\n');
}

/** A value as one indented JSON document in which every hidden character is `\u`-escaped. No final newline. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(HIDDEN, (character) => {
    if (character === '\n') return character;
    let units = '';
    for (let i = 0; i < character.length; i++) {
      units += `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`;
    }
    return units;
  });
}
