/** What became of rows in earlier runs, a line of JSON for each: a long ordeal goes on where it was broken off. */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { Outcome } from './outcome.js';
import { ROWS } from './rows/index.js';

/** What the outcomes of one document have in common. */
export interface Same {
  /** Of the program that was tried. */
  commit: string;
  /** Of the first try. */
  seed: number;
}

type Line = Same & Omit<Outcome, 'row'> & { row: string };

/** The outcomes in a file, of the last run of each row; those of another commit or seed are passed over. */
export function keptIn(file: string, { commit, seed }: Same): Map<string, Outcome> {
  const kept = new Map<string, Outcome>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
  for (const line of lines) {
    const { row: name, commit: ofCommit, seed: ofSeed, ...rest } = JSON.parse(line) as Line;
    const row = ROWS.find((one) => one.name === name);
    if (row && ofCommit === commit && ofSeed === seed) kept.set(name, { ...rest, row });
  }
  return kept;
}

/** Adds an outcome to a file, which is made where there is none. */
export function keepIn(file: string, same: Same, outcome: Outcome): void {
  appendFileSync(file, `${JSON.stringify({ ...same, ...outcome, row: outcome.row.name } satisfies Line)}\n`);
}
