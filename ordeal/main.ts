import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { keepIn, keptIn, type Same } from './kept-outcomes.js';
import type { Outcome } from './outcome.js';
import { commitIn, publish, tableLine } from './report.js';
import { ROWS } from './rows/index.js';
import { runRow } from './run-row.js';
import { makeVendor } from './support/vendor.js';
import { workFolder } from './support/work.js';

/** Findings of one row. */
const MOST_SHOWN = 10;

const USAGE = `usage: npm run ordeal [-- --only ROW]... [--times FACTOR] [--seed N] [--keep FILE] [--write]
rows: ${ROWS.map(({ name }) => name).join(' ')}
`;

/**
 * Runs all rows, or those that are named, but for those of which a file has the outcome already; docs/reliability.md is
 * written by all of them at their full length, or where that is asked for.
 *
 * @returns the exit status: 0 where nothing went wrong
 */
export async function ordeal(root: string, args: readonly string[]): Promise<number> {
  const given = readOptions(args);
  if (!given) {
    process.stderr.write(USAGE);
    return 2;
  }
  const { rows, times, seed, keep, write } = given;
  const same: Same = { commit: commitIn(root), seed };
  const kept = keep === undefined ? new Map<string, Outcome>() : keptIn(keep, same);
  const folder = workFolder();
  const vendor = await makeVendor(folder);
  const outcomes: Outcome[] = [];
  for (const row of rows) {
    const world = { root, folder, vendor };
    const length = { times, seed, atOnce: availableParallelism() };
    const outcome = kept.get(row.name) ?? (await runRow(row, world, length));
    outcomes.push(outcome);
    if (keep !== undefined && !kept.has(row.name)) keepIn(keep, same, outcome);
    process.stdout.write(`${tableLine(outcome)} ${outcome.took.toFixed(0)} s ${outcome.note ?? ''}\n`);
    for (const { kind, what, seed } of outcome.findings.slice(0, MOST_SHOWN))
      process.stderr.write(`${row.name}, seed ${seed}: ${kind}: ${what.slice(0, 1000)}\n`);
  }
  if (rows === ROWS && write) publish(root, outcomes, seed);
  return outcomes.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

function readOptions(args: readonly string[]) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        only: { type: 'string', multiple: true, default: [] },
        times: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        keep: { type: 'string' },
        write: { type: 'boolean', default: false },
      },
    });
    const named = values.only.flatMap((name) => ROWS.filter((row) => matches(row.name, name)));
    const unknown = values.only.some((name) => !ROWS.some((row) => matches(row.name, name)));
    const [times, seed] = [Number(values.times), Number(values.seed)];
    if (unknown || !(times >= 0) || !Number.isInteger(seed)) return undefined;
    const { keep } = values;
    return { rows: named.length > 0 ? named : ROWS, times, seed, keep, write: values.write || times >= 1 };
  } catch {
    return undefined;
  }
}

/** A row, or all whose names begin so: `kill` is `kill-term`, `kill-int` and so on. */
const matches = (row: string, name: string) => row === name || row.startsWith(`${name}-`);
