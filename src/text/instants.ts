/** RFC 3339's date-time (section 5.6), and a day that the calendar has. */
export function isInstant(value: string): boolean {
  return (
    /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/.test(
      value,
    ) && isDay(value.slice(0, 10))
  );
}

/** A day is taken for its first moment, in UTC; what is no day stays. */
export const startOfDay = (value: string) => (/^\d{4}-\d\d-\d\d$/.test(value) ? `${value}T00:00:00Z` : value);

/** Whether the calendar has this day: `Date.parse` takes 2030-02-31 for the third of March. */
export function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`);
  return date.length < 10 || (!Number.isNaN(at.getTime()) && at.toISOString().startsWith(date));
}
