import { spawn } from 'node:child_process';
import { checkHints } from './hints.js';
import { launcher, scrubbed } from './run.js';

export interface TerminalOptions {
  columns?: number;
  rows?: number;
  env?: Record<string, string>;
  cwd?: string;
  /** Sent once `after` has appeared on the screen. */
  keys?: { after: RegExp; send: string }[];
}

export interface Screen {
  status: number | null;
  /** All that was written to the terminal, stdout and stderr together, line feeds alone. */
  output: string;
}

/** A pseudo-terminal of the size asked for around a program; its keys come on stdin, its output goes to stdout. */
const BRIDGE = `
import fcntl, os, pty, select, struct, sys, termios
rows, columns = int(sys.argv[1]), int(sys.argv[2])
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    os.execvpe(sys.argv[3], sys.argv[3:], os.environ)
fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
watched = [fd, 0]
while True:
    ready, _, _ = select.select(watched, [], [])
    if 0 in ready:
        data = os.read(0, 65536)
        if data: os.write(fd, data)
        else: watched.remove(0)
    if fd in ready:
        try: data = os.read(fd, 65536)
        except OSError: break
        if not data: break
        os.write(1, data)
_, status = os.waitpid(pid, 0)
sys.exit(os.waitstatus_to_exitcode(status) % 256)
`;

/** Runs the built program on a pseudo-terminal (python3's: no native package is needed). */
export function runOnTerminal(args: readonly string[], options: TerminalOptions = {}): Promise<Screen> {
  return onTerminal([process.execPath, launcher, ...args], options);
}

/** Runs any command line on a pseudo-terminal. A hint of the program that is no command to run fails any test. */
export async function onTerminal(command: readonly string[], options: TerminalOptions = {}): Promise<Screen> {
  const screen = await onScreen(command, options);
  checkHints(command, screen.output);
  return screen;
}

function onScreen(command: readonly string[], options: TerminalOptions): Promise<Screen> {
  const { columns = 80, rows = 24, env = {}, keys = [], cwd } = options;
  const waiting = [...keys];
  return new Promise((resolve, reject) => {
    const child = spawn('python3', ['-c', BRIDGE, String(rows), String(columns), ...command], {
      env: scrubbed({ TERM: 'xterm-256color', ...env }),
      ...(cwd === undefined ? {} : { cwd }),
    });
    // a program that waits for more keys is ended, and the test sees what it had shown
    const limit = setTimeout(() => child.kill('SIGKILL'), 30_000);
    let output = '';
    let seenTo = 0;
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      const [next] = waiting;
      const found = next?.after.exec(output.slice(seenTo));
      if (!next || !found) return;
      seenTo = output.length;
      waiting.shift();
      child.stdin.write(next.send);
    });
    let faults = '';
    child.stderr.on('data', (chunk) => {
      faults += chunk;
    });
    child.on('error', reject);
    child.on('close', (status) => {
      clearTimeout(limit);
      if (faults !== '') reject(new Error(faults));
      else resolve({ status, output: output.replace(/\r\n/g, '\n') });
    });
  });
}
