import type { Format } from '../../declared/page.js';
import { Failure } from '../../errors.js';
import type { Context } from '../context.js';

/** The commands that take a format; their names stand in hints. */
export type PageCommand = 'show' | 'toc';

export interface FormatOptions {
  format?: Format;
  json?: boolean;
  /** As typed. */
  width?: string;
}

/**
 * The format asked for, or the one that the terminal calls for.
 *
 * @throws Failure USAGE where `--json` and `--format` contradict each other
 */
export function chooseFormat({ terminal }: Context, command: PageCommand, options: FormatOptions): Format {
  if (options.json && options.format !== undefined && options.format !== 'json') {
    throw new Failure('USAGE', `--json and --format ${options.format} contradict each other`, [
      { run: `${command} --json` },
      { run: `${command} --format ${options.format}` },
    ]);
  }
  if (options.json) return 'json';
  if (options.format) return options.format;
  if (terminal.colorForced) return 'pretty';
  return terminal.interactive && !terminal.plain ? 'pretty' : 'plain';
}

/** Widest text that is still easy to read, where the terminal is wider. */
const MOST = 80;
const LEAST = 20;

/**
 * `--width`; else the terminal's width (of text, 80 cells at most); else 80. Accessible text has lines of any length.
 *
 * @throws Failure USAGE for what is no whole number from 20 up
 */
export function chooseWidth({ terminal }: Context, command: PageCommand, typed?: string): number {
  if (typed === undefined && terminal.accessible) return Number.POSITIVE_INFINITY;
  const columns = terminal.columns || MOST;
  // a list has no running text
  if (typed === undefined) return Math.max(LEAST, command === 'toc' ? columns : Math.min(columns, MOST));
  const width = /^\d{1,6}$/.test(typed) ? Number(typed) : 0;
  if (width >= LEAST) return width;
  throw new Failure('USAGE', `--width takes a number of cells from ${LEAST} up, not ${typed || 'nothing'}`, [
    { run: `${command} --width 72` },
  ]);
}
