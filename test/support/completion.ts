import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run, scrubbed } from './run.js';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

/** The scripts as files, and an empty folder but for two files and a folder of ours. */
export async function scripts(
  ...args: string[]
): Promise<{ script: (shell: string) => string; cwd: string }> {
  const folder = emptyFolder();
  const cwd = emptyFolder();
  for (const name of ['report.txt', 'readme']) writeFileSync(join(cwd, name), '');
  for (const shell of SHELLS) {
    const { stdout, status } = await run(['completion', shell, ...args]);
    expect(status).toBe(0);
    writeFileSync(join(folder, shell), stdout);
  }
  return { script: (shell) => join(folder, shell), cwd };
}

/** How a shell is run there. */
export const here = (cwd: string) => ({ cwd, env: scrubbed(), encoding: 'utf8' as const });

/** What each shell offers for a command line, as words alone. */
export type Complete = (line: string, from?: { script: (shell: string) => string; cwd: string }) => string[];

/** What is true of completion in every shell. */
export function completionRules(complete: Complete): void {
  it('offers the commands, and of a command its own', () => {
    expect(complete('codeship-sec ')).toEqual(
      expect.arrayContaining(['show', 'toc', 'search', 'key', 'completion']),
    );
    expect(complete('codeship-sec sh')).toEqual(['show']);
    expect(complete('codeship-sec key f')).toEqual(['fingerprint']);
    expect(complete('codeship-sec --bundle x key f')).toEqual(['fingerprint']);
  });

  it('offers the sections by number and id', () => {
    const sections = complete('codeship-sec show ');
    expect(sections).toEqual(expect.arrayContaining(['0', '9', 'intro', 'can-codeship-read-my-code']));
    expect(sections).toHaveLength(20);
    expect(complete('codeship-sec show 1 can')).toEqual(['can-codeship-read-my-code']);
  });

  it('offers options, and the values of those that have a choice', () => {
    expect(complete('codeship-sec show --no')).toEqual(['--no-pager']);
    expect(complete('codeship-sec show --format pr')).toEqual(['pretty']);
    expect(complete('codeship-sec show --color a').sort()).toEqual(['always', 'auto']);
    expect(complete('codeship-sec completion z')).toEqual(['zsh']);
  });

  it('offers files where a file stands, and nothing where no word does', () => {
    expect(complete('codeship-sec encrypt re').sort()).toEqual(['readme', 'report.txt']);
    expect(complete('codeship-sec key export -o rep')).toEqual(['report.txt']);
    expect(complete('codeship-sec toc r')).toEqual([]);
  });
}
