import { describe, expect, it } from 'vitest';
import { typedIn } from '../../../src/program/argv/again.js';
import { globalsIn } from '../../../src/program/argv/globals.js';
import { readArgv } from '../../../src/program/argv/read-argv.js';

describe('the line again, with arguments added', () => {
  it.each([
    ['encrypt r.txt', ['--force'], 'encrypt r.txt --force'],
    ['encrypt -- -dash', ['--force'], 'encrypt --force -- -dash'],
    ['encrypt --bundle -- r.txt', ['--force'], 'encrypt --bundle -- r.txt --force'],
    ['encrypt -o a r.txt --output=b', ['-o', 'FILE'], 'encrypt r.txt -o FILE'],
    ['encrypt -qfoa r.txt', ['-o', 'FILE'], 'encrypt -qf r.txt -o FILE'],
    ['encrypt -qo a r.txt', ['-o', 'FILE'], 'encrypt -q r.txt -o FILE'],
    ['encrypt -o --json a r.txt', ['--output', 'FILE'], 'encrypt --json r.txt --output FILE'],
    ['encrypt --set-filename -o r.txt', ['-o', 'FILE'], 'encrypt --set-filename -o r.txt -o FILE'],
    [
      'encrypt --set-filename --set-filename r.txt',
      ['--set-filename', 'NAME'],
      'encrypt r.txt --set-filename NAME',
    ],
    ['encrypt -f r.txt', ['--force'], 'encrypt -f r.txt --force'],
    ['encrypt --output-to a r.txt', ['-o', 'FILE'], 'encrypt --output-to a r.txt -o FILE'],
  ])('%s and %j', (line, added, again) => {
    expect(typedIn(readArgv(line.split(' '))).again(added)).toBe(`codeship-sec ${again}`);
  });

  it('leaves options out', () => {
    const { again } = typedIn(readArgv(['encrypt', 'a', '-qoout', 'b', '-f']));
    expect(again([], ['--output'])).toBe('codeship-sec encrypt a -q b -f');
    expect(again([], ['--force', '--quiet', '--output'])).toBe('codeship-sec encrypt a b');
  });

  it('knows which options were given, those of the program first', () => {
    expect(typedIn(readArgv(['encrypt', '-fobc', 'd', '-q', '--bundle=x', '--json'])).given()).toEqual([
      ...['--bundle', 'x', '--json', '--quiet', '--output', 'bc', '--force'],
    ]);
  });
});

describe('the global options before parsing', () => {
  it.each([
    ['key --json', { json: true }],
    ['key check --nope --json -q', { json: true, quiet: true }],
    ['--format json key', { format: 'json' }],
    ['key --format=json --nope', { format: 'json' }],
    ['key -- --json', {}],
    ['--bundle --json key', { bundle: '--json' }],
    ['encrypt --set-filename --bundle x', { bundle: 'x', setFilename: undefined }],
    ['shwo --bundle x --color never', { bundle: 'x', color: 'never' }],
    ['toc --color pink --bundle=', {}],
    ['--color always toc --color never', { color: 'never' }],
    ['toc --nope --bundle', {}],
  ])('%s', (line, found) => expect(globalsIn(readArgv(line.split(' ')))).toEqual(found));
});
