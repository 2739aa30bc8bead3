import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attributeOf, COMMANDS, type CommandPath } from '../../src/declared/index.js';
import { GLOBAL_OPTIONS, JSON_FORMAT } from '../../src/declared/program.js';
import { Failure } from '../../src/errors.js';
import type { Io, OutputStream } from '../../src/io.js';
import { type Context, createContext } from '../../src/output/context.js';
import { typedIn } from '../../src/program/argv/again.js';
import { readArgv } from '../../src/program/argv/read-argv.js';
import { RUNNERS } from '../../src/program/commands.js';
import { declareProgram } from '../../src/program/declare.js';
import type { Parsed } from '../../src/program/invoke.js';
import { emptyFolder, root } from '../support/run.js';

/** For each command that has options of its own, lines in which it looks at each of them, given or not. */
const LINES: Partial<Record<CommandPath, string[]>> = {
  show: ['show'],
  toc: ['toc'],
  search: ['search ssh'],
  'key export': ['key export -o key.asc'],
  report: ['report -o template.md'],
  encrypt: ['encrypt report.txt'],
  verify: ['verify report.txt.asc', 'verify key.asc --output text'],
  contact: ['contact --security-txt --expires 2030-01-31'],
  web: ['web -o security.html'],
  'bundle init': ['bundle init made --page report.txt'],
  'bundle check': ['bundle check'],
};

const sink: OutputStream = { write: (_data, done) => done?.() };
const io: Io = { stdin: process.stdin, stdout: sink, stderr: sink, env: {}, root };
const context = (options: object) => createContext(io, options, typedIn(readArgv([])));

/** Options that say which of them are read; to copy them all would be no reading. */
function watched<O extends object>(options: O, read: Set<string>): O {
  return new Proxy(options, {
    get(target, name) {
      read.add(String(name));
      return Reflect.get(target, name);
    },
    ownKeys: () => {
      throw new Error('options are read by their names');
    },
  });
}

async function readBy(line: string): Promise<string[]> {
  const read = new Set<string>();
  const taken: Parsed[] = [];
  declareProgram((one) => taken.push(one)).parse(line.split(' '), { from: 'user' });
  for (const { path, args, options } of taken) {
    const run = (await RUNNERS[path]()) as (
      context: Context,
      args: unknown[],
      options: object,
    ) => Promise<number>;
    await run(context(options), args, watched(options, read)).catch((error) => {
      if (!(error instanceof Failure)) throw error;
    });
  }
  return [...read];
}

const before = process.cwd();
beforeAll(() => {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'report.txt'), 'a report\n');
  process.chdir(folder);
});
afterAll(() => process.chdir(before));

it.each(COMMANDS.filter(({ options }) => options.length > 0))('$path reads each option', async (command) => {
  const lines = LINES[command.path] ?? [];
  expect(lines, `LINES has no line for ${command.path}`).not.toEqual([]);
  const read: string[] = [];
  for (const line of lines) read.push(...(await readBy(line)));
  const unread = command.options.map(attributeOf).filter((name) => !read.includes(name));
  expect(unread, 'options that are taken and not looked at').toEqual([]);
});

it('each global option is read, for all commands at once', () => {
  const read = new Set<string>();
  createContext(io, watched({}, read), typedIn(readArgv([])));
  expect([...read].sort()).toEqual([...GLOBAL_OPTIONS, JSON_FORMAT].map(attributeOf).sort());
});
