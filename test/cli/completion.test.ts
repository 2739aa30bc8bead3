import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageBundles } from '../support/page-bundle.js';
import { allVerbs } from '../support/program.js';
import { seen } from '../support/render.js';
import { emptyFolder, expectRun, run, scrubbed } from '../support/run.js';
import { onTerminal } from '../support/terminal.js';
import { requireTool } from '../support/tools.js';

const SHELLS = ['bash', 'zsh', 'fish', 'powershell'];

/** The scripts as files, and an empty folder but for two files and a folder of ours. */
async function scripts(...args: string[]): Promise<{ script: (shell: string) => string; cwd: string }> {
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

/** What each shell offers for a command line, as words alone. */
type Complete = (line: string, from?: { script: (shell: string) => string; cwd: string }) => string[];

function rules(complete: Complete): void {
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

describe('completion', () => {
  it('wants one of the shells, and no --json', async () => {
    expectRun(await run(['completion']), { status: 2, stdout: '', stderr: /missing required argument/ });
    expectRun(await run(['completion', 'tcsh']), {
      status: 2,
      stdout: '',
      stderr: /bash, zsh, fish, powershell/,
    });
    expect((await run(['completion', 'bash', '--json'])).status).toBe(2);
  });

  it('every shell knows every command and option that is declared', async () => {
    const { script } = await scripts();
    const { readFileSync } = await import('node:fs');
    for (const shell of SHELLS) {
      const text = readFileSync(script(shell), 'utf8');
      for (const { path, command } of allVerbs()) {
        expect(text).toContain(path.at(-1) ?? '');
        for (const { long } of command.options)
          expect(text).toContain(shell === 'fish' ? `-l ${long?.slice(2)} ` : long);
      }
    }
  });
});

const here = (cwd: string) => ({ cwd, env: scrubbed(), encoding: 'utf8' as const });

describe.skipIf(!requireTool('bash'))('completion in bash', () => {
  let own: Awaited<ReturnType<typeof scripts>>;
  beforeAll(async () => {
    own = await scripts();
  });
  const complete: Complete = (line, from = own) => {
    const script = `source ${from.script('bash')}
      COMP_TYPE=$2; read -ra COMP_WORDS <<<"$1"; [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _codeship_sec; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const shown = execFileSync('bash', ['--norc', '-c', script, 'bash', line, '37'], here(from.cwd));
    return shown.split('\n').filter((word) => word !== '');
  };
  rules((line, from) => complete(line, from));

  it('shows titles beside several, and inserts a single word alone', () => {
    const script = `source ${own.script('bash')}; COMP_TYPE=9; COMP_WORDS=(codeship-sec show do); COMP_CWORD=2; _codeship_sec; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['--norc', '-c', script], here(own.cwd))).toContain(
      'does-codeship-use-external-contractors          (Does Codeship Use External Contractors?)\n',
    );
  });
});

describe.skipIf(!requireTool('fish'))('completion in fish', () => {
  let own: Awaited<ReturnType<typeof scripts>>;
  beforeAll(async () => {
    own = await scripts();
  });
  rules((line, from = own) => {
    const shown = execFileSync(
      'fish',
      ['--no-config', '-c', `source ${from.script('fish')}; complete -C '${line}'`],
      here(from.cwd),
    );
    return shown
      .split('\n')
      .map((row) => row.split('\t')[0] ?? '')
      .filter((word) => word !== '');
  });
});

describe.skipIf(!requireTool('zsh') || !requireTool('python3'))('completion in zsh', () => {
  let own: Awaited<ReturnType<typeof scripts>>;
  beforeAll(async () => {
    own = await scripts();
  });

  /** What a user sees: the line is typed into a real zsh, then Tab; once the answer is there, the shell is left. */
  async function screen(line: string, answer: RegExp): Promise<string> {
    const setUp = `cd ${own.cwd}; PS1='READY> '; autoload -Uz compinit; compinit -u -D; source ${own.script('zsh')}; clear; print STARTED\n`;
    const { output } = await onTerminal(['zsh', '-f', '-i'], {
      columns: 200,
      rows: 60,
      keys: [
        { after: /[%#>] /, send: setUp },
        { after: /STARTED\s[\s\S]*READY> /, send: `${line}\t` },
        { after: answer, send: '\u0015exit\n' },
      ],
    });
    return seen(output).split('STARTED').at(-1) ?? '';
  }

  it.each([
    ['codeship-sec sh', 'codeship-sec show'],
    ['codeship-sec show can', 'show can-codeship-read-my-code'],
    ['codeship-sec show --format pr', '--format pretty'],
    ['codeship-sec key export -o rep', '-o report.txt'],
  ])('completes %s', async (line, whole) => {
    expect(await screen(line, new RegExp(whole.slice(-6)))).toContain(whole);
  });

  it('lists the sections with their titles', async () => {
    const shown = await screen('codeship-sec show ', /what-services-does-codeship-use/);
    expect(shown).toMatch(
      /how-can-i-get-in-touch-about-security +9 +-- How Can I Get In Touch About Security\?/,
    );
    expect(shown).toMatch(/can-codeship-read-my-code +2 +-- Can Codeship Read My Code\?/);
  });
});

describe('a page cannot speak to the shell through its titles', () => {
  const bundle = pageBundles();
  const PAGE =
    "## $(touch pwned) `touch pwned` 'x'; touch pwned #\n\n## \"; touch pwned; ’; touch pwned; ’\n\n## a:b\n";

  it.each(['bash', 'zsh', 'fish'])('%s', async (shell) => {
    if (!requireTool(shell)) return;
    const { script, cwd } = await scripts('--bundle', bundle(PAGE));
    const stub = join(emptyFolder(), 'compdef');
    writeFileSync(stub, '');
    chmodSync(stub, 0o755);
    const lines: Record<string, string> = {
      bash: `source ${script('bash')}; COMP_TYPE=9; COMP_WORDS=(codeship-sec show ''); COMP_CWORD=2; _codeship_sec; printf '%s\\n' "\${COMPREPLY[@]}"`,
      zsh: `compdef() { :; }; source ${script('zsh')}; _describe() { print -l -r -- \${(P)5}; }; words=(codeship-sec show ''); CURRENT=3; _codeship_sec`,
      fish: `source ${script('fish')}; complete -C 'codeship-sec show '`,
    };
    const shown = execFileSync(
      shell,
      [shell === 'fish' ? '--no-config' : shell === 'zsh' ? '-f' : '--norc', '-c', lines[shell] ?? ''],
      here(cwd),
    );
    expect(shown).toContain('$(touch pwned)');
    expect(execFileSync('ls', [cwd], { encoding: 'utf8' })).toBe('readme\nreport.txt\n');
  });

  it('powershell: every quote that it knows is doubled', async () => {
    const { stdout } = await run(['completion', 'powershell', '--bundle', bundle(PAGE)]);
    for (const [, inside = ''] of stdout.matchAll(/,@\('(?:[^'’]|''|’’)*', '((?:[^'’]|''|’’)*)'\)/g)) {
      expect(inside.replace(/''|’’/g, '')).not.toMatch(/['’]/);
    }
    expect(stdout).toContain("''x''; touch pwned')");
    expect(stdout).toContain('; ’’; touch pwned; ’’');
  });
});
