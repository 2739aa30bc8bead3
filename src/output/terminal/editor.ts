/** The user's editor: found and run as git does it (git-var(1), GIT_EDITOR; its launch_editor). */
import type { ChildProcess, StdioOptions } from 'node:child_process';
import { closeSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { isatty } from 'node:tty';
import { Failure } from '../../errors.js';
import { leaveToChild, onEnding } from '../../system/signals.js';
import { firstWord } from '../../text/shell.js';
import { noEditor } from '../words/encrypt/edit-words.js';
import { editorOf, editorProgram, editorStart, isDumb, keepsHistory, vimByName } from './editor-command.js';
import { openKeyboard, openScreen } from './terminal-device.js';

type Env = Readonly<Record<string, string | undefined>>;

const { platform } = process;
const WINDOWS = platform === 'win32';

export interface Editor {
  /** As the user has it in the environment: a line for the shell. */
  command: string;
  /** It keeps copies of what is saved, in a place of its own. */
  keepsHistory: boolean;
  /** Options that keep vi and its kin from leaving copies. */
  options: readonly string[];
}

/** How it went. */
export interface EditorEnd {
  /** `undefined`: a signal has ended it. */
  status: number | undefined;
  milliseconds: number;
}

/** @throws Failure USAGE where there is none, or none that this terminal could show */
export async function findEditor(env: Env): Promise<Editor> {
  const command = editorOf(env, platform) ?? (await usualEditor(env));
  const word = firstWord(command);
  const found =
    WINDOWS || /[$`]/.test(word) ? editorProgram(command) : await shellSays(`command -v ${word}`, env);
  // the shell would say it in its own words, and later
  if (found === undefined) throw noEditor(command);
  return {
    command,
    keepsHistory: keepsHistory(editorProgram(command)),
    options: (await isVim(found.trim(), env)) ? VIM_OPTIONS : [],
  };
}

/** Where the user has named none. */
async function usualEditor(env: Env): Promise<string> {
  if (WINDOWS) return 'notepad';
  if (isDumb(env, platform)) {
    throw new Failure('USAGE', 'this terminal cannot show an editor, and EDITOR names none', [
      { advice: 'write the report to a file, and encrypt that' },
      { run: 'report' },
    ]);
  }
  return (await shellSays('command -v editor', { PATH: env.PATH })) === undefined ? 'vi' : 'editor';
}

/** No swap file, no backup, no undo file and nothing in ~/.viminfo, whatever the user's own settings are. */
const NO_COPIES = 'set nobackup nowritebackup noundofile';
const VIM_OPTIONS = ['-n', '-i', 'NONE', '--cmd', NO_COPIES, '-c', `${NO_COPIES} noswapfile`];

/**
 * Other programs of these names (nvi, BusyBox) take no such options. Only what is called like vi is asked: a program that
 * takes `--version` for a file would edit that.
 */
async function isVim(path: string, env: Env): Promise<boolean> {
  const program = await realpath(path).catch(() => path);
  const known = vimByName(program, platform);
  if (known !== 'ask') return known;
  const said = await shellSays(WINDOWS ? `"${program}" --version` : '"$0" --version', env, program);
  return said !== undefined && /^(VIM - Vi IMproved|NVIM v)/.test(said);
}

/** What a command says to standard output; `undefined` where it fails. */
async function shellSays(command: string, env: Env, name = 'sh'): Promise<string | undefined> {
  const { spawnSync } = await import('node:child_process');
  const [file, args] = WINDOWS ? [command, []] : ['/bin/sh', ['-c', command, name]];
  const { status, stdout } = spawnSync(file, args, {
    env,
    shell: WINDOWS,
    stdio: ['ignore', 'pipe', 'ignore'],
    encoding: 'utf8',
    timeout: 5000,
  });
  return status === 0 ? stdout : undefined;
}

/**
 * Runs the editor on a file and waits for it. Ctrl-C and Ctrl-\ are its own while it runs; what ends this program ends
 * it too.
 *
 * @throws Failure IO_ERROR where there is no shell to start it
 */
export async function runEditor(editor: Editor, path: string, env: Env): Promise<EditorEnd> {
  const { spawn } = await import('node:child_process');
  const opened: number[] = [];
  const stdio = terminalFor(opened);
  const started = performance.now();
  const { file, args, shell } = editorStart(editor, path, platform);
  const child = spawn(file, args, { shell, stdio, env });
  const restore = leaveToChild(['SIGINT', 'SIGQUIT']);
  const over = onEnding(() => child.kill('SIGTERM'));
  try {
    const status = await ended(child);
    return { status, milliseconds: performance.now() - started };
  } finally {
    over();
    restore();
    for (const descriptor of opened) closeSync(descriptor);
  }
}

/**
 * The terminal, also where the program stands in a pipe: standard input may be a report, and standard output the
 * message.
 */
function terminalFor(opened: number[]): StdioOptions {
  const device = (open: () => number) => {
    try {
      const descriptor = open();
      opened.push(descriptor);
      return descriptor;
    } catch {
      return undefined;
    }
  };
  const input = isatty(0) ? 'inherit' : (device(openKeyboard) ?? 'ignore');
  const output = isatty(1) ? 'inherit' : (device(openScreen) ?? 2);
  return [input, output, 'inherit'];
}

function ended(child: ChildProcess): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    child.on('error', (error) =>
      reject(new Failure('IO_ERROR', 'no shell to start an editor with', [], { cause: error })),
    );
    child.on('close', (code) => resolve(code ?? undefined));
  });
}
