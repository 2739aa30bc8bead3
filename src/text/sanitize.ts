/**
 * The one gate for strings from outside (a message, a signature, a user ID, a file name, a bundle) on their way
 * into anything made for reading. What could move the cursor, reorder text or hide in it is shown as a visible
 * escape: C0 and C1 controls, DEL, line and paragraph separators, bidirectional controls, zero-width and other
 * format characters (Unicode's Cf), private use, lone surrogates, noncharacters, fillers and tags. A joiner where a
 * script or an emoji needs it is text.
 */
const HIDDEN = new RegExp(
  `[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Noncharacter_Code_Point}\\u2028\\u2029\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u3164\\uffa0\\u{e0000}-\\u{e0fff}](?<!${neededJoiners()})`,
  'gu',
);

/**
 * U+200C and U+200D where they belong to the text: between letters of a script that joins them, and behind a virama
 * (Unicode UAX 31 section 2.3, rules A1, A2 and B); between the emoji of a sequence (UTS 51). A pattern.
 */
function neededJoiners(): string {
  const scripts = ['Arabic', 'Syriac', 'Mongolian', 'Nko', 'Mandaic', 'Adlam', 'Hanifi_Rohingya'];
  const joining = `(?:${scripts.map((name) => `\\p{Script=${name}}`).join('|')})`;
  const virama =
    '[\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca\\u0f84\\u1039\\u103a\\u17d2\\u1a60\\u1b44\\u1baa\\u1bab\\ua806\\ua8c4\\ua953\\ua9c0\\uaaf6\\uabed]';
  const emoji = '\\p{Extended_Pictographic}';
  return [
    `(?<=${joining}\\p{M}{0,3})\\u200c(?=\\p{M}{0,3}${joining})`,
    `(?<=\\p{L}\\p{M}{0,3}${virama}\\p{M}{0,3})[\\u200c\\u200d]`,
    `(?<=${emoji}[\\ufe0f\\u{1f3fb}-\\u{1f3ff}]?)\\u200d(?=${emoji})`,
  ].join('|');
}

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
