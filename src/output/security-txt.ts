import type { Manifest } from '../bundle/manifest.js';
import { Failure } from '../errors.js';
import { oneLine } from '../sanitize.js';
import { noticeWords } from './key-words.js';

/**
 * A security.txt (RFC 9116) of a bundle; the notices stand in it as comments.
 *
 * @param expires overrides the bundle's `expires`: YYYY-MM-DD or an RFC 3339 date-time
 * @throws Failure USAGE where no expiry is known or it is no date: a date of our own choosing would claim that
 *   somebody still reads the address
 */
export function securityTxt(manifest: Manifest, expires: string | undefined): string {
  const lines = [
    ...manifest.notices.map((notice) => `# ${noticeWords(notice)}`),
    `Contact: mailto:${manifest.address}`,
    `Expires: ${expiresField(expires ?? manifest.expires)}`,
    ...(manifest.key.url ? [`Encryption: ${manifest.key.url}`] : []),
    `Encryption: openpgp4fpr:${manifest.key.fingerprint.toLowerCase()}`,
    ...(manifest.page.url ? [`Policy: ${manifest.page.url}`] : []),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function expiresField(value: string | undefined): string {
  const hint = 'codeship-sec contact --security-txt --expires DATE';
  if (value === undefined) {
    throw new Failure(
      'USAGE',
      'security.txt must say until when it holds, and the bundle does not: a date made up here would be a false claim',
      [hint],
    );
  }
  const instant = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value;
  const valid =
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(instant) &&
    !Number.isNaN(Date.parse(instant));
  if (!valid || !sameDay(instant)) {
    throw new Failure('USAGE', `--expires is not a date: ${value}`, [
      'write it as 2030-01-31 or 2030-01-31T00:00:00Z',
    ]);
  }
  return instant;
}

/** Date.parse takes 2030-02-31 for the third of March. */
function sameDay(instant: string): boolean {
  const day = instant.slice(0, 10);
  return new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) === day;
}
