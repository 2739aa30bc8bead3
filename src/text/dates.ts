/** `2019-07-20` of an ISO 8601 instant, in UTC. */
export function day(iso: string): string {
  return iso.slice(0, 10);
}

/** In milliseconds. */
const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What clocks show where it is the latest, as if that were UTC: in UTC+14 a day begins fourteen hours earlier. */
export function latestTime(now: Date): Date {
  return new Date(now.getTime() + 14 * HOUR);
}

/** The same day of the next year. */
export function yearAfter(date: Date): Date {
  const next = new Date(date);
  next.setUTCFullYear(next.getUTCFullYear() + 1);
  return next;
}

/**
 * `7 years ago`, `in 3 months`, `tomorrow`, `today`: how far an ISO 8601 instant is from `now`, by the calendar of UTC,
 * as `day` shows it. A unit is used from two on (nearly two years are 23 months, not a year) and rounded down, so that
 * neither an age nor what is left is overstated.
 */
export function distance(iso: string, now: Date): string {
  const then = new Date(iso);
  const past = then < now;
  const months = past ? wholeMonths(then, now) : wholeMonths(now, then);
  if (months >= 24) return sided(past, Math.floor(months / 12), 'years');
  if (months >= 2) return sided(past, months, 'months');
  const days = Math.abs(dayNumber(then) - dayNumber(now));
  if (days === 0) return 'today';
  if (days === 1) return past ? 'yesterday' : 'tomorrow';
  return sided(past, days, 'days');
}

const sided = (past: boolean, count: number, unit: string) =>
  past ? `${count} ${unit} ago` : `in ${count} ${unit}`;

const dayNumber = (date: Date) => Math.floor(date.getTime() / DAY);

function wholeMonths(from: Date, to: Date): number {
  const months = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  return to.getUTCDate() < from.getUTCDate() ? months - 1 : months;
}
