import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { completionRules, here, scripts } from '../../support/completion.js';
import { seen } from '../../support/render.js';
import { onTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

describe.skipIf(!requireTool('fish'))('completion in fish', () => {
  let own: Awaited<ReturnType<typeof scripts>>;
  beforeAll(async () => {
    own = await scripts();
  });
  completionRules((line, from = own) => {
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
