import type { Finding } from './finding.js';
import type { Row } from './row.js';

/** What became of a row. */
export interface Outcome {
  row: Row;
  tries: number;
  /** Seconds. */
  took: number;
  findings: (Finding & { seed: number })[];
  /** Why it was not tried. */
  skipped?: string | undefined;
  note?: string | undefined;
}
