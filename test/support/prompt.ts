import { execFileSync } from 'node:child_process';
import { launcher, scrubbed } from './run.js';

/**
 * Runs a program on a pseudo-terminal until it asks, sends it a signal or a key, and looks at what becomes of the
 * terminal: whether it echoes and edits lines as before.
 */
const BRIDGE = `
import json, os, pty, resource, select, signal, sys, termios, time
signal.alarm(25)
what, answer, command = sys.argv[1], sys.argv[2], sys.argv[3:]
pid, fd = pty.fork()
if pid == 0:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.execvpe(command[0], command, os.environ)
def usual():
    flags = termios.tcgetattr(fd)[3]
    return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)
def asked():
    seen = b""
    while b"pass phrase of" not in seen or not seen.endswith(b": "):
        ready, _, _ = select.select([fd], [], [], 20)
        if not ready: sys.exit("nothing was asked: " + repr(seen))
        seen += os.read(fd, 65536)
asked()
result = {"asking": usual()}
if what.startswith("SIG"): os.kill(pid, getattr(signal, what))
else: os.write(fd, bytes.fromhex(what))
_, status = os.waitpid(pid, os.WUNTRACED)
if os.WIFSTOPPED(status):
    result["stopped"] = usual()
    os.kill(pid, signal.SIGCONT)
    asked()
    result["again"] = usual()
    os.write(fd, answer.encode() + b"\\r")
    while True:
        try:
            if not os.read(fd, 65536): break
        except OSError: break
    _, status = os.waitpid(pid, 0)
result["ended"] = usual()
result["by"] = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else os.WEXITSTATUS(status)
print(json.dumps(result))
`;

/** Whether the terminal was as usual while the program asked, while it was stopped, when it asked again, at the end. */
export interface Prompted {
  asking: boolean;
  stopped?: boolean;
  again?: boolean;
  ended: boolean;
  /** The signal that ended it, or its exit status. */
  by: string | number;
}

/** @param what a signal's name, or a key in hex @param answer what is typed after a stop */
export function atPrompt(cwd: string, args: readonly string[], what: string, answer = ''): Prompted {
  const command = ['-c', BRIDGE, what, answer, process.execPath, launcher, ...args];
  const env = scrubbed({ TERM: 'xterm' });
  return JSON.parse(execFileSync('python3', command, { cwd, env }).toString());
}
