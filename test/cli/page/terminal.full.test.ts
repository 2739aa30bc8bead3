import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder } from '../../support/run.js';
import { runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const ESCAPE = '\u001b';

/** A folder with a program of that name, for the PATH or PAGER. */
function program(name: string, script: string): string {
  const path = join(emptyFolder(), name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('on a terminal', () => {
  it('is without colour where it is not wanted: --color, NO_COLOR, TERM=dumb, ACCESSIBLE, in this order', async () => {
    const colored = async (args: string[], env: Record<string, string>) =>
      (await runOnTerminal(['show', '9', ...args], { env })).output.includes(`${ESCAPE}[`);
    expect(await colored([], {})).toBe(true);
    expect(await colored(['--color', 'never'], { FORCE_COLOR: '1' })).toBe(false);
    expect(await colored([], { NO_COLOR: '1', FORCE_COLOR: '1' })).toBe(false);
    expect(await colored([], { NO_COLOR: '' })).toBe(true);
    expect(await colored(['--color', 'always'], { NO_COLOR: '1' })).toBe(true);
    expect(await colored([], { TERM: 'dumb' })).toBe(false);
    expect(await colored([], { ACCESSIBLE: '1' })).toBe(false);
  });

  it('is plain for TERM=dumb and ACCESSIBLE=1: no bullet, no escape sequence, no pager', async () => {
    for (const env of [{ TERM: 'dumb' }, { ACCESSIBLE: '1' }]) {
      const { output } = await runOnTerminal(['show'], { rows: 10, env: { ...env, PAGER: 'echo PAGED' } });
      expect(output).toContain('- Heroku');
      expect(output).not.toMatch(/\u001b|PAGED|•/);
    }
    expect((await runOnTerminal(['show', '4'])).output).toContain('• Heroku');
    const always = ['show', '4', '--color', 'always'];
    const { output } = await runOnTerminal(always, { env: { ACCESSIBLE: '1' } });
    expect(output).toContain(`${ESCAPE}[1m`);
    expect(output).not.toContain('•');
  });

  it('takes CODESHIP_SEC_PAGER before PAGER, and an empty one for none', async () => {
    const both = { PAGER: 'sed s/^/SECOND:/', CODESHIP_SEC_PAGER: 'sed s/^/FIRST:/' };
    const { output } = await runOnTerminal(['show'], { env: both });
    expect(output).toContain('FIRST:');
    expect(output).not.toContain('SECOND:');
    expect((await runOnTerminal(['show'], { env: { PAGER: '' } })).output).toMatch(/^\u001b\[1;4mCodeship/);
  });

  it('hands the pager no hyperlinks, which older ones show as rubbish', async () => {
    const env = { WT_SESSION: 'x', PAGER: 'cat -v' };
    const { output } = await runOnTerminal(['show'], { env });
    expect(output).toContain('^[[1;4mCodeship');
    expect(output).not.toContain('^[]8');
  });

  it('prints at once where the pager is missing or cannot be run, and no shell speaks of it', async () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'locked'), '#!/bin/sh\ncat\n', { mode: 0o644 });
    writeFileSync(join(folder, 'lost'), '#!/no/such/shell\n', { mode: 0o755 });
    const pagers = [
      'no-such-pager-here',
      'no-such-pager | cat',
      'A=b "no such pager" -x',
      './locked',
      './lost',
      folder,
    ];
    for (const PAGER of [...pagers, join(folder, 'locked'), join(folder, 'lost'), `'${folder}/locked' -x`]) {
      const { status, output } = await runOnTerminal(['show'], { env: { PAGER } });
      expect(status, PAGER).toBe(0);
      expect(output, PAGER).toMatch(/^\u001b\[1;4mCodeship Security Information/);
      expect(output.trimEnd(), PAGER).toMatch(/codeship\.asc>[^\n]*$/);
    }
  });

  it('runs a pager that takes a shell, or a folder with blanks', async () => {
    const script = program('my pager', 'sed "s/^/$MARK:/"');
    for (const PAGER of [
      `MARK=x '${script}'`,
      `MARK="x" ${script.replace(' ', '\\ ')}`,
      'cat | sed s/^/x:/',
    ]) {
      expect((await runOnTerminal(['show'], { env: { PAGER } })).output, PAGER).toMatch(/^x:/);
    }
  });

  it('tells less to take colour, whatever LESS says; and no other pager', async () => {
    const script = program('less', 'echo "ARGS=$*."; cat > /dev/null');
    const PATH = `${join(script, '..')}:${process.env.PATH}`;
    const args = async (env: Record<string, string>) =>
      /ARGS=(.*)\./.exec((await runOnTerminal(['show'], { env: { PATH, ...env } })).output)?.[1];
    expect(await args({ LESS: '' })).toBe('-R');
    expect(await args({ LESS: '-i', PAGER: 'less -S' })).toBe('-R -S');
    expect(await args({ LESS: '-S', PAGER: `${script} -i` })).toBe('-R -i');
    expect(await args({ PAGER: `LESS=-i '${script}' "-x"` })).toBe('-R -x');
    const other = program('lesser', 'echo "ARGS=$*."; cat > /dev/null');
    expect(await args({ PAGER: `${other} -i` })).toBe('-i');
  });

  it.skipIf(!requireTool('less'))('less shows no escape code as text with a LESS of the user', async () => {
    for (const LESS of ['', '-i', '-S']) {
      const { output } = await runOnTerminal(['show'], {
        rows: 12,
        env: { LESS },
        keys: [{ after: /Contents|:/, send: 'q' }],
      });
      expect(output, LESS).toContain('Codeship Security Information');
      expect(output, LESS).not.toMatch(/ESC|\^\[/);
    }
  });

  it('hands less its options only where LESS is unset', async () => {
    const script = program('less', 'echo "LESS=$LESS"; cat > /dev/null');
    const PATH = `${join(script, '..')}:${process.env.PATH}`;
    expect((await runOnTerminal(['show'], { env: { PATH } })).output).toContain('LESS=FRX');
    expect((await runOnTerminal(['show'], { env: { PATH, LESS: 'i' } })).output).toContain('LESS=i\n');
  });

  it('leaves no mess when the pager is left early, also of a page that fills its pipe', async () => {
    const { status, output } = await runOnTerminal(['show'], { env: { PAGER: 'head -2' } });
    expect(status).toBe(0);
    expect(output).not.toMatch(/error|EPIPE/);
    expect(output.split('\n').length).toBeLessThan(5);
  });

  it.skipIf(!requireTool('less'))(
    'less shows the first screen, q ends it, and the exit status is 0',
    async () => {
      const { status, output } = await runOnTerminal(['show'], {
        rows: 12,
        keys: [{ after: /Contents|:/, send: 'q' }],
      });
      expect(status).toBe(0);
      expect(output).toContain('Codeship Security Information');
      expect(output).not.toContain('9. How Can I Get In Touch About Security?\u001b');
      expect(output).not.toContain('error');
    },
  );
});
