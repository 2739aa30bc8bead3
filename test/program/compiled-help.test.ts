import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Io, OutputStream } from '../../src/io.js';
import { COMPILED_WIDTHS, compiledHelpFile, printCompiledHelp } from '../../src/program/compiled-help.js';
import { runProgram } from '../../src/program/run.js';
import { allVerbs } from '../support/program.js';
import { root, run } from '../support/run.js';

/** A terminal of that width, and what was written to it. */
function terminal(columns: number): { io: Io; written: () => string } {
  let text = '';
  const stdout: OutputStream = {
    isTTY: true,
    columns,
    write(data, done) {
      text += data;
      done?.();
    },
  };
  return { io: { stdin: process.stdin, stdout, stderr: stdout, env: {}, root }, written: () => text };
}

const paths = allVerbs().map(({ path }) => path);

describe('help as the build made it', () => {
  it.each(COMPILED_WIDTHS)('is what the parser prints at %i cells, for each command', async (width) => {
    const compiled = JSON.parse(readFileSync(join(root, 'dist/compiled', compiledHelpFile(width)), 'utf8'));
    expect(Object.keys(compiled).sort()).toEqual(paths.map((path) => path.join(' ')).sort());
    for (const path of paths) {
      const parsed = terminal(width);
      await runProgram([...path, '--help'], parsed.io);
      expect(compiled[path.join(' ')]).toBe(parsed.written());
      const printed = terminal(width);
      expect(await printCompiledHelp([...path, '-h'], printed.io)).toBe(0);
      expect(printed.written()).toBe(parsed.written());
    }
  });

  it('is for 80 and for 100 cells and more', async () => {
    expect(await printCompiledHelp([], terminal(200).io)).toBe(0);
    for (const width of [30, 79, 81, 99]) {
      expect(await printCompiledHelp(['--help'], terminal(width).io)).toBeUndefined();
    }
  });

  it.each([
    [[], ['--help', '--color', 'never']],
    [['--help'], ['--color', 'never', '--help']],
    [['help'], ['--color', 'never', '-h']],
    [
      ['toc', '-h'],
      ['toc', '--color', 'never', '-h'],
    ],
    [
      ['help', 'key', 'export'],
      ['key', 'export', '--color', 'never', '--help'],
    ],
    [
      ['--help', 'encrypt'],
      ['encrypt', '--color', 'never', '--help'],
    ],
  ])('%j: as when there is something to parse', async (words, parsed) => {
    const direct = await run(words);
    expect(direct).toMatchObject({ status: 0, stderr: '' });
    expect(direct.stdout).toMatch(/^Usage: codeship-sec/);
    expect(direct.stdout).toBe((await run(parsed)).stdout);
  });

  it('is what the parser prints, wherever it answers', async () => {
    const words = paths.flatMap((path) => [path, [...path, 'x'], ['help', ...path], [...path, 'help']]);
    const lines = words.flatMap((line) => [
      line,
      ['help', ...line],
      ['-h', ...line],
      ['--help', ...line],
      [...line, '--help'],
      ['help', ...line, '-h'],
    ]);
    let answered = 0;
    for (const line of lines) {
      const direct = terminal(80);
      if ((await printCompiledHelp(line, direct.io)) === undefined) continue;
      const parsed = terminal(80);
      expect(await runProgram(line, parsed.io)).toBe(0);
      expect(direct.written(), line.join(' ')).toBe(parsed.written());
      answered++;
    }
    expect(answered).toBeGreaterThan(4 * paths.length);
  });

  it.each([
    [['shwo', '--help']],
    [['toString', '--help']],
    [['toc', 'a', '--help']],
    [['key', '--help', 'x']],
  ])('%j is left to the parser', async (argv) =>
    expect(await printCompiledHelp(argv, terminal(80).io)).toBeUndefined(),
  );
});
