import type { Manifest } from '../../bundle/manifest.js';
import { type Advice, Failure } from '../../errors.js';
import { isInstant } from '../../text/instants.js';
import { oneLine } from '../../text/sanitize.js';
import { noticeWords } from './key-words.js';

/**
 * A security.txt (RFC 9116) of a bundle; the notices stand in it as comments. Web addresses in it must be https
 * (section 2.5), so others are left out.
 *
 * @param expires overrides the bundle's `expires`: YYYY-MM-DD or an RFC 3339 date-time
 * @throws Failure USAGE where no expiry is known or it is no date: a date of our own choosing would claim that
 *   somebody still reads the address
 */
export function securityTxt(manifest: Manifest, expires: string | undefined): string {
  const field = (name: string, url: string | undefined) =>
    url?.startsWith('https://') ? [`${name}: ${url}`] : [];
  const lines = [
    ...manifest.notices.map((notice) => `# ${noticeWords(notice)}`),
    `Contact: ${mailto(manifest.address)}`,
    `Expires: ${expiresField(expires ?? manifest.expires)}`,
    ...field('Encryption', manifest.key.url),
    `Encryption: openpgp4fpr:${manifest.key.fingerprint.toLowerCase()}`,
    ...field('Policy', manifest.page.url),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

/** Whether a security.txt of this date is stale already (RFC 9116 section 2.5.5). */
export function isStale(manifest: Manifest, expires: string | undefined, now: Date): boolean {
  return Date.parse(expiresField(expires ?? manifest.expires)) <= now.getTime();
}

/** A mailto URI (RFC 6068 section 2): what would be read as syntax is percent-encoded. */
function mailto(address: string): string {
  const encoded = encodeURIComponent(address).replace(/%(40|2B|24)/g, (part) => decodeURIComponent(part));
  return `mailto:${encoded}`;
}

const A_DATE: Advice = {
  advice: 'say until when somebody reads the address, with --expires, as 2030-01-31 or 2030-01-31T00:00:00Z',
};

function expiresField(value: string | undefined): string {
  if (value === undefined) {
    throw new Failure(
      'USAGE',
      'security.txt must say until when it holds, and the bundle does not: a date made up here would be a false claim',
      [A_DATE],
    );
  }
  const instant = /^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value;
  if (!isInstant(instant)) {
    throw new Failure('USAGE', `--expires is not a date: ${value}`, [A_DATE]);
  }
  return instant;
}
