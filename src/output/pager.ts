import type { ChildProcess } from 'node:child_process';
import type { Context } from '../context.js';
import { writeOut } from './stdout.js';

/**
 * Writes text to stdout, through a pager where a person reads it on a terminal that it is taller than.
 *
 * @param wanted `false` for `--no-pager`
 */
export async function page(context: Context, text: string, wanted: boolean): Promise<void> {
  const { interactive, rows, plain } = context.terminal;
  const tall = interactive && rows !== undefined && rows > 0 && text.split('\n').length > rows;
  const command = wanted && tall && !plain ? pagerCommand(context.io.env) : undefined;
  if (command !== undefined && (await pipeTo(command, withoutHyperlinks(text), context.io.env))) return;
  await writeOut(context.io, text);
}

/** Pagers before less 566 show OSC 8 as rubbish; the targets are in the text in any case. */
function withoutHyperlinks(text: string): string {
  return text.replace(/\u001b\]8;;[^\u001b]*\u001b\\/g, '');
}

/** The user's pager, else `less`; Windows has none that can be relied on. An empty variable means none. */
function pagerCommand(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const named = env.CODESHIP_SEC_PAGER ?? env.PAGER;
  if (named !== undefined) return named.trim() === '' || named.trim() === 'cat' ? undefined : named;
  return process.platform === 'win32' ? undefined : 'less';
}

/** What a shell says of a command that it does not find or cannot run. */
const NOT_RUN = new Set([126, 127, 9009]);

/** Runs the pager through the shell, as other programs do with PAGER; false where there is no such command. */
async function pipeTo(
  command: string,
  text: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<boolean> {
  const { spawn } = await import('node:child_process');
  const child = spawn(command, {
    shell: true,
    stdio: ['pipe', 'inherit', 'inherit'],
    env: { ...env, LESS: env.LESS ?? 'FRX' },
  });
  // a pager that is left early closes the pipe
  child.stdin.on('error', () => undefined);
  child.stdin.end(text);
  const restore = leaveInterruptToPager();
  const status = await ended(child);
  restore();
  return status !== undefined && !NOT_RUN.has(status);
}

function ended(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code ?? 0));
  });
}

/** Ctrl-C belongs to the pager (it ends a search there) and must not end the program above it. */
function leaveInterruptToPager(): () => void {
  const listeners = process.listeners('SIGINT');
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', ignore);
  return () => {
    process.removeListener('SIGINT', ignore);
    for (const listener of listeners) process.on('SIGINT', listener);
  };
}

const ignore = () => undefined;
