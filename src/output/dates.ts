/** `2019-07-20` of an ISO 8601 instant, in UTC. */
export function day(iso: string): string {
  return iso.slice(0, 10);
}

const UNITS = [
  ['year', 365.2425],
  ['month', 30.436875],
  ['day', 1],
] as const;

/** `7 years ago`, `in 3 months`, `today`: how far an ISO 8601 instant is from `now`. */
export function distance(iso: string, now: Date): string {
  const days = (Date.parse(iso) - now.getTime()) / 86_400_000;
  for (const [unit, length] of UNITS) {
    const count = Math.floor(Math.abs(days) / length);
    if (count < 1) continue;
    const words = `${count} ${unit}${count === 1 ? '' : 's'}`;
    return days < 0 ? `${words} ago` : `in ${words}`;
  }
  return 'today';
}
