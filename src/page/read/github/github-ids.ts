import { lowerCase } from '../lower-case.js';

/** What Ruby's `\p{Word}` has, which GitHub keeps of a heading: letters, marks, decimal digits, connectors. */
const NO_WORD = /[^\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\- ]/gu;

/** A maker of ids for one page, as GitHub makes them: the second heading of the same text gets `-1`, and so on. */
export function githubIds(): (title: string) => string {
  const seen = new Map<string, number>();
  return (title) => {
    const first = lowerCase(title).replace(NO_WORD, '').replace(/ /g, '-');
    let id = first;
    while (seen.has(id)) {
      const count = (seen.get(first) ?? 0) + 1;
      seen.set(first, count);
      id = `${first}-${count}`;
    }
    seen.set(id, 0);
    return id;
  };
}
