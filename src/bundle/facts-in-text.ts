/** What a page says of keys and addresses, as people write it. Lines count from 1, columns from 0. */

export interface Mention {
  text: string;
  line: number;
  column: number;
}

/** In groups, or whole. */
const HEX =
  /(?<![0-9A-Za-z/=+])(?:0x|openpgp4fpr:)?((?:[0-9A-Fa-f]{4}[ \u00a0]{1,2}){15}[0-9A-Fa-f]{4}|(?:[0-9A-Fa-f]{4}[ \u00a0]{1,2}){9}[0-9A-Fa-f]{4}|[0-9A-Fa-f]{64}|[0-9A-Fa-f]{40})(?![0-9A-Za-z])/g;

/**
 * A fingerprint in lower case and without groups counts only near one of these words: else it may be a checksum or a
 * commit.
 */
const ABOUT_KEYS = /finger ?print|openpgp|\bpgp\b|\bgpg\b|0x[0-9a-f]{40}/i;

/** The fingerprints of keys, in upper-case hex. */
export function fingerprintsIn(text: string): Mention[] {
  const lines = linesOf(text);
  return lines.flatMap((line, index) =>
    [...line.matchAll(HEX)].flatMap(({ 1: found = '', index: column }) => {
      const near = lines.slice(Math.max(0, index - 3), index + 1).join(' ');
      const plain = /^[0-9a-f]+$/.test(found) && !ABOUT_KEYS.test(near);
      const text = found.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();
      return plain ? [] : [{ text, line: index + 1, column }];
    }),
  );
}

/** Whether a page has a key or a fingerprint, be it one that cannot be read. */
export function speaksOfKeys(text: string): boolean {
  return /(?:BEGIN|END) PGP PUBLIC KEY/.test(text) || fingerprintsIn(text).length > 0;
}

const ADDRESS =
  /(?<![\w.+-])[A-Za-z0-9][\w.+-]{0,63}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.)+[A-Za-z]{2,24}(?![\w-])/g;

/** E-mail addresses; `at` and `dot` in brackets are read too. */
export function addressesIn(text: string): Mention[] {
  return linesOf(text).flatMap((line, index) => {
    const plain = line
      .replace(/\s*[[({]\s*at\s*[\])}]\s*/gi, '@')
      .replace(/\s*[[({]\s*dot\s*[\])}]\s*/gi, '.');
    return [...plain.matchAll(ADDRESS)].map(({ 0: text, index: column }) => ({
      text,
      line: index + 1,
      column,
    }));
  });
}

const ROLE = /^(?:security|psirt|cert|csirt|vuln|disclosure|report|abuse)/i;

/** Whether an address is by its name one for reports (RFC 2142 section 4, and what teams call themselves). */
export function takesReports(address: string): boolean {
  return ROLE.test(address);
}

const URL_IN_TEXT = /https:\/\/[^\s<>"'()[\]`|\\^{}]+[^\s<>"'()[\]`|\\^{}.,;:!?*_]/g;
const TAKES_REPORTS =
  /\/security\/advisories(?:\/new)?\/?$|^https:\/\/(?:www\.)?(?:hackerone|bugcrowd|intigriti|yeswehack|huntr)\.|\/(?:report|disclose|submit)[\w-]*\/?$|\bform\b/i;

/** Where reports are taken on the web. */
export function formsIn(text: string): Mention[] {
  return linesOf(text).flatMap((line, index) =>
    [...line.matchAll(URL_IN_TEXT)]
      .filter(([url]) => TAKES_REPORTS.test(url))
      .map(({ 0: text, index: column }) => ({ text, line: index + 1, column })),
  );
}

/** The longest line in which anything is looked for: a longer one is no prose. */
const LONGEST = 4000;

const linesOf = (text: string) => text.split(/\r\n|\n|\r/).map((line) => (line.length > LONGEST ? '' : line));

/**
 * Fingerprints on a page that are at odds with the bundle's keys: all that are no key's, where the page names none of
 * the keys; else those that differ from a key's in one half alone. (Others may be those of keys that are for other
 * things, such as releases.)
 *
 * @param keys primary fingerprints; without any, nothing is at odds
 * @param known these, and those of subkeys
 */
export function contradicting(
  mentions: readonly Mention[],
  keys: readonly string[],
  known: readonly string[],
): Mention[] {
  if (keys.length === 0) return [];
  const names = new Set(known);
  const namesAny = mentions.some(({ text }) => names.has(text));
  const halves = new Set(keys.flatMap(halvesOf));
  return mentions.filter(
    ({ text }) => !names.has(text) && (!namesAny || halvesOf(text).some((half) => halves.has(half))),
  );
}

/** A slip of the pen leaves one of the two as it was. */
function halvesOf(fingerprint: string): string[] {
  const middle = fingerprint.length / 2;
  return [`${fingerprint.slice(0, middle)}-`, `-${fingerprint.slice(middle)}`];
}

/** The fingerprints that a page names, and those that `Encryption` fields of a security.txt name (RFC 9116 section 2.5.4). */
export function namedFingerprints(page: string, encryption: readonly string[]): string[] {
  const published = encryption.filter((uri) => /^openpgp4fpr:/i.test(uri)).join('\n');
  const mentions = [...fingerprintsIn(page), ...fingerprintsIn(published)];
  return [...new Set(mentions.map(({ text }) => text))];
}
