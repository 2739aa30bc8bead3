/**
 * The signals that end the program. They are taken only while there is something to put right (a temporary file, a
 * silent terminal, a line of progress): otherwise the system ends the program at once, in the middle of any loop.
 */
const LINUX = process.platform === 'linux';
const WINDOWS = process.platform === 'win32';

/**
 * All that can be caught and end a program, but for what a fault of the machine code raises (SIGSEGV, SIGBUS, SIGFPE,
 * SIGILL): that would be raised again and again, without end.
 */
const POSIX: readonly NodeJS.Signals[] = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTRAP',
  'SIGABRT',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
  'SIGTERM',
  'SIGXCPU',
  'SIGVTALRM',
  'SIGPROF',
  'SIGSYS',
  ...(LINUX ? (['SIGIO', 'SIGPWR', 'SIGSTKFLT'] as const) : []),
];

/** With their numbers, for the exit status: Windows has no signals to die of. */
const ON_WINDOWS = new Map<NodeJS.Signals, number>([
  ['SIGHUP', 1],
  ['SIGINT', 2],
  ['SIGTERM', 15],
  ['SIGBREAK', 21],
]);

const ENDINGS = WINDOWS ? [...ON_WINDOWS.keys()] : POSIX;

const standing = new Set<() => void>();

/**
 * Registers what is to be cleaned up when a signal ends the program; what was registered last is cleaned up first. Call
 * it before the work begins, so that no signal falls in between.
 *
 * @param putRight synchronous; what it throws is passed over
 * @returns what takes it back
 */
export function onEnding(putRight: () => void): () => void {
  if (standing.size === 0) for (const signal of ENDINGS) process.on(signal, endBy);
  standing.add(putRight);
  return () => {
    if (standing.delete(putRight) && standing.size === 0) leaveToSystem();
  };
}

/** Puts everything right and dies of the signal, so that a shell's loop stops; on Windows exits with 128 and its number. */
export function endBy(signal: NodeJS.Signals): void {
  for (const putRight of [...standing].reverse()) {
    try {
      putRight();
    } catch {
      // a terminal that has hung up, for one: the others are put right all the same
    }
  }
  standing.clear();
  leaveToSystem();
  if (WINDOWS) process.exit(128 + (ON_WINDOWS.get(signal) ?? 0));
  process.kill(process.pid, signal);
  // the signal may go to another thread: until it has ended this one, nothing of the program goes on
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1000);
}

function leaveToSystem(): void {
  for (const signal of ENDINGS) process.removeListener(signal, endBy);
}

/**
 * Leaves signals to a program that has the terminal: Ctrl-C there is not meant for this one.
 *
 * @returns what takes it back
 */
export function leaveToChild(signals: readonly NodeJS.Signals[]): () => void {
  const ignore = () => undefined;
  for (const signal of signals) {
    process.removeListener(signal, endBy);
    process.on(signal, ignore);
  }
  return () => {
    for (const signal of signals) {
      process.removeListener(signal, ignore);
      if (standing.size > 0 && !process.listeners(signal).includes(endBy)) process.on(signal, endBy);
    }
  };
}

/**
 * Has something put right while the program is stopped (Ctrl-Z, or SIGTSTP by another way), and begun again after.
 *
 * @returns `stop`, for a key that is to stop the program, and `over`, which takes it back
 */
export function onStop(putRight: () => void, again: () => void): { stop(): void; over(): void } {
  if (WINDOWS) return { stop: () => undefined, over: () => undefined };
  const stop = () => {
    putRight();
    process.kill(process.pid, 'SIGSTOP');
  };
  process.on('SIGTSTP', stop);
  process.on('SIGCONT', again);
  return {
    stop,
    over() {
      process.removeListener('SIGTSTP', stop);
      process.removeListener('SIGCONT', again);
    },
  };
}
