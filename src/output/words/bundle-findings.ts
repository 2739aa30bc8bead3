import type { Issue } from '../../bundle/manifest.js';
import { EXIT, type FailureCode } from '../../errors.js';
import type { PassedOver } from '../../pgp/facts.js';
import { day, distance } from '../../text/dates.js';
import { pageSyntaxWords } from './page-syntax-words.js';
import { passedOverWords } from './passed-over-words.js';
import { issueWords } from './refusals/bundle.js';

/** One thing that is wrong or doubtful with a bundle. */
export interface Finding {
  level: 'wrong' | 'doubtful';
  code: FindingCode;
  /** The field (`keys[1].fingerprint`), or the file and its line (`SECURITY.md:12`). */
  place: string;
  message: string;
  /** The exit status that it asks for. */
  exit: number;
}

/** What is said of it, and how much it counts. */
interface Rule<F> {
  level: Finding['level'];
  exit: number;
  words: (facts: F) => string;
}

const wrong = <F>(code: FailureCode, words: (facts: F) => string): Rule<F> => ({
  level: 'wrong',
  exit: EXIT[code],
  words,
});
const doubtful = <F>(words: (facts: F) => string): Rule<F> => ({ level: 'doubtful', exit: EXIT.OK, words });

interface Named {
  text: string;
}

/** Something that ends: at an ISO 8601 instant. */
interface Ending {
  what: string;
  end: string;
  now: Date;
}

const ends = ({ what, end, now }: Ending) => {
  const verb = Date.parse(end) <= now.getTime() ? 'ended' : 'ends';
  return `${what} ${verb} on ${day(end)}, ${distance(end, now)}`;
};

/** Every finding that there is. */
const RULES = {
  'manifest-field': wrong('BAD_DATA', (issue: Issue) => issueWords(issue).slice(issue.field.length + 1)),
  unreadable: wrong('BAD_DATA', ({ text }: Named) => text),
  'pin-mismatch': wrong('PRIMARY_KEY_BAD', ({ text }: Named) => text),
  'key-unusable': wrong('CERT_CANNOT_ENCRYPT', ({ text }: Named) => text),
  'key-ends-within': wrong('CERT_CANNOT_ENCRYPT', ends),
  'key-ends-soon': doubtful(ends),
  'key-perhaps-revoked': doubtful(({ text }: Named) => text),
  'key-passed-over': doubtful((part: PassedOver) => `not used: ${passedOverWords(part)}`),
  'key-unconfirmed': doubtful(
    ({ text }: Named) =>
      `nothing but the certificate names its fingerprint: put it on the page, for people to compare: ${text}`,
  ),
  'key-without-address': doubtful(
    ({ text }: Named) => `no user ID of a key that is encrypted to has the address ${text}`,
  ),
  'contact-twice': doubtful(({ text }: Named) => `the contact is that of an entry before it: ${text}`),
  'no-key': doubtful(({ text }: Named) => `${text}: reports cannot be encrypted`),
  'no-encryption-key': doubtful<object>(
    () => 'no key is there to encrypt to, but to sign alone: reports cannot be encrypted',
  ),
  'key-to-fill-in': wrong<object>(
    'BAD_DATA',
    () =>
      'the vendor publishes a key that is still to be put here: give key, or take out "// key" where there is none',
  ),
  'page-empty': doubtful<object>(() => 'the page has no text'),
  'page-date-ahead': doubtful(({ text }: Named) => `the page is dated in the future: ${text}`),
  'page-syntax': doubtful(pageSyntaxWords),
  'page-character': doubtful(
    ({ text }: Named) =>
      `the line holds characters that a reader does not see, and that are shown as escapes here: ${text}`,
  ),
  'page-link-mislabelled': doubtful(
    ({ text, target }: { text: string; target: string }) => `the link ${text} goes elsewhere, to ${target}`,
  ),
  'page-link-dead': doubtful(
    ({ text }: Named) => `the link to ${text} leads nowhere: no heading or anchor of the page has this id`,
  ),
  'page-link-relative': doubtful(
    ({ text }: Named) => `the link to ${text} leads nowhere until page.url says where the page is published`,
  ),
  'page-fingerprint': doubtful(
    ({ text }: Named) => `the page names a fingerprint that is no key of the bundle: ${text}`,
  ),
  'page-fingerprint-differs': wrong(
    'PRIMARY_KEY_BAD',
    ({ text }: Named) => `the page names another fingerprint than that of the bundle's key: ${text}`,
  ),
  'page-key-damaged': wrong('BAD_DATA', ({ text }: Named) => text),
  'page-key-differs': wrong(
    'PRIMARY_KEY_BAD',
    ({ text }: Named) => `the page holds another key than the bundle: ${text}`,
  ),
  'page-key': doubtful(({ text }: Named) => `the page holds a key that is not in the bundle: ${text}`),
  'page-address': doubtful(
    ({ text }: Named) => `the page names an address that is not the bundle's: ${text}`,
  ),
  'contact-not-on-page': doubtful(({ text }: Named) => `the page does not name it: ${text}`),
  'notice-ahead': doubtful(({ text }: Named) => `the notice is dated in the future: ${text}`),
  'notice-long': doubtful<object>(() => 'the notice has no short form: encrypt only counts it'),
  'expires-passed': wrong('BAD_DATA', ends),
  'expires-within': wrong('BAD_DATA', ends),
  'expires-soon': doubtful(ends),
  'expires-far': doubtful(
    ({ text }: Named) =>
      `${text} is more than a year ahead (RFC 9116 section 2.5.5): such files are forgotten`,
  ),
  'security-txt-line': wrong<object>('BAD_DATA', () => 'the line is neither a field nor a comment'),
  'security-txt-missing': wrong('BAD_DATA', ({ text }: Named) => `the field ${text} is missing`),
  'security-txt-twice': wrong(
    'BAD_DATA',
    ({ text }: Named) => `the field ${text} may stand once, and stands twice`,
  ),
  'security-txt-value': wrong('BAD_DATA', ({ text }: Named) => text),
  'security-txt-signature': wrong(
    'BAD_DATA',
    ({ text }: Named) => `the signature is not good by a key of the bundle: ${text}`,
  ),
  'security-txt-unsigned': doubtful<object>(
    () => 'it is not signed, and RFC 9116 recommends that it be (section 2.3)',
  ),
  'security-txt-fingerprint': wrong(
    'PRIMARY_KEY_BAD',
    ({ text }: Named) => `the published fingerprint is no key of the bundle: ${text}`,
  ),
  'security-txt-contacts': wrong<object>(
    'BAD_DATA',
    () => 'none of its contacts is one of the bundle: reports would go to somebody else',
  ),
  'security-txt-differs': doubtful(({ text }: Named) => text),
} satisfies Record<string, Rule<never>>;

export type FindingCode = keyof typeof RULES;

/** @param facts what its words need */
export function finding<C extends FindingCode>(
  code: C,
  place: string,
  facts: Parameters<(typeof RULES)[C]['words']>[0],
): Finding {
  const { level, exit, words } = RULES[code] as Rule<unknown>;
  return { level, code, place, message: words(facts), exit };
}
