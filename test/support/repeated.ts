import { expect } from 'vitest';
import { Refusal } from '../../src/errors.js';
import type { PageFormat } from '../../src/page/model.js';
import { compileTest } from './pages.js';

/** How a token is repeated. */
export const SHAPES: Record<string, (token: string, count: number) => string> = {
  'in a row': (token, count) => token.repeat(count),
  'after a letter': (token, count) => `x${token}`.repeat(count),
  'a paragraph each': (token, count) => `${token}\n\n`.repeat(count),
  'closed by others': (token, count) => `${token.repeat(count)}x@y.zz) ] \``,
};

/** Milliseconds of the processor that reading a page takes, refused or not. */
function cost(source: string, format: PageFormat): number {
  const before = process.cpuUsage();
  try {
    compileTest(source, format);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Reads pages of `least` pieces, of ten times and of a hundred times as many. What grows too fast does so each time. */
export function expectNearlyLinear(make: (count: number) => string, format: PageFormat, least = 1_000): void {
  const pages = [least, 10 * least, 100 * least].map(make);
  let growth: number[] = [];
  for (let tries = 0; tries < 3; tries++) {
    const [few, some, many] = pages.map((page) => cost(page, format)) as [number, number, number];
    // 10 · log(10 n) / log(n) is 13; what is short is lost in the noise of other work
    growth = [some / Math.max(few, 30), many / Math.max(some, 60)];
    if (Math.max(...growth) < 25) return;
  }
  expect(Math.max(...growth)).toBeLessThan(25);
}
