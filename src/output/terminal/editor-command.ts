/** Which editor the user has named, and the command line that starts it. */
import { firstWord } from '../../text/shell.js';

type Env = Readonly<Record<string, string | undefined>>;

/** The order is git's (git-var(1), GIT_EDITOR): VISUAL where the terminal can show it, then EDITOR. */
export function editorOf(env: Env, platform: NodeJS.Platform): string | undefined {
  const [visual, editor] = [env.VISUAL ?? '', env.EDITOR ?? ''];
  if (visual.trim() !== '' && !isDumb(env, platform)) return visual;
  return editor.trim() === '' ? undefined : editor;
}

/** Whether this terminal can show no editor. On Windows nothing says so: TERM is a stranger there. */
export function isDumb({ TERM }: Env, platform: NodeJS.Platform): boolean {
  return TERM === 'dumb' || (TERM === undefined && platform !== 'win32');
}

/** The program of a command line, without quotes. */
export function editorProgram(command: string): string {
  return firstWord(command).replace(/["']/g, '');
}

/** What `spawn` takes. */
export interface EditorStart {
  file: string;
  args: readonly string[];
  /** The file is a line for cmd.exe. */
  shell: boolean;
}

/**
 * How an editor is started on a file: on POSIX by the shell as git does it, with the file as an argument of its own.
 *
 * @param options may hold blanks, and no quotes
 */
export function editorStart(
  { command, options }: { command: string; options: readonly string[] },
  path: string,
  platform: NodeJS.Platform,
): EditorStart {
  if (platform === 'win32') {
    const words = [...options, path].map((word) => `"${word}"`);
    return { file: [command, ...words].join(' '), args: [], shell: true };
  }
  return { file: '/bin/sh', args: ['-c', shellLine(command), command, ...options, path], shell: false };
}

/** Where it can be, the editor takes the shell's place: what ends the one ends the other. */
function shellLine(command: string): string {
  return `${/[;|&<>(){}=\n]/.test(command) ? '' : 'exec '}${command} "$@"`;
}

const base = (pattern: string) => new RegExp(`(^|[/\\\\])(${pattern})(\\.exe|\\.cmd)?$`, 'i');
const CODE = base('code|code-insiders|codium|vscodium|cursor|windsurf');
const VI = base('g?vim?|nvim|rvim|vimx|vim\\.\\w+');
const WINDOW = base('gvim');

/** Whether a program keeps copies of what is saved, in a place of its own. */
export const keepsHistory = (program: string) => CODE.test(program);

/**
 * Whether a program is Vim or Neovim by its name: others of these names (nvi, BusyBox) have to be asked for their version.
 * On Windows the one with a window would answer in another window; it has no namesakes.
 */
export function vimByName(program: string, platform: NodeJS.Platform): boolean | 'ask' {
  if (!VI.test(program)) return false;
  return platform === 'win32' && WINDOW.test(program) ? true : 'ask';
}
