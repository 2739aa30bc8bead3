/**
 * The value of `Content-Type` and its like, cut by the grammar of RFC 2045 section 5.1 over RFC 5322's lexical rules
 * (section 3.2: folding, comments, quoted strings and quoted pairs). What mail programs are known to read in several
 * ways is marked, for the caller to refuse where it matters.
 */

/** A parameter as it is written; RFC 2231's forms are not yet put together. */
export interface RawParameter {
  /** Lower case; with RFC 2231's asterisks: `boundary*0*`. */
  name: string;
  value: string;
}

export interface StructuredValue {
  /** What stands before the first semicolon, lower case, without blanks and comments. */
  main: string;
  parameters: RawParameter[];
  /** Programs may read it in several ways. */
  ambiguous: boolean;
}

interface Cursor {
  text: string;
  at: number;
  ambiguous: boolean;
}

/** A comment with one of these means something else to a program that does not know comments. */
const COMMENT_TRICKS = /[;="\\/()<>@,\n]/;
const TOKEN = /^[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+$/;
const MAIN = /^[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+(\/[!#$%&'*+\-.0-9A-Z^_`a-z{|}~]+)?$/;

/** Cuts a field's value. Never throws. */
export function readStructured(value: string): StructuredValue {
  const cursor: Cursor = { text: value, at: 0, ambiguous: /[^\t\n -~]/.test(value) };
  skipBlanks(cursor);
  const main = readWord(cursor);
  skipBlanks(cursor);
  if (!MAIN.test(main)) cursor.ambiguous = true;
  toSemicolon(cursor);
  const parameters: RawParameter[] = [];
  while (cursor.at < value.length) {
    cursor.at++; // the semicolon
    const parameter = readParameter(cursor);
    if (parameter) parameters.push(parameter);
    toSemicolon(cursor);
  }
  return { main: main.toLowerCase(), parameters, ambiguous: cursor.ambiguous };
}

/** `undefined`: nothing stands between two semicolons, as after the last one. */
function readParameter(cursor: Cursor): RawParameter | undefined {
  const before = skipBlanks(cursor);
  if (cursor.at >= cursor.text.length || cursor.text[cursor.at] === ';') return undefined;
  const name = readName(cursor);
  const around = skipBlanks(cursor);
  if (cursor.text[cursor.at] !== '=') {
    cursor.ambiguous = true;
    return undefined;
  }
  cursor.at++;
  const behind = skipBlanks(cursor);
  const value = cursor.text[cursor.at] === '"' ? readQuoted(cursor) : readWord(cursor);
  const after = skipBlanks(cursor);
  const commented = before || around || behind || after;
  if (!TOKEN.test(name) || (commented && name.toLowerCase().startsWith('boundary'))) cursor.ambiguous = true;
  return { name: name.toLowerCase(), value };
}

/** Skips white space and comments. @returns whether a comment was there */
function skipBlanks(cursor: Cursor): boolean {
  let comment = false;
  for (;;) {
    const character = cursor.text[cursor.at];
    if (character === ' ' || character === '\t' || character === '\n') cursor.at++;
    else if (character === '(') {
      comment = true;
      skipComment(cursor);
    } else return comment;
  }
}

/** RFC 5322 section 3.2.2; comments may be nested. */
function skipComment(cursor: Cursor): void {
  const start = cursor.at;
  let depth = 0;
  for (; cursor.at < cursor.text.length; cursor.at++) {
    const character = cursor.text[cursor.at];
    if (character === '\\') cursor.at++;
    else if (character === '(') depth++;
    else if (character === ')' && --depth === 0) break;
  }
  if (depth > 0) cursor.ambiguous = true;
  if (COMMENT_TRICKS.test(cursor.text.slice(start + 1, cursor.at))) cursor.ambiguous = true;
  cursor.at = Math.min(cursor.at + 1, cursor.text.length);
}

/** RFC 5322 section 3.2.4. The line breaks of folding are no part of it (section 3.2.4, last paragraph). */
function readQuoted(cursor: Cursor): string {
  const { text } = cursor;
  let value = '';
  for (cursor.at++; cursor.at < text.length; cursor.at++) {
    const character = text[cursor.at] ?? '';
    if (character === '"') {
      cursor.at++;
      return value;
    }
    if (character === '\n' || character === '\\') cursor.ambiguous = true;
    if (character === '\\') cursor.at++;
    if (character !== '\n') value += text[cursor.at] ?? '';
  }
  cursor.ambiguous = true; // it is not closed
  return value;
}

function readName(cursor: Cursor): string {
  return readWhile(cursor, /[^\s;="(]*/y);
}

/** Programs write more than a token without quotes: `boundary=----=_Part_1`. */
function readWord(cursor: Cursor): string {
  const word = readWhile(cursor, /[^\s;"]*/y);
  if (/[()\\<>@,]/.test(word)) cursor.ambiguous = true;
  return word;
}

function readWhile(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.text)?.[0] ?? '';
  cursor.at += found.length;
  return found;
}

/** Passes over what cannot stand there, up to the next semicolon outside of quotes. */
function toSemicolon(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== ';') {
    cursor.ambiguous = true;
    if (cursor.text[cursor.at] === '"') readQuoted(cursor);
    else cursor.at++;
  }
}
