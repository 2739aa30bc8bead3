import { readFileSync } from 'node:fs';

/** Seconds of processor time that any run may take; where the system does not say how much that is, seconds. */
export const LIMIT = 10;

/** Seconds after which a run that waits, or gets no processor time, is taken to hang. */
const LONGEST = 60;

/**
 * Calls back when a process has taken too long. A busy machine is not held against it.
 *
 * @param pid of a process that may have run before
 * @returns what takes it back
 */
export function onTooLong(pid: number, tooLong: () => void): () => void {
  const started = performance.now();
  const before = processorSeconds(pid);
  const look = () => {
    const taken = (performance.now() - started) / 1000;
    const used = (processorSeconds(pid) ?? taken) - (before ?? 0);
    if (used < LIMIT && taken < LONGEST) timer = setTimeout(look, 1000);
    else tooLong();
  };
  let timer = setTimeout(look, LIMIT * 1000);
  return () => clearTimeout(timer);
}

/** Linux counts it in hundredths of a second (proc_pid_stat(5)). */
function processorSeconds(pid: number): number | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return undefined;
  }
}
