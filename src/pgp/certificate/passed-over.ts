import type { PassedOver } from '../facts.js';

/** What was passed over, counted: a flooded certificate makes a short list. */
export interface PassedOverList {
  add(what: PassedOver['what'], why: PassedOver['why'], on: string | null, kind?: PassedOver['kind']): void;
  all(): PassedOver[];
}

/** More kinds than this are made to flood. */
const MOST = 100;

export function passedOverList(known: readonly PassedOver[] = []): PassedOverList {
  const found = new Map<string, PassedOver>();
  const take = (one: PassedOver) => {
    const name = JSON.stringify([one.what, one.why, one.on, one.kind]);
    const before = found.get(name);
    if (before) before.count += one.count;
    else if (found.size < MOST) found.set(name, { ...one });
  };
  known.forEach(take);
  return {
    add: (what, why, on, kind = null) => take({ what, why, on, kind, count: 1 }),
    all: () => [...found.values()],
  };
}
