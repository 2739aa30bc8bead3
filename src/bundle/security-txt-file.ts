/** One field of a security.txt. The line counts from 1 in its file. */
export interface SecurityTxtField {
  /** Lower case: names are read without case (RFC 9116 section 4.2). */
  name: string;
  value: string;
  line: number;
}

/** A security.txt, line by line (RFC 9116 section 4). */
export interface SecurityTxtLines {
  fields: SecurityTxtField[];
  /** Lines that are neither a field nor a comment nor empty. */
  strange: number[];
}

/**
 * Reads the lines of a security.txt, without what a cleartext signature puts around them. (Whether that is good, the
 * caller asks elsewhere.)
 */
export function readSecurityTxt(text: string): SecurityTxtLines {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const [start, end] = signedRange(lines);
  const found: SecurityTxtLines = { fields: [], strange: [] };
  for (const [index, whole] of lines.entries()) {
    const line = start > 0 ? whole.replace(/^- /, '') : whole;
    if (index < start || index >= end || /^\s*(#|$)/.test(line)) continue;
    const [, name = '', value = ''] = /^([A-Za-z][A-Za-z0-9-]*):[ \t]*(\S.*?)\s*$/.exec(line) ?? [];
    if (name === '') found.strange.push(index + 1);
    else found.fields.push({ name: name.toLowerCase(), value, line: index + 1 });
  }
  return found;
}

/** The lines that a cleartext signature is of (RFC 9580 section 7); all of them where there is none. */
function signedRange(lines: readonly string[]): [start: number, end: number] {
  const begin = lines.findIndex((line) => /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/.test(line));
  if (begin < 0) return [0, lines.length];
  const head = lines.findIndex((line, index) => index > begin && line.trim() === '');
  const end = lines.findIndex((line) => /^-----BEGIN PGP SIGNATURE-----\s*$/.test(line));
  return [head < 0 ? begin + 1 : head + 1, end < 0 ? lines.length : end];
}

/** Whether it is signed, well or badly. */
export function isSignedText(text: string): boolean {
  return /^-----BEGIN PGP SIGNED MESSAGE-----\s*$/m.test(text);
}
