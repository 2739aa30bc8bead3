import { execFileSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { optionsOf } from '../../../src/declared/index.js';
import { type Complete, completionRules, here, SHELLS, scripts } from '../../support/completion.js';
import { allVerbs } from '../../support/program.js';
import { expectRun, run } from '../../support/run.js';
import { requireTool } from '../../support/tools.js';

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
        for (const { long } of optionsOf(command).filter(({ hidden }) => !hidden))
          expect(text).toContain(shell === 'fish' ? `-l ${long.slice(2)} ` : long);
      }
    }
  });
});

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
  completionRules((line, from) => complete(line, from));

  it('shows titles beside several, and inserts a single word alone', () => {
    const script = `source ${own.script('bash')}; COMP_TYPE=9; COMP_WORDS=(codeship-sec show do); COMP_CWORD=2; _codeship_sec; printf '%s\\n' "\${COMPREPLY[@]}"`;
    expect(execFileSync('bash', ['--norc', '-c', script], here(own.cwd))).toContain(
      'does-codeship-use-external-contractors          (Does Codeship Use External Contractors?)\n',
    );
  });
});
