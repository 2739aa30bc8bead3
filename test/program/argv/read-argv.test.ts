import { CommanderError } from 'commander';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attributeOf,
  COMMANDS,
  commandsBelow,
  defaultsOf,
  levelsOf,
  optionsOf,
} from '../../../src/declared/index.js';
import { PROGRAM } from '../../../src/declared/program.js';
import { argumentsOf } from '../../../src/program/argv/again.js';
import { type Reading, readArgv } from '../../../src/program/argv/read-argv.js';
import { declareProgram } from '../../../src/program/declare.js';
import { parseWords } from '../../../src/program/direct.js';
import type { Parsed } from '../../../src/program/invoke.js';

/** What commander makes of a command line, or the code and words with which it refuses it. */
function parsed(argv: readonly string[]): Parsed | { code: string; message: string } {
  let taken: Parsed | undefined;
  try {
    declareProgram((one) => {
      taken = one;
    }).parse(argv, { from: 'user' });
  } catch (error) {
    const { message } = error as Error;
    return { code: error instanceof CommanderError ? error.code : 'ours', message };
  }
  return taken ?? { code: 'nothing', message: '' };
}

/** A reading in the shape of what commander hands over. */
function read({ command, words, parts }: Reading) {
  const options = Object.assign({}, ...levelsOf(command).map(defaultsOf));
  for (const part of parts) {
    if (part.is !== 'option') continue;
    const { option, value } = part;
    options[attributeOf(option)] = value ?? !option.long.startsWith('--no-');
  }
  return { path: command.path, words: words.map(({ text }) => text), options };
}

const isIncomplete = ({ parts }: Reading) =>
  parts.some((part) => part.is === 'option' && part.option.value !== undefined && part.value === undefined);

/** A word where only a command can stand, which is refused before commander sees it. */
const namesNone = ({ command, words }: Reading) =>
  words.length > 0 && command.arguments.length === 0 && commandsBelow(command).length > 0;

/** Holds what was read to what commander says. @returns which way it was held */
function compare(argv: readonly string[]): string {
  const reading = readArgv(argv);
  expect(argumentsOf(reading.parts)).toEqual(argv);
  if (namesNone(reading)) return 'no command';
  const result = parsed(argv);
  if (reading.help !== undefined) {
    expect(result).not.toHaveProperty('path');
    return 'help';
  }
  const direct = parseWords(reading);
  if (direct) expect(direct).toEqual(result);
  if ('path' in result) {
    const words = result.args.flat().filter((word) => word !== undefined);
    expect(read(reading)).toEqual({ path: result.path, words, options: result.options });
    expect(reading.unknown).toBeUndefined();
    expect(isIncomplete(reading)).toBe(false);
    return 'taken';
  }
  const { code, message } = result;
  if (code === 'commander.unknownOption') {
    const [, option = ''] = /'(.*)'/s.exec(message) ?? [];
    expect(reading.unknown).toBeDefined();
    expect(argv[reading.unknown ?? -1]?.endsWith(option.slice(1))).toBe(true);
  }
  if (code === 'commander.optionMissingArgument') expect(isIncomplete(reading)).toBe(true);
  if (code === 'commander.help') expect(reading.command).toBe(PROGRAM);
  if (code === 'commander.version') expect(read(reading).options).toHaveProperty('version');
  return code;
}

const paths = [PROGRAM, ...COMMANDS].map(({ path }) => path.split(' ').filter(Boolean));
const options = [PROGRAM, ...COMMANDS].flatMap(optionsOf);
const letters = [...new Set(options.flatMap(({ short }) => short?.slice(1) ?? []))];
const words = fc.constantFrom(
  'a',
  '2',
  '-',
  '',
  '-5',
  '-.5e3',
  '--',
  'bash',
  'show',
  'export',
  'json',
  'never',
  'b c',
);
const named = fc.constantFrom(...options);
const token = fc.oneof(
  words,
  named.map(({ long }) => long),
  named.map(({ long, short }) => short ?? long),
  named.map(({ long, choices }) => `${long}=${choices?.[0] ?? 'x'}`),
  named.map(({ short, long, choices }) => `${short ?? long}${choices?.[0] ?? 'x'}`),
  fc
    .array(fc.constantFrom(...letters, 'x', '-', '='), { minLength: 2, maxLength: 4 })
    .map((all) => `-${all.join('')}`),
  fc.constantFrom('--nope', '-x', '--nope=1', '-h', '--help', 'help'),
);
/** An option that belongs there, with its value. */
const fitting = (path: readonly string[]) =>
  fc
    .constantFrom(...optionsOf([PROGRAM, ...COMMANDS].find((one) => one.path === path.join(' ')) ?? PROGRAM))
    .map(({ long, short, value, choices }) => {
      if (value === undefined) return [short ?? long];
      return short ? [`${short}x`] : [long, choices?.at(-1) ?? 'y'];
    });
