import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { emptyFolder, run, scrubbed } from './run.js';

export const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

export interface Scripts {
  script: (shell: string) => string;
  cwd: string;
}

/** The scripts as files, and an empty folder but for two files and a folder of ours. */
export async function scripts(...args: string[]): Promise<Scripts> {
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
export const here = (cwd: string, bundle?: string) => ({
  cwd,
  env: { ...scrubbed(), ...(bundle !== undefined && { CODESHIP_SEC_BUNDLE: bundle }) },
  encoding: 'utf8' as const,
});

/** What each shell offers for a command line, as words alone; `bundle`: what the environment names. */
export type Complete = (line: string, from?: Scripts, bundle?: string) => string[];

/** What is true of completion in every shell. */
export function completionRules(complete: Complete, own: () => Scripts): void {
  /** A folder that bundles are in, at hand and further below. */
  function withBundles(): Scripts {
    const cwd = emptyFolder();
    for (const dir of ['near', 'acme corp', 'way/to/one', 'empty/inside', 'way/beside']) {
      mkdirSync(join(cwd, dir), { recursive: true });
    }
    for (const name of ['near', 'acme corp', 'way/to/one']) writeFileSync(join(cwd, name, 'bundle.json'), '');
    writeFileSync(join(cwd, 'near/key.asc'), '');
    writeFileSync(join(cwd, 'notes.txt'), '');
    return { ...own(), cwd };
  }

  it('offers the commands, and of a command its own', () => {
    expect(complete('codeship-sec ')).toEqual(
      expect.arrayContaining(['show', 'toc', 'search', 'key', 'completion']),
    );
    expect(complete('codeship-sec sh')).toEqual(['show']);
    expect(complete('codeship-sec key f')).toEqual(['fingerprint']);
    expect(complete('codeship-sec --bundle x key f')).toEqual(['fingerprint']);
  });

  it('offers each section once, by its id, and by its number where that is typed', () => {
    const sections = complete('codeship-sec show ');
    expect(sections).toEqual(expect.arrayContaining(['intro', 'can-codeship-read-my-code']));
    expect(sections).toHaveLength(10);
    expect(complete('codeship-sec show 9')).toEqual(['9']);
    expect(complete('codeship-sec show 1 can')).toEqual(['can-codeship-read-my-code']);
  });

  it('offers no sections where the line, or the environment, is for another bundle', () => {
    for (const line of [
      '--bundle globex show ',
      '--bundle=globex show ',
      'show --bundle globex ',
      'show --bundle globex 1',
    ])
      expect(complete(`codeship-sec ${line}`), line).toEqual([]);
    expect(complete('codeship-sec show ', own(), 'globex')).toEqual([]);
    expect(complete('codeship-sec --bundle globex sho')).toEqual(['show']);
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

  it('offers a bundle where one stands: its folder, folders on the way to it, its bundle.json', () => {
    const from = withBundles();
    const offered = (line: string) =>
      complete(line, from)
        .map((word) => word.replace(/\/$/, ''))
        .sort();
    for (const start of ['codeship-sec --bundle ', 'codeship-sec bundle check ']) {
      expect(offered(start)).toEqual(['acme corp', 'near', 'way']);
      expect(offered(`${start}near/`)).toEqual(['near/bundle.json']);
      expect(offered(`${start}way/`)).toEqual(['way/to']);
      expect(offered(`${start}way/to/`)).toEqual(['way/to/one']);
      // nothing in reach: any folder may be on the way
      expect(offered(`${start}e`)).toEqual(['empty']);
    }
    expect(offered('codeship-sec encrypt e')).toEqual(['empty']);
    expect(offered('codeship-sec bundle init e')).toEqual(['empty']);
  });
}
