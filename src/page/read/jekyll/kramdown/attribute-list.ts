/** What stands in `{:.class #id key="value"}`. */
export interface AttributeList {
  id: string | undefined;
  classes: string[];
  /** Bare words: `toc`. */
  names: string[];
}

/** Reads the part between `{:` and `}`. */
export function readAttributes(text: string): AttributeList {
  const words = text.replace(/[\w-]+=("[^"]*"|'[^']*')/g, '').split(/\s+/);
  const marks = words.flatMap((word) => word.match(/[.#][^.#]+/g) ?? []);
  return {
    id: marks.findLast((mark) => /^#[A-Za-z][\w:-]*$/.test(mark))?.slice(1),
    classes: marks.filter((mark) => mark.startsWith('.')).map((mark) => mark.slice(1)),
    names: words.filter((word) => /^\w[\w-]*$/.test(word)),
  };
}

/** What begins with `{:` at the start of a text, up to its bracket that no backslash stands before. */
export function bracesAt(source: string): string | undefined {
  if (!source.startsWith('{:')) return undefined;
  let close = source.indexOf('}');
  while (close > 0 && source[close - 1] === '\\') close = source.indexOf('}', close + 1);
  return close < 0 ? undefined : source.slice(0, close + 1);
}
