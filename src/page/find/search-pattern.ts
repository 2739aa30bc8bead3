import { Worker } from 'node:worker_threads';
import { refusePage } from '../reason.js';
import type { Finder, Range } from './search-sections.js';

/** Longest time that all patterns together may take, in milliseconds. */
const LIMIT = 2_000;

/** Sends, for one pattern after the other, all matches that are not empty in each of the texts. */
const FIND_ALL = `const { parentPort, workerData: { texts, patterns } } = require('node:worker_threads');
for (const pattern of patterns) parentPort.postMessage(texts.map((text) => [...text.matchAll(pattern)]
  .filter((found) => found[0].length > 0).map((found) => [found.index, found.index + found[0].length])));`;

/**
 * Regular expressions (ECMAScript, without case) as finders in the texts that they are given. They run in a thread
 * that is ended at the limit, which stops a pattern that backtracks without end; the program meanwhile answers
 * signals.
 *
 * @throws Refusal USAGE for a pattern that cannot be read, and where all take longer than two seconds
 */
export async function patternFinders(
  sources: readonly string[],
  texts: readonly string[],
  limit = LIMIT,
): Promise<Finder[]> {
  const found = await findAll(sources.map(compilePattern), texts, limit);
  const stopped = sources[found.length];
  if (stopped !== undefined) {
    throw refusePage('USAGE', { reason: 'pattern-slow', pattern: stopped, seconds: limit / 1000 });
  }
  return found.map((ranges) => {
    const byText = new Map(texts.map((text, index) => [text, ranges[index] ?? []]));
    return (text) => byText.get(text) ?? [];
  });
}

/** The matches by pattern and text: fewer patterns than asked for where the time was up. */
function findAll(patterns: RegExp[], texts: readonly string[], limit: number): Promise<Range[][][]> {
  return new Promise((resolve, reject) => {
    const found: Range[][][] = [];
    const worker = new Worker(FIND_ALL, { eval: true, workerData: { texts, patterns } });
    let timer: NodeJS.Timeout | undefined;
    // to start the thread is no fault of the pattern
    worker.on('online', () => {
      timer = setTimeout(() => void worker.terminate(), limit);
    });
    worker.on('message', (ranges: Range[][]) => found.push(ranges));
    worker.on('error', reject);
    worker.on('exit', () => {
      clearTimeout(timer);
      resolve(found);
    });
  });
}

/** With Unicode's rules; where these refuse it (`\\-`), with the older ones. */
function compilePattern(source: string): RegExp {
  try {
    return new RegExp(source, 'giu');
  } catch {
    try {
      return new RegExp(source, 'gi');
    } catch (error) {
      const detail = error instanceof Error ? error.message.replace(/^.*\/[giu]*: /s, '') : String(error);
      throw refusePage('USAGE', { reason: 'pattern-unreadable', pattern: source, detail }, error);
    }
  }
}
