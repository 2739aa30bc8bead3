import type { Token } from 'marked';

/**
 * Finds what is nested without end: what reads and renders tokens calls itself for each level, and the stack has an end.
 *
 * @param most a list and its item are two levels
 * @returns the first token that holds too many levels
 */
export function tooDeepIn(tokens: readonly Token[], most: number): Token | undefined {
  return tokens.find((token) => {
    let level: object[] = [token];
    for (let depth = 0; level.length > 0; depth++) {
      if (depth > most) return true;
      level = level.flatMap(below);
    }
    return false;
  });
}

/** Finds the token that holds this list of tokens, on whatever level. */
export function holderOf(list: readonly Token[], tokens: readonly Token[]): Token | undefined {
  const holds = (one: object): boolean =>
    one === list || Object.values(one).some((value) => isObject(value) && holds(value));
  return tokens.find(holds);
}

/** The tokens in a token, and what else holds some: the items of a list, the rows and cells of a table. */
function below(token: object): object[] {
  return Object.values(token).flat().filter(isObject);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
