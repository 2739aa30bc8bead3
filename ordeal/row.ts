import type { Finding } from './finding.js';
import type { Vendor } from './support/vendor.js';

/** What a row works with. */
export interface World {
  /** The folder of the project. */
  root: string;
  /** A folder of the row's own. */
  folder: string;
  vendor: Vendor;
}

/** One try. @param seed all that is random in it comes from this */
export type Attempt = (seed: number, at: number) => Promise<Finding[]>;

export interface Prepared {
  attempt: Attempt;
  /** In the place of the row's number of tries: that many things there are to be tried, each once. */
  all?: number;
  close?(): void;
  /** Known at the end: what the document is to say of this run. */
  note?(): string;
}

/** One line of the table. */
export interface Row {
  /** For `--only`. */
  name: string;
  title: string;
  /** What is done, and what must hold: in plain words. */
  meaning: string;
  /** In the long form. */
  tries: number;
  /** Why it cannot be tried here. */
  unavailable?(): string | undefined;
  prepare(world: World): Promise<Prepared>;
}
