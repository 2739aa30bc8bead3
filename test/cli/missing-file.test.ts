import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyFolder, run } from '../support/run.js';

let cwd: string;

beforeEach(() => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'my files/report.md.d'), { recursive: true });
  for (const name of ['report.md', 'report.md.asc', '-dash.md', 'my files/message.asc', 'a.md'])
    writeFileSync(join(cwd, name), 'text\n');
});

/** What is said after the error. */
async function next(...args: string[]): Promise<string> {
  const { status, stderr } = await run(args, { cwd });
  expect(status).toBe(61);
  const [, ...lines] = stderr.trimEnd().split('\n');
  return lines.map((line) => line.replace('codeship-sec: ', '')).join('\n');
}

describe('a file that is missing', () => {
  it.each([
    [['encrypt', 'reprot.md'], 'hint: codeship-sec encrypt report.md'],
    [
      ['encrypt', '--email', 'a.md', 'Report.MD', '-f'],
      'hint: codeship-sec encrypt --email a.md report.md -f',
    ],
    [['encrypt', '--', '-dahs.md'], 'hint: codeship-sec encrypt -- ./-dash.md'],
    [['verify', 'my files/mesage.asc'], "hint: codeship-sec verify 'my files/message.asc'"],
    [
      ['verify', '--signature', 'report.md.acs', 'a.md'],
      'hint: codeship-sec verify --signature report.md.asc a.md',
    ],
    // not a word by itself
    [['verify', '--signature=report.md.acs', 'a.md'], 'there is report.md.asc'],
  ])('is answered with the same command and a file of a near name: %j', async (args, line) => {
    expect(await next(...args)).toBe(line);
  });

  it.each([
    [['encrypt', 'b.md'], 'nothing in this folder has a name like it'],
    [['verify', 'my files/report.md.b'], 'nothing in my files has a name like it'],
    [['verify', 'their files/a.md'], 'the folder their files cannot be read, or is not there either'],
  ])('without one no command is offered: %j', async (args, line) => {
    expect(await next(...args)).toBe(line);
  });
});
