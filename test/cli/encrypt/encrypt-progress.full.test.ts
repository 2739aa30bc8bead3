import { describe, expect, it } from 'vitest';
import { reporter } from '../../support/reporter.js';
import { launcher } from '../../support/run.js';
import { onTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const me = reporter();

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('on a terminal', () => {
  it('shows progress after a second, and takes it away again; not with --quiet or on a dumb terminal', async () => {
    const slow = (more: string, env = {}) => {
      const command = `{ echo one; sleep 5; echo two; } | "$0" "$1" ${me.args('-o', '/dev/null').join(' ')} ${more}`;
      return onTerminal(['sh', '-c', command, process.execPath, launcher], { env, columns: 40 });
    };
    const { status, output } = await slow('');
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringMatching(
        /^\r\u2026?[^\r\n]{0,39}: \d bytes, \d+ bytes?\/s\u001b\[K\r\u001b\[Kcodeship-sec: wrote \/dev\/null/,
      ),
    });
    expect((await slow('-q')).output).toBe('');
    expect((await slow('', { TERM: 'dumb' })).output).not.toContain('\u001b');
  });
});
