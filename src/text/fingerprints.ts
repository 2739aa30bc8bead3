/** A fingerprint as people compare it: in groups of four hex digits. */
export function inGroups(fingerprint: string): string {
  return (fingerprint.match(/.{1,4}/g) ?? []).join(' ');
}

/** Fingerprints of version 4 and 6 in that form, wherever they stand in a text. */
export const GROUPED = /\b(?:[0-9A-F]{4} ){9}(?:(?:[0-9A-F]{4} ){6})?[0-9A-F]{4}\b/g;
