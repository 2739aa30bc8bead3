import { mkdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Attempt, Prepared, World } from '../row.js';
import { openRunner } from './in-process.js';
import type { Ended } from './program.js';

/** One of a few places in which the program runs again and again. */
export interface Lane {
  /** Of its own, and the current folder of the program. */
  folder: string;
  run(args: readonly string[]): Promise<Ended>;
}

/** Makes a row's tries of one that takes a lane: as many of them are at work as there are processors. */
export function inLanes(
  { root, folder }: World,
  attempt: (lane: Lane, ...given: Parameters<Attempt>) => ReturnType<Attempt>,
  setUp: (lane: Lane) => void = () => undefined,
): Prepared {
  const statuses = new Map<number | string, number>();
  const count = (ended: Ended) => {
    const end = ended.status ?? 'no';
    statuses.set(end, (statuses.get(end) ?? 0) + 1);
    return ended;
  };
  const lanes = Array.from({ length: availableParallelism() }, (_, at) => {
    const place = join(folder, `lane-${at}`);
    mkdirSync(place);
    const runner = openRunner(root, place);
    const lane = {
      folder: place,
      run: (args: readonly string[]) => runner.run(args).then(count),
      close: runner.close,
    };
    setUp(lane);
    return lane;
  });
  const free = [...lanes];
  return {
    async attempt(seed, at) {
      const lane = free.pop();
      if (!lane) throw new Error('more tries at once than processors');
      try {
        return await attempt(lane, seed, at);
      } finally {
        free.push(lane);
      }
    },
    close: () => {
      for (const { close } of lanes) close();
    },
    note: () =>
      `exit ${[...statuses]
        .sort()
        .map(([end, times]) => `${end}: ${times}`)
        .join(', ')}`,
  };
}
