import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { quoted } from '../../src/text/shell.js';
import * as commands from '../../src/text/system-commands.js';

const HOSTILE = [
  'plain.txt',
  'a b',
  "it's",
  'back\\slash',
  '$HOME',
  '`id`',
  '"quoted"',
  'a;b|c&d>e<f',
  '*?[a]',
  'größe',
  '~',
  '#x',
  'tab\there',
  'line\nfeed',
  'feed at the end\n',
  'esc\u001b and feeds at the end\n\n',
  '\n',
  'esc\u001b[31m',
  'rtl\u202e%d\\n',
  '=ls',
  '%self',
  '',
];

describe('an argument for a POSIX shell', () => {
  it.skipIf(process.platform === 'win32')('is what the shell hands on, to the byte, and can be seen', () => {
    for (const argument of HOSTILE) {
      const word = quoted(argument, 'linux');
      const { stdout } = spawnSync('sh', ['-c', `printf '[%s]' ${word}`], { encoding: 'utf8' });
      expect(stdout, word).toBe(`[${argument}]`);
      expect(word).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    }
  });

  it('is no path of a program for zsh, and no number of a process for fish', () => {
    for (const name of ['=ls', '==', '%self', '%1']) expect(quoted(name, 'linux')).toBe(`'${name}'`);
    for (const name of ['a=b', 'a%b', '--width=20']) expect(quoted(name, 'linux')).toBe(name);
  });
});

/** As Windows takes a command line apart (CommandLineToArgvW), which cmd leaves as it is outside of its own signs. */
function windowsWord(word: string): string {
  const inner = /^"(.*)"$/s.exec(word)?.[1];
  if (inner === undefined) return word;
  expect(inner).not.toContain('"');
  return inner.replace(/\\+$/, (slashes) => '\\'.repeat(slashes.length / 2));
}

/** As PowerShell takes a word: variables and escapes count between double quotes, and nothing between single ones. */
function powerShellWord(word: string): string {
  const single = /^'(.*)'$/s.exec(word)?.[1];
  if (single !== undefined) return single.replace(/([\u2018-\u201b'])\1/g, '$1');
  expect(word.replace(/^"|"$/g, '')).not.toMatch(/[$`"\u201c-\u201e]/);
  if (!word.startsWith('"')) expect(word).not.toMatch(/[\s'(),;@{}|&<>#]/);
  return windowsWord(word);
}

describe('an argument on Windows', () => {
  const NAMES = [
    'report.txt',
    'C:\\My Files\\a b.txt',
    'C:\\My Files\\',
    "it's",
    'a,b',
    '@x',
    'a(1).txt',
    'a&b',
    'größe',
    '',
  ];

  it.each(NAMES)('%j is read alike by PowerShell and cmd', (argument) => {
    const word = quoted(argument, 'win32');
    expect(windowsWord(word)).toBe(argument);
    expect(powerShellWord(word)).toBe(argument);
    // cmd has no single quotes, and its own signs count outside of double ones
    expect(word).not.toMatch(/^'/);
    if (!word.startsWith('"')) expect(word).not.toMatch(/[\s&|<>^()%!]/);
  });

  it('is quoted for PowerShell where no form serves both', () => {
    expect(quoted('$x', 'win32')).toBe("'$x'");
    expect(quoted("a`b's", 'win32')).toBe("'a`b''s'");
    expect(quoted('\u201cx\u201d', 'win32')).toBe("'\u201cx\u201d'");
  });
});

describe('the commands of the system', () => {
  it('have a form for POSIX, and one that PowerShell and cmd both have', () => {
    const both = (make: (platform: NodeJS.Platform) => string) => [make('linux'), make('win32')];
    expect(both((on) => commands.listFolder('my files/sub', on))).toEqual([
      "ls -l 'my files/sub'",
      'dir "my files\\sub"',
    ]);
    expect(both((on) => commands.showAccess('a/b', on))).toEqual(['ls -ld a/b', 'icacls a\\b']);
    expect(both((on) => commands.makeFolder('a/b c', on))).toEqual(["mkdir -p 'a/b c'", 'mkdir "a\\b c"']);
    expect(both((on) => commands.rename('a', 'a.old', on))).toEqual(['mv a a.old', 'move a a.old']);
    expect(both((on) => commands.openToOwner('a', on))).toEqual(['chmod -R u+rwX a', 'icacls a /reset /t']);
    expect(both((on) => commands.packFiles('f.tar.gz', ['-f'], on))).toEqual([
      'tar -czf f.tar.gz ./-f',
      'tar -czf f.tar.gz .\\-f',
    ]);
    // GNU tar would look for a computer of that name
    expect(commands.packFiles('a:b.tar.gz', ['a:b'], 'linux')).toBe('tar -czf ./a:b.tar.gz ./a:b');
    expect(both((on) => commands.showClock(on))).toEqual(['date -u', 'cmd /c "echo %date% %time%"']);
    expect(both((on) => commands.exportFromKeyring('AB', 'x y', on))).toEqual([
      "gpg --output 'x y' --armor --export AB",
      'gpg --output "x y" --armor --export AB',
    ]);
    expect(both((on) => commands.showKeysOf('k', on))).toEqual(['gpg --show-keys k', 'gpg --show-keys k']);
  });

  it('on Windows none is a command of POSIX', () => {
    const made = [
      commands.listFolder('a', 'win32'),
      commands.showAccess('a', 'win32'),
      commands.makeFolder('a', 'win32'),
      commands.rename('a', 'b', 'win32'),
      commands.openToOwner('a', 'win32'),
      commands.showClock('win32'),
    ];
    for (const line of made) expect(line).not.toMatch(/^(ls|mkdir -p|mv|chmod|sed|date)\b|>/);
  });
});
