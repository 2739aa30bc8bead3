import { describe, expect, it } from 'vitest';
import { seen, tooWide } from '../../support/render.js';
import { runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const ESCAPE = '\u001b';

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('on a terminal', () => {
  it('colours the page, at the width of the terminal and 80 cells at most', async () => {
    const wide = await runOnTerminal(['show', '--no-pager'], { columns: 132 });
    expect(wide.output).toContain(`${ESCAPE}[1m1. System Security Overview${ESCAPE}[0m`);
    const widths = seen(wide.output)
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
    expect(Math.max(...widths)).toBeGreaterThan(70);
    const narrow = await runOnTerminal(['show', '--no-pager'], { columns: 40 });
    expect(tooWide(narrow.output, 40)).toEqual([]);
  });

  it('has hyperlinks only where the terminal is known to show them, and the target to read all the same', async () => {
    const link = `${ESCAPE}]8;;https://documentation.codeship.com/codeship.asc${ESCAPE}\\`;
    expect((await runOnTerminal(['show', '9'])).output).not.toContain(`${ESCAPE}]8`);
    const { output } = await runOnTerminal(['show', '9'], { env: { WT_SESSION: 'x' } });
    expect(output).toContain(link);
    expect(seen(output)).toContain('<https://documentation.codeship.com/codeship.asc>');
    expect(
      (await runOnTerminal(['show', '9'], { env: { WT_SESSION: 'x', TMUX: 'y' } })).output,
    ).not.toContain(`${ESCAPE}]8`);
  });

  it('a pager gets what is taller than the screen, and nothing else', async () => {
    const env = { PAGER: 'sed s/^/PAGED:/' };
    expect((await runOnTerminal(['show'], { rows: 24, env })).output).toContain('PAGED:');
    expect((await runOnTerminal(['show'], { rows: 200, env })).output).not.toContain('PAGED:');
    expect((await runOnTerminal(['show', '--no-pager'], { rows: 24, env })).output).not.toContain('PAGED:');
    expect((await runOnTerminal(['show', '5'], { rows: 24, env })).output).not.toContain('PAGED:');
    expect((await runOnTerminal(['show', '--json'], { rows: 24, env })).output).not.toContain('PAGED:');
  });

  it('wraps what search finds', async () => {
    const { output } = await runOnTerminal(['search', 'ssh'], { columns: 50 });
    expect(
      Math.max(
        ...seen(output)
          .split('\n')
          .map((line) => line.length),
      ),
    ).toBeLessThanOrEqual(50);
  });
});
