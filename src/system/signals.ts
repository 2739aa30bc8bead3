/**
 * The signals that end the program, with their numbers: what it was about to write is removed first, and a terminal
 * that was made silent speaks again. SIGUSR1 is among them because Node.js would answer it by opening a socket for a
 * debugger. (The numbers are those of Linux or of macOS and the BSDs: node:os has them too, and loading it takes time.)
 */
const LINUX = process.platform === 'linux';

const POSIX = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGUSR1: LINUX ? 10 : 30,
  SIGUSR2: LINUX ? 12 : 31,
  SIGALRM: 14,
  SIGTERM: 15,
  SIGXCPU: 24,
} as const;

export type Ending = keyof typeof POSIX;

const WINDOWS: readonly Ending[] = ['SIGHUP', 'SIGINT', 'SIGTERM'];

/** Those that this platform has. */
export const ENDINGS: readonly Ending[] =
  process.platform === 'win32' ? WINDOWS : (Object.keys(POSIX) as Ending[]);

/** The exit status that a shell shows for a program that a signal ended. */
export function statusOf(signal: Ending): number {
  return 128 + POSIX[signal];
}
