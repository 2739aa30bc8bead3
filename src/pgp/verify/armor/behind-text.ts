import type { BeginLine } from './begin-lines.js';

/** So far before a signature the head of its text is looked for. */
const TEXT_HEAD = 1 << 16;

/** A signature that stands as it does below a text signed in the clear: right below a line, or with that text's `Hash`. */
export function isBehindText(data: Buffer, { start }: BeginLine): boolean {
  const before = data.toString('latin1', Math.max(0, start - TEXT_HEAD), start);
  return /[^\s>|][^\n]*\n$/.test(before) || /^[>| \t]*Hash:[ \t]*[A-Z0-9, -]+\r?$/m.test(before);
}
