/**
 * A regular expression that is made when it is first needed. V8 builds the sets of characters of one that stands in the
 * source (`\p{L}`) when it loads the file, whether it is used or not, and that takes a hundredth of bare Node.js's
 * start-up time each.
 *
 * @returns a function that gives the same expression every time
 */
export function lazyPattern(source: string, flags: string): () => RegExp {
  let made: RegExp | undefined;
  return () => {
    made ??= new RegExp(source, flags);
    return made;
  };
}
