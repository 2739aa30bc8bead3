import { execFileSync } from 'node:child_process';

/**
 * Runs npm and returns its stdout. It is a script on every system; where npm runs this, Node.js runs that one.
 *
 * @throws Error where it fails
 */
export function runNpm(args, cwd, env = process.env) {
  const npm = process.env.npm_execpath;
  return execFileSync(npm ? process.execPath : 'npm', npm ? [npm, ...args] : [...args], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: npm === undefined && process.platform === 'win32',
    encoding: 'utf8',
  });
}
