import type { Manifest } from '../../../bundle/manifest.js';
import { type Advice, Failure } from '../../../errors.js';
import { isInstant, startOfDay } from '../../../text/instants.js';
import { oneLine } from '../../../text/sanitize.js';
import { noticeWords } from '../key-words.js';

/**
 * A security.txt (RFC 9116) of a bundle; the notices stand in it as comments. Web addresses in it must be https
 * (section 2.5), so others are left out.
 *
 * @param expires overrides the bundle's `expires`: YYYY-MM-DD or an RFC 3339 date-time
 * @throws Failure USAGE where no expiry is known or it is no date: a date of our own choosing would claim that
 *   somebody still reads the address
 */
export function securityTxt(manifest: Manifest, expires: string | undefined): string {
  const { notices, contacts, keys, page, securityTxt: more } = manifest;
  const policy = more.policy.length > 0 ? more.policy : [page.url];
  const lines = [
    ...notices.map((notice) => `# ${noticeWords(notice)}`),
    ...contacts.map((contact) => `Contact: ${contact}`),
    `Expires: ${expiresField(expires ?? manifest.expires)}`,
    ...keys
      .filter(({ use }) => use.includes('encrypt'))
      .flatMap(({ url, fingerprint }) => [
        ...webFields('Encryption', [url]),
        `Encryption: openpgp4fpr:${fingerprint.toLowerCase()}`,
      ]),
    ...webFields('Acknowledgments', more.acknowledgments),
    ...(more.preferredLanguages.length > 0
      ? [`Preferred-Languages: ${more.preferredLanguages.join(', ')}`]
      : []),
    ...webFields('Canonical', more.canonical),
    ...webFields('Policy', policy),
    ...webFields('Hiring', more.hiring),
    ...webFields('CSAF', more.csaf),
  ];
  return `${lines.map(oneLine).join('\n')}\n`;
}

function webFields(name: string, urls: readonly (string | undefined)[]): string[] {
  return urls.flatMap((url) => (url?.startsWith('https://') ? [`${name}: ${url}`] : []));
}

/**
 * What is odd about the date of a security.txt (RFC 9116 section 2.5.5); `undefined`: nothing is.
 *
 * @throws Failure USAGE for a date that has passed: such a file is void; and as `securityTxt`
 */
export function expiryDoubt(manifest: Manifest, expires: string | undefined, now: Date): string | undefined {
  const end = new Date(expiresField(expires ?? manifest.expires));
  if (end <= now) {
    const words = `the date of this security.txt, ${expires ?? manifest.expires}, has passed: readers are told to ignore such a file`;
    throw new Failure('USAGE', words, [A_DATE]);
  }
  const year = new Date(now);
  year.setUTCFullYear(year.getUTCFullYear() + 1);
  if (end <= year) return undefined;
  return 'the date of this security.txt is more than a year ahead: RFC 9116 asks for less, because such files are forgotten';
}

const A_DATE: Advice = {
  advice:
    'say until when somebody reads the address, less than a year from now, with --expires and a date as YYYY-MM-DD',
};

function expiresField(value: string | undefined): string {
  if (value === undefined) {
    throw new Failure(
      'USAGE',
      'security.txt must say until when it holds, and the bundle does not: a date made up here would be a false claim',
      [A_DATE],
    );
  }
  const instant = startOfDay(value);
  if (!isInstant(instant)) {
    throw new Failure('USAGE', `--expires is not a date: ${value}`, [A_DATE]);
  }
  return instant;
}
