import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { removedAtEnd } from './folders.js';

const SHARED = '/dev/shm';

/**
 * Memory of the tests' own, in which the program keeps a text while it is edited: what other programs leave in the shared
 * one is no concern of a test. `undefined`: this system has none.
 */
export const memory = existsSync(SHARED)
  ? removedAtEnd(mkdtempSync(join(SHARED, 'codeship-sec-test-')))
  : undefined;

afterAll(() => {
  if (memory) expect(readdirSync(memory), 'what the program left in memory').toEqual([]);
});

/** Takes away what the program has kept and named, as its user would, with the folder that was made for it. */
export function takeAway(path: string): void {
  rmSync(dirname(path), { recursive: true });
}