const line = fc
  .constantFrom(...paths)
  .chain((path) =>
    fc
      .tuple(
        fc.array(fitting([]), { maxLength: 1 }),
        fc.array(fitting(path), { maxLength: 3 }),
        fc.array(fc.oneof(token, words), { maxLength: 4 }),
      )
      .map(([before, own, more]) => [...before.flat(), ...path, ...own.flat(), ...more]),
  );

describe('a command line', () => {
  it('is read as commander reads it', () => {
    const ways: Record<string, number> = {};
    fc.assert(
      fc.property(line, (argv) => {
        const way = compare(argv);
        ways[way] = (ways[way] ?? 0) + 1;
      }),
      { numRuns: 3000 },
    );
    // each way of refusing and of taking was met
    for (const code of [
      'taken',
      'help',
      'commander.unknownOption',
      'commander.optionMissingArgument',
      'ours',
    ]) {
      expect(ways[code], code).toBeGreaterThan(20);
    }
  });

  it.each([
    // the program takes its own options from between another's and its value
    [['encrypt', '-o', '--json', 'out', 'r.txt'], { output: 'out', json: true }, ['r.txt']],
    [['encrypt', '-o', '--', '-f', 'r.txt'], { output: '--', force: true }, ['r.txt']],
    [['encrypt', '-o', '--help'], { output: '--help' }, []],
    [['encrypt', '-qfoout', '-'], { quiet: true, force: true, output: 'out' }, ['-']],
    [['--bundle', '--', 'toc'], { bundle: '--' }, []],
    [['toc', '--width=-5'], { width: '-5' }, []],
    [['show', '-5', '--', '-x'], { pager: true }, ['-5', '-x']],
    [['-q-', 'x'], { quiet: true }, ['x']],
  ])('%j', (argv, options, words) => {
    const { path: _path, ...found } = read(readArgv(argv));
    expect(found).toEqual({ options, words });
    compare(argv);
  });

  it('may be of any length', () => {
    const many = Array.from({ length: 150_000 }, () => 'a');
    expect(readArgv(['encrypt', ...many, '-f', '--', ...many]).words).toHaveLength(300_000);
    expect(readArgv(['help', 'help', ...many]).parts).toHaveLength(150_002);
    expect(readArgv(['toc', '--nope', ...many, '--', ...many]).unknown).toBe(1);
  });
});

describe('a command line of words', () => {
  it.each([
    [['toc']],
    [['show']],
    [['show', '2', 'backup']],
    [['show', '-5']],
    [['search', 'key']],
    [['key']],
    [['key', 'export']],
    [['key', 'update', '-']],
    [['encrypt']],
    [['encrypt', 'report.txt']],
    [['verify', 'a.sig', 'a']],
    [['contact']],
    [['completion', 'bash']],
  ])('%j needs no parser', (argv) => {
    expect(parseWords(readArgv(argv))).toBeDefined();
    expect(compare(argv)).toBe('taken');
  });

  it.each([
    [[]],
    [['--help']],
    [['toc', '--json']],
    [['-q', 'toc']],
    [['toc', '--']],
    [['encrypt', '--', 'a']],
    [['encrypt', '-dash.txt']],
    [['completion', 'tcsh']],
    [['search']],
    [['toc', 'a']],
    [['key', 'shwo']],
    [['key', 'help']],
    [['help', 'key']],
    [['verify', 'a', 'b', 'c']],
    [['toString']],
  ])('%j is left to the parser', (argv) => expect(parseWords(readArgv(argv))).toBeUndefined());
});
