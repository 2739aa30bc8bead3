/**
 * The one gate for strings from outside (a message, a signature, a user ID, a file name, a bundle) on their way
 * into anything made for reading. What could move the cursor, reorder text or hide in it is shown as a visible
 * escape: C0 and C1 controls, DEL, line and paragraph separators, bidirectional controls, zero-width and other
 * format characters (Unicode's Cf), private use, lone surrogates, noncharacters, tags, and what else a program that
 * does not know it shows as nothing (Unicode's Default_Ignorable_Code_Point: fillers, variation selectors). So is what
 * looks like a blank and is none. A joiner or a selector where a script or an emoji needs it is text.
 */
const HIDDEN = new RegExp(
  `[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Noncharacter_Code_Point}\\p{Default_Ignorable_Code_Point}\\u2028\\u2029${likeBlanks()}](?<!${neededJoiners()}|${neededSelectors()})`,
  'gu',
);

/**
 * Symbols and letters without ink: the Braille pattern of no dots, the place of an object that is not there, the blanks
 * of Egyptian hieroglyphs, the filler of the Khitan script, the note without a head. Parts of a class of characters.
 */
function likeBlanks(): string {
  return '\\u2800\\ufffc\\u{13441}\\u{13442}\\u{16fe4}\\u{1d159}';
}

/** U+FE0E and U+FE0F, directly behind an emoji or in a keycap (UTS 51 sections 1.4.3 and 1.4.5). A pattern. */
function neededSelectors(): string {
  return '(?<=\\p{Extended_Pictographic})[\\ufe0e\\ufe0f]|(?<=[0-9#*])\\ufe0f(?=\\u20e3)';
}

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

/**
 * A one-line string made safe to print and cut into parts; each of its characters is judged by what it stands beside in
 * the whole string.
 *
 * @param cuts where, in UTF-16 units, in ascending order
 */
export function oneLineParts(text: string, cuts: readonly number[]): string[] {
  const hidden = PRINTABLE.test(text) ? [] : [...text.matchAll(HIDDEN)];
  let at = 0;
  let next = 0;
  return [...cuts, text.length].map((end) => {
    let part = '';
    for (let found = hidden[next]; found && found.index < end; found = hidden[++next]) {
      part += text.slice(at, found.index) + escaped(found[0]);
      at = found.index + found[0].length;
    }
    part += text.slice(at, end);
    at = Math.max(at, end);
    return part;
  });
}

/** The characters of a line of text that are shown as escapes, each once. A tab is none. */
export function hiddenIn(line: string): string[] {
  if (PRINTABLE.test(line)) return [];
  return [...new Set(line.match(HIDDEN))].filter((character) => character !== '\t');
}

/** A part of HTML source in which each such character is a reference to it: it stays what it is, and can be seen. */
export function asReferences(text: string): string {
  return text.replace(HIDDEN, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`);
}

/** The same of a part of a URL, in percent form. */
export function asPercents(text: string): string {
  return text.replace(HIDDEN, (character) => encodeURIComponent(character.toWellFormed()));
}

/** A one-line string in which `stands` takes the place of each character that would be shown as an escape. */
export function withoutHidden(text: string, stands: string): string {
  return text.replace(HIDDEN, stands);
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
