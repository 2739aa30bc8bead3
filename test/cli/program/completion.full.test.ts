import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { completionRules, here, scripts } from '../../support/completion.js';
import { pageBundles } from '../../support/page-bundle.js';
import { seen } from '../../support/render.js';
import { emptyFolder, run } from '../../support/run.js';
import { onTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

describe.skipIf(!requireTool('fish'))('completion in fish', () => {
  let own: Awaited<ReturnType<typeof scripts>>;
  beforeAll(async () => {
    own = await scripts();
  });
  completionRules(
    (line, from = own, bundle) => {
      const shown = execFileSync(
        'fish',
        ['--no-config', '-c', `source ${from.script('fish')}; complete -C '${line}'`],
        here(from.cwd, bundle),
      );
      return shown
        .split('\n')
        .map((row) => row.split('\t')[0] ?? '')
        .filter((word) => word !== '');
    },
    () => own,
  );
});

describe.skipIf(!requireTool('zsh') || !requireTool('python3'))('completion in zsh', () => {
  let own: Awaited<ReturnType<typeof scripts>>;
  beforeAll(async () => {
    own = await scripts();
  });

  /** What a user sees: the line is typed into a real zsh, then Tab; once the answer is there, the shell is left. */
  async function screen(line: string, answer: RegExp): Promise<string> {
    // as the script's first lines say, in a shell that nobody has set up
    const setUp = `cd ${own.cwd}; PS1='READY> '; source ${own.script('zsh')}; clear; print STARTED\n`;
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

  it('offers a bundle, the way to one, and its bundle.json; where none is in reach, every folder', async () => {
    for (const dir of ['way/to/one', 'west', 'empty/inside'])
      mkdirSync(join(own.cwd, dir), { recursive: true });
    writeFileSync(join(own.cwd, 'way/to/one/bundle.json'), '');
    expect(await screen('codeship-sec --bundle w', /way\//)).toContain('--bundle way/');
    expect(await screen('codeship-sec --bundle way/to/one/b', /json/)).toContain('way/to/one/bundle.json');
    expect(await screen('codeship-sec bundle check e', /pty/)).toContain('check empty/');
  });

  it('lists each section once, with its title', async () => {
    const shown = await screen('codeship-sec show ', /what-services-does-codeship-use/);
    expect(shown).toMatch(
      /how-can-i-get-in-touch-about-security +-- How Can I Get In Touch About Security\?/,
    );
    expect(shown).toMatch(/can-codeship-read-my-code +-- Can Codeship Read My Code\?/);
  });
});

describe.skipIf(!requireTool('bash') || !requireTool('python3'))('completion in a real bash', () => {
  it.each([
    ['encrypt a', 'encrypt a\\:b.txt'],
    ['encrypt a:', 'encrypt a:b.txt'],
    ['encrypt a\\:', 'encrypt a\\:b.txt'],
    ['encrypt "a:', 'encrypt "a:b.txt"'],
    ['key export -o a:', '-o a:b.txt'],
    ['--bundle x:y key fing', 'key fingerprint'],
  ])('completes %s', async (line, whole) => {
    const own = await scripts();
    writeFileSync(join(own.cwd, 'a:b.txt'), '');
    const setUp = `cd ${own.cwd}; PS1='READY> '; source ${own.script('bash')}; clear; echo STARTED\n`;
    const { output } = await onTerminal(['bash', '--norc', '--noprofile', '-i'], {
      columns: 100,
      rows: 30,
      keys: [
        { after: /[$#] /, send: setUp },
        { after: /STARTED\s[\s\S]*READY> /, send: `codeship-sec ${line}\t` },
        { after: new RegExp(`${whole.slice(-5)}`), send: '\u0015exit\n' },
      ],
    });
    expect(seen(output).split('STARTED').at(-1)).toContain(whole);
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
      zsh: `compdef() { :; }; source ${script('zsh')}; _describe() { print -l -r -- \${(P)5}; }; PREFIX=''; words=(codeship-sec show ''); CURRENT=3; _codeship_sec`,
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
