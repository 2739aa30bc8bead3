import { Script } from 'node:vm';
import { Failure } from '../errors.js';
import type { Finder, Range } from './search.js';

/** Longest time that all patterns together may take, in milliseconds. */
const LIMIT = 2_000;

/** All matches that are not empty, of `pattern` in each of `texts`. */
const FIND_ALL = `texts.map((text) => [...text.matchAll(pattern)]
  .filter((found) => found[0].length > 0).map((found) => [found.index, found.index + found[0].length]))`;

/**
 * A regular expression (ECMAScript, without case) as a finder in the texts that it is given. It runs under V8's
 * time limit for scripts, which stops a pattern that backtracks without end.
 *
 * @throws Failure USAGE for a pattern that cannot be read or takes longer than two seconds
 */
export function patternFinder(source: string, texts: readonly string[], limit = LIMIT): Finder {
  const pattern = compilePattern(source);
  let found: Range[][];
  try {
    found = new Script(FIND_ALL).runInNewContext({ texts, pattern }, { timeout: limit }) as Range[][];
  } catch (error) {
    if ((error as { code?: string }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Failure(
      'USAGE',
      `the pattern ${source} takes longer than ${limit / 1000} seconds on this page and was stopped`,
      ['write it without a repetition inside a repetition, as in (a+)+', 'codeship-sec search --help'],
      { cause: error },
    );
  }
  const byText = new Map(texts.map((text, index) => [text, found[index] ?? []]));
  return (text) => byText.get(text) ?? [];
}

/** With Unicode's rules; where these refuse it (`\\-`), with the older ones. */
function compilePattern(source: string): RegExp {
  try {
    return new RegExp(source, 'giu');
  } catch {
    try {
      return new RegExp(source, 'gi');
    } catch (error) {
      const words = error instanceof Error ? error.message.replace(/^.*\/[giu]*: /s, '') : String(error);
      throw new Failure(
        'USAGE',
        `the pattern ${source} cannot be read: ${words.toLowerCase()}`,
        ['leave out --regex to search for it as plain text', 'codeship-sec search --help'],
        { cause: error },
      );
    }
  }
}
