import { describe, expect, it } from 'vitest';
import {
  editorOf,
  editorProgram,
  editorStart,
  keepsHistory,
  vimByName,
} from '../../../src/output/terminal/editor-command.js';

describe('editorOf', () => {
  it.each([
    ['linux', { VISUAL: 'v', EDITOR: 'e', TERM: 'xterm' }, 'v'],
    ['linux', { VISUAL: 'v', EDITOR: 'e', TERM: 'dumb' }, 'e'],
    ['linux', { VISUAL: 'v', EDITOR: 'e' }, 'e'],
    ['linux', { VISUAL: ' ', EDITOR: '', TERM: 'xterm' }, undefined],
    ['win32', { VISUAL: 'v', EDITOR: 'e' }, 'v'],
    ['win32', { VISUAL: 'v', EDITOR: 'e', TERM: 'dumb' }, 'e'],
    ['win32', { EDITOR: 'e' }, 'e'],
    ['win32', {}, undefined],
  ] as const)('on %s takes of %o: %s', (platform, env, editor) => {
    expect(editorOf(env, platform)).toBe(editor);
  });
});

describe('editorStart', () => {
  const options = ['-n', '--cmd', 'set nobackup'];

  it('leaves the line to the shell on POSIX, and hands it the file as it is', () => {
    const start = editorStart({ command: `vim -c 'set tw=72'`, options }, `/tmp/a "b" $c.md`, 'linux');
    expect(start).toEqual({
      file: '/bin/sh',
      args: [
        '-c',
        `vim -c 'set tw=72' "$@"`,
        `vim -c 'set tw=72'`,
        '-n',
        '--cmd',
        'set nobackup',
        `/tmp/a "b" $c.md`,
      ],
      shell: false,
    });
    expect(editorStart({ command: 'nano -w', options: [] }, 'f', 'linux').args[1]).toBe('exec nano -w "$@"');
  });

  it('makes one line for cmd.exe on Windows, with the options and the file in quotes', () => {
    expect(
      editorStart(
        { command: '"C:\\Program Files\\Vim\\vim.exe" -u NONE', options },
        'C:\\a & b\\r.md',
        'win32',
      ),
    ).toEqual({
      file: '"C:\\Program Files\\Vim\\vim.exe" -u NONE "-n" "--cmd" "set nobackup" "C:\\a & b\\r.md"',
      args: [],
      shell: true,
    });
  });
});

describe('the kind of an editor', () => {
  it.each([
    ['"C:\\Program Files\\Vim\\vim91\\gvim.exe" -f', true, 'ask'],
    ['nvim', 'ask', 'ask'],
    ['C:\\tools\\vim.exe', 'ask', 'ask'],
    ['notepad', false, false],
    ['C:\\vim\\nano.exe', false, false],
  ] as const)('of %s: Vim by its name on Windows: %s, on Linux: %s', (command, onWindows, onLinux) => {
    expect(vimByName(editorProgram(command), 'win32')).toBe(onWindows);
    expect(vimByName(editorProgram(command), 'linux')).toBe(onLinux);
  });

  it.each([
    ['code --wait', true],
    ['"C:\\Program Files\\Microsoft VS Code\\bin\\code.cmd" --wait', true],
    [`'/opt/VS Code/bin/code' --wait`, true],
    ['notepad', false],
    ['/usr/share/code/vi', false],
  ] as const)('of %s: keeps a history: %s', (command, keeps) => {
    expect(keepsHistory(editorProgram(command))).toBe(keeps);
  });
});
