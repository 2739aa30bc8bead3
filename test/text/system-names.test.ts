import { describe, expect, it } from 'vitest';
import { devicePath, isConsole, isSystemFile, outputNameFault } from '../../src/text/system-names.js';

describe('a device of Windows', () => {
  it.each<readonly [path: string, device: string]>([
    ['NUL', 'NUL'],
    ['nul', 'NUL'],
    ['Nul.txt', 'NUL'],
    ['nul.tar.gz', 'NUL'],
    ['NUL:', 'NUL'],
    ['NUL ', 'NUL'],
    ['NUL .txt', 'NUL'],
    ['NUL:stream', 'NUL'],
    ['C:NUL', 'NUL'],
    ['C:\\folder\\nul', 'NUL'],
    ['folder/aux.c', 'AUX'],
    ['CON', 'CON'],
    ['con.asc', 'CON'],
    ['PRN', 'PRN'],
    ...Array.from({ length: 9 }, (_, at) => [`com${at + 1}`, `COM${at + 1}`] as const),
    ...Array.from({ length: 9 }, (_, at) => [`LPT${at + 1}.log`, `LPT${at + 1}`] as const),
    ['COM\u00b2', 'COM\u00b2'],
    ['conin$', 'CONIN$'],
    ['CONOUT$ ', 'CONOUT$'],
    ['\\\\.\\nul', 'NUL'],
    ['//./CONOUT$', 'CONOUT$'],
  ])('%j is %s', (path, device) => {
    expect(devicePath(path, 'win32')).toBe(`\\\\.\\${device}`);
    expect(outputNameFault(path, 'win32')).toBeUndefined();
    for (const other of ['linux', 'darwin'] as const) expect(devicePath(path, other)).toBeUndefined();
  });

  it.each([
    'NULL',
    'null.txt',
    'my nul',
    'com',
    'COM0',
    'com10',
    'LPT',
    'console',
    'a.nul',
    'CONOUT$.txt',
    'con$',
  ])('%j is none', (path) => {
    expect(devicePath(path, 'win32')).toBeUndefined();
  });

  it('shows on a screen what is written to a console, and to no other', () => {
    const shows = (name: string) => isConsole(devicePath(name, 'win32') ?? '');
    expect(['CON', 'con.txt', 'CONOUT$'].map(shows)).toEqual([true, true, true]);
    expect(['NUL', 'AUX', 'COM1'].map(shows)).toEqual([false, false, false]);
  });
});

describe('a name that is no output on Windows', () => {
  it.each([
    ['p.txt:stream', 'stream'],
    ['p.txt:stream:$DATA', 'stream'],
    ['C:\\a\\p.txt:s', 'stream'],
    ['\\\\?\\C:\\a\\p.txt:s', 'stream'],
    ['report.txt ', 'trailing'],
    ['report.', 'trailing'],
    ['C:\\a\\report.txt. .', 'trailing'],
    ['folder/...', 'trailing'],
  ])('%j: %s', (path, fault) => {
    expect(outputNameFault(path, 'win32')).toBe(fault);
    expect(outputNameFault(path, 'linux')).toBeUndefined();
  });

  it.each([
    'report.txt',
    'C:\\a folder\\report.txt',
    'c:report',
    '.',
    '..',
    '..\\.profile',
    'a. b',
    '\\\\?\\C:\\x',
    '',
  ])('%j is one', (path) => {
    expect(outputNameFault(path, 'win32')).toBeUndefined();
  });
});

describe('a file of the system', () => {
  it('is a device or a view of a process, and none that lies in memory', () => {
    for (const path of ['/dev/stdin', '/dev/fd/63', '/proc/self/fd/0', '/dev/shm'])
      expect(isSystemFile(path)).toBe(true);
    for (const path of ['/dev/shm/report.txt', '/home/dev/x', 'dev/x'])
      expect(isSystemFile(path)).toBe(false);
  });
});
