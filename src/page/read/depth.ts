import type { Token } from 'marked';
import type { Refusal } from '../../errors.js';
import { refusePage } from '../reason.js';

/** Deeper than any page is. What reads and renders tokens calls itself for each level, and the stack has an end. */
const MOST = 200;

/**
 * Reads a text with `lex`, of which the tokens may not be nested without end.
 *
 * @throws Refusal BAD_DATA
 */
export function withinDepth(lex: () => Token[]): Token[] {
  const tokens = lexed(lex);
  let level: object[] = tokens;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MOST) throw tooDeep();
    level = level.flatMap(below);
  }
  return tokens;
}

function lexed(lex: () => Token[]): Token[] {
  try {
    return lex();
  } catch (error) {
    // all that marked has to say of it
    if (error instanceof RangeError) throw tooDeep(error);
    throw error;
  }
}

/** The tokens in a token, and what else holds some: the items of a list, the rows and cells of a table. */
function below(token: object): object[] {
  return Object.values(token)
    .flat()
    .filter((one) => typeof one === 'object' && one !== null);
}

function tooDeep(cause?: unknown): Refusal {
  return refusePage('BAD_DATA', { reason: 'page-too-deep' }, cause);
}
