import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const complete: Complete = (line, from = own, bundle) => {
    const script = `source ${from.script('bash')}
      COMP_TYPE=$2; read -ra COMP_WORDS <<<"$1"; [[ $1 == *' ' ]] && COMP_WORDS+=('')
      COMP_CWORD=$((\${#COMP_WORDS[@]} - 1)); _codeship_sec; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const shown = execFileSync('bash', ['--norc', '-c', script, 'bash', line, '37'], here(from.cwd, bundle));
    return shown.split('\n').filter((word) => word !== '');
  };
  completionRules(
    (line, from, bundle) => complete(line, from, bundle),
    () => own,
  );

  /** What bash offers where it has cut the line into these words. */
  function offered(words: string[], columns = 80): string[] {
    const set = `COMP_TYPE=9; COLUMNS=${columns}; COMP_LINE=$1; COMP_POINT=\${#1}; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))`;
    const script = `source ${own.script('bash')}; ${set}; _codeship_sec; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const line = words.join(' ').replace(/ : ?/g, ':');
    const shown = execFileSync('bash', ['--norc', '-c', script, 'bash', line, ...words], here(own.cwd));
    return shown.split('\n').filter((word) => word !== '');
  }

  it('shows titles beside several, and inserts a single word alone', () => {
    expect(offered(['codeship-sec', 'show', 'do'])).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^does-codeship-use-external-contractors +\(Does .*\.\.\.$/),
      ]),
    );
    expect(offered(['codeship-sec', 'show', 'do'], 120)).toContain(
      'does-codeship-use-external-contractors          (Does Codeship Use External Contractors?)',
    );
    expect(offered(['codeship-sec', 'show', 'can'])).toEqual(['can-codeship-read-my-code']);
  });

  it('cuts titles to the width of the terminal', () => {
    const rows = offered(['codeship-sec', 'show', ''], 60);
    expect(Math.max(...rows.map((row) => row.length))).toBe(58);
  });

  it.skipIf(process.platform === 'win32')('takes a colon for a part of a name, as bash does not', () => {
    writeFileSync(join(own.cwd, 'a:b:c d.txt'), '');
    expect(offered(['codeship-sec', 'encrypt', 'a', ':'])).toEqual(['b:c d.txt']);
    expect(offered(['codeship-sec', 'encrypt', 'x', 'a', ':', 'b'])).toEqual(['b:c d.txt']);
    expect(offered(['codeship-sec', 'encrypt', '-o', 'a', ':', 'b', ':', 'c'])).toEqual(['c d.txt']);
    expect(offered(['codeship-sec', 'encrypt', 'a\\:b\\:c\\ '])).toEqual(['a:b:c d.txt']);
    expect(offered(['codeship-sec', 'encrypt', '"a:b'])).toEqual(['a:b:c d.txt']);
    expect(offered(['codeship-sec', '--bundle', 'x', ':', 'y', 'key', 'f'])).toEqual(['fingerprint']);
    rmSync(join(own.cwd, 'a:b:c d.txt'));
  });
});
