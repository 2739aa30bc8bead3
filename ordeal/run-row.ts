import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { found } from './finding.js';
import type { Outcome } from './outcome.js';
import type { Prepared, Row, World } from './row.js';
import seeds from './seeds.json' with { type: 'json' };

export interface Length {
  /** A factor of the number of tries. */
  times: number;
  /** Of the first try; each further one has the next. */
  seed: number;
  atOnce: number;
}

/** Runs a row: first the seeds that once found something, then as many as are asked for. */
export async function runRow(row: Row, world: World, { times, seed, atOnce }: Length): Promise<Outcome> {
  const outcome: Outcome = { row, tries: 0, took: 0, findings: [] };
  outcome.skipped = row.unavailable?.();
  if (outcome.skipped !== undefined) return outcome;
  const started = performance.now();
  const folder = join(world.folder, row.name);
  mkdirSync(folder);
  const prepared = await row.prepare({ ...world, folder });
  const kept = (seeds as Record<string, number[]>)[row.name] ?? [];
  const { all } = prepared;
  const wanted = all === undefined ? row.tries * times : all * Math.min(times, 1);
  const count = Math.max(1, Math.ceil(wanted));
  const tries = [...kept, ...Array.from({ length: count }, (_, at) => seed + at)];
  let next = 0;
  const work = async () => {
    for (let at = next++; at < tries.length; at = next++) {
      await tryOnce(prepared, tries[at] ?? 0, spread(at - kept.length, count, all), outcome);
      if (process.stderr.isTTY) process.stderr.write(`\r${row.name}: ${at + 1}/${tries.length} `);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  prepared.close?.();
  outcome.note = prepared.note?.();
  outcome.tries = tries.length;
  outcome.took = (performance.now() - started) / 1000;
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return outcome;
}

/** Where not all things are tried, those that are lie all over the whole. */
function spread(at: number, count: number, all: number | undefined): number {
  return all === undefined || at < 0 ? Math.max(0, at) : Math.floor((at * all) / count);
}

async function tryOnce({ attempt }: Prepared, seed: number, at: number, outcome: Outcome): Promise<void> {
  try {
    for (const finding of await attempt(seed, at)) outcome.findings.push({ ...finding, seed });
  } catch (error) {
    const { stack = String(error) } = error as Error;
    outcome.findings.push({ ...found('crashed', `the ordeal itself: ${stack}`), seed });
  }
}
