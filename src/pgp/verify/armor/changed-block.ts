/** A block that something has changed in a way that no rule undoes: quote marks of another kind, numbered lines. */

/** `BEGIN PGP …` at the end of a line, whatever stands before it and between its hyphens. */
const BEGIN = /-{2,8}\W{0,4}BEGIN PGP (?:SIGNED MESSAGE|MESSAGE|SIGNATURE)\W{0,4}-{2,8}\W{0,8}$/;
const END = /-{2,8}\W{0,4}END PGP (?:MESSAGE|SIGNATURE)\W{0,4}-{2,8}/;
/** Armored data in a line of its own, behind at most such a mark. */
const DATA = /(?:^|[^A-Za-z0-9+/])[A-Za-z0-9+/]{40,}={0,2}\W{0,8}$/;

/** Longer lines are none of a block. */
const LONGEST = 400;

/**
 * The number of the line on which such a block begins: a text that only speaks of the lines of a block has none of its
 * data.
 */
export function changedBlockIn(text: string): number | undefined {
  let begin: number | undefined;
  let hasData = false;
  for (const [at, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (line.length > LONGEST) continue;
    if (BEGIN.test(line)) {
      begin ??= at + 1;
    } else if (begin !== undefined) {
      if (hasData && END.test(line)) return begin;
      hasData ||= DATA.test(line);
    }
  }
  return undefined;
}
