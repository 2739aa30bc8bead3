import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { declare } from '../../src/program/declare.js';
import type { Declaration } from '../../src/program/declared/declaration.js';
import { DECLARATIONS, nameOf } from '../../src/program/declared/index.js';
import { readDirect } from '../../src/program/direct.js';

const io = { stdin: process.stdin, stdout: process.stdout, stderr: process.stderr, env: {}, root: '' };

interface Reading {
  command: string;
  args: unknown;
  options: unknown;
}

/** What commander makes of a command line: `undefined` where it refuses it or prints help. */
async function parsed(argv: readonly string[]): Promise<Reading | undefined> {
  let seen: Reading | undefined;
  const recording = (declaration: Declaration): Declaration => ({
    ...declaration,
    commands: (declaration.commands ?? []).map(recording),
    load: async () => async (_context, args, options) => {
      seen = { command: nameOf(declaration), args, options };
      return 0;
    },
  });
  const program = new Command('codeship-sec');
  for (const declaration of DECLARATIONS) declare(program, { io, status: 0 }, recording(declaration));
  const quiet = (command: Command): void => {
    command.exitOverride().configureOutput({ writeOut: () => undefined, writeErr: () => undefined });
    command.commands.forEach(quiet);
  };
  quiet(program);
  await program.parseAsync(argv, { from: 'user' }).catch(() => undefined);
  return seen;
}

function direct(argv: readonly string[]): Reading | undefined {
  const found = readDirect(argv);
  if (!found) return undefined;
  const { declaration, args } = found;
  return { command: nameOf(declaration), args, options: { ...declaration.defaults } };
}

const paths = (declarations: readonly Declaration[], above: string[] = []): string[][] =>
  declarations.flatMap((one) => {
    const path = [...above, nameOf(one)];
    return [path, ...paths(one.commands ?? [], path)];
  });

const WORDS = [[], ['-'], ['a'], ['a', 'b'], ['a', '', 'c d'], ['help'], ['show'], ['update'], ['bash']];
const LINES = [[], ...paths(DECLARATIONS)].flatMap((path) => WORDS.map((words) => [...path, ...words]));

describe('a command line of words', () => {
  it.each(LINES.map((argv) => [argv.join(' '), argv] as const))(
    '%s: as commander reads it',
    async (_, argv) => {
      const found = direct(argv);
      if (found) expect(found).toEqual(await parsed(argv));
    },
  );

  it.each([
    [['toc']],
    [['show']],
    [['show', '2', 'backup']],
    [['search', 'key']],
    [['key']],
    [['key', 'export']],
    [['key', 'update', '-']],
    [['encrypt']],
    [['encrypt', 'report.txt']],
    [['verify', 'a.sig', 'a']],
    [['contact']],
  ])('%j needs no parser', (argv) => expect(direct(argv)).toBeDefined());

  it.each([
    [[]],
    [['--help']],
    [['toc', '--json']],
    [['-q', 'toc']],
    [['toc', '--']],
    [['encrypt', '--', 'a']],
    [['encrypt', '-dash.txt']],
    [['completion', 'bash']],
    [['completion', 'tcsh']],
    [['search']],
    [['toc', 'a']],
    [['key', 'shwo']],
    [['key', 'help']],
    [['help', 'key']],
    [['verify', 'a', 'b', 'c']],
    [['toString']],
  ])('%j is left to the parser', (argv) => expect(direct(argv)).toBeUndefined());
});
