import type { ChildProcess, SpawnOptions } from 'node:child_process';
import { writeOut } from '../../files/write/stdout.js';
import type { Io } from '../../io.js';
import { FIRST_WORD, firstWord } from '../../text/shell.js';
import type { Terminal } from './terminal.js';

/**
 * Writes text to stdout, through a pager where a person reads it on a terminal that it is taller than.
 *
 * @param wanted `false` for `--no-pager`
 */
export async function page(
  { io, terminal }: { io: Io; terminal: Terminal },
  text: string,
  wanted: boolean,
): Promise<void> {
  const { interactive, rows, plain } = terminal;
  const tall = interactive && rows !== undefined && rows > 0 && text.split('\n').length > rows;
  const command = wanted && tall && !plain ? pagerCommand(io.env) : undefined;
  if (command !== undefined && (await pipeTo(command, withoutHyperlinks(text), io.env))) return;
  await writeOut(io, text);
}

/** Pagers before less 566 show OSC 8 as rubbish; the targets are in the text in any case. */
function withoutHyperlinks(text: string): string {
  return text.replace(/\u001b\]8;;[^\u001b]*\u001b\\/g, '');
}

/** The user's pager, else `less`; Windows has none that can be relied on. An empty variable means none. */
function pagerCommand(env: Env): string | undefined {
  const named = env.CODESHIP_SEC_PAGER ?? env.PAGER;
  if (named !== undefined) return named.trim() === '' || named.trim() === 'cat' ? undefined : named;
  return process.platform === 'win32' ? undefined : 'less';
}

type Env = Readonly<Record<string, string | undefined>>;

/** What a shell says of a command that it does not find or cannot run. */
const NOT_RUN = new Set([126, 127, 9009]);

/** Runs the pager; false where there is no such command. */
async function pipeTo(command: string, text: string, env: Env): Promise<boolean> {
  const child = await start(command, { ...env, LESS: env.LESS ?? 'FRX' });
  if (!child) return false;
  // a pager that is left early closes the pipe
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(text);
  const restore = leaveInterruptToPager();
  const status = await ended(child);
  restore();
  return status !== undefined && !NOT_RUN.has(status);
}

/**
 * Plain words are run as they are: of a pager that is missing the shell would speak in its own words. Anything else
 * is for the shell, as other programs do with PAGER, once it knows the first word.
 */
async function start(typed: string, env: Env): Promise<ChildProcess | undefined> {
  const { spawn, spawnSync } = await import('node:child_process');
  const command = withColour(typed);
  const options: SpawnOptions = { stdio: ['pipe', 'inherit', 'inherit'], env };
  if (/^[\w\s@%+:,./-]+$/.test(command)) {
    const [program = '', ...args] = command.trim().split(/\s+/);
    return spawn(program, args, options);
  }
  const word = firstWord(command);
  const asked = process.platform !== 'win32' && word !== '' && !/[$`]/.test(word);
  if (asked && spawnSync('/bin/sh', ['-c', asksForProgram(word)], { env, stdio: 'ignore' }).status !== 0)
    return undefined;
  return spawn(command, { ...options, shell: true });
}

/** Asks a shell: a path must lead to a program (dash finds any file); other words are functions of its own. */
const asksForProgram = (word: string) =>
  `found=$(command -v ${word}) && case $found in */*) [ -f "$found" ] && [ -x "$found" ];; esac`;

/** less shows the escape codes of colour as rubbish unless it is told otherwise, and LESS may be set to something else. */
function withColour(command: string): string {
  return command.replace(FIRST_WORD, (start: string, _before: string, word: string) =>
    /(^|[/\\])less(\.exe)?['"]?$/i.test(word) ? `${start} -R` : start,
  );
}

function ended(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve) => {
    child.on('error', () => resolve(undefined));
    child.on('close', (code) => resolve(code ?? 0));
  });
}

/** Ctrl-C belongs to the pager (it ends a search there) and must not end the program above it. */
function leaveInterruptToPager(): () => void {
  process.on('SIGINT', ignore);
  return () => process.removeListener('SIGINT', ignore);
}

const ignore = () => undefined;
