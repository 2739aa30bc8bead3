import { type Finding, type FindingCode, finding } from '../../../output/words/bundle-findings.js';
import { DAY, yearAfter } from '../../../text/dates.js';

/** What ends sooner than this is reported without `--within` too. */
const SOON = 60 * DAY;

/** When it is, and from when on an end counts as wrong. */
export interface Clock {
  now: Date;
  /** In milliseconds; 0: nobody asked. */
  within: number;
}

interface Codes {
  within: FindingCode & `${string}-within`;
  soon: FindingCode & `${string}-soon`;
}

/** What there is to say of something that has not ended yet. */
export function endingSoon(
  codes: Codes,
  place: string,
  { what, end }: { what: string; end: string | null },
  { now, within }: Clock,
): Finding[] {
  if (end === null) return [];
  const left = Date.parse(end) - now.getTime();
  if (left <= within) return [finding(codes.within, place, { what, end, now })];
  return left <= SOON ? [finding(codes.soon, place, { what, end, now })] : [];
}

/** RFC 9116 section 2.5.5: it is recommended that such a file says so for less than a year. */
export function dateFindings(place: string, end: string, clock: Clock): Finding[] {
  const { now } = clock;
  const what = 'what is said of the contacts';
  const at = new Date(end);
  if (at <= now) return [finding('expires-passed', place, { what, end: at.toISOString(), now })];
  if (at > yearAfter(now)) return [finding('expires-far', place, { text: end })];
  return endingSoon(
    { within: 'expires-within', soon: 'expires-soon' },
    place,
    { what, end: at.toISOString() },
    clock,
  );
}
