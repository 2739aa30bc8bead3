/**
 * The fingerprint that a text is, in any spelling that people publish: in groups of any size, in lower case, behind
 * `0x` or `openpgp4fpr:`.
 */
export const FINGERPRINT =
  /^\s*(?:[Oo][Pp][Ee][Nn][Pp][Gg][Pp]4[Ff][Pp][Rr]:|0[Xx])?(?:[\s:.-]*[0-9A-Fa-f]){40}(?:(?:[\s:.-]*[0-9A-Fa-f]){24})?\s*$/;

/** Upper-case hex, 40 digits (version 4) or 64 (version 6), of a text that `FINGERPRINT` matches. */
export function plainFingerprint(text: string): string {
  return text
    .trim()
    .replace(/^(?:openpgp4fpr:|0x)/i, '')
    .replace(/[^0-9A-Fa-f]/g, '')
    .toUpperCase();
}
