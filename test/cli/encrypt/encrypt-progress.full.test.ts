import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { reporter } from '../../support/reporter.js';
import { launcher } from '../../support/run.js';
import { onTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const me = reporter();

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('on a terminal', () => {
  it('shows progress after a second, and takes it away again; not with --quiet', async () => {
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
  });

  it.each([{ TERM: 'dumb' }, { ACCESSIBLE: '1' }])(
    'says it in a line of its own each ten seconds with %j, without a trick',
    async (env) => {
      const command = `{ echo one; sleep 11; echo two; sleep 1; echo three; } | "$0" "$1" ${me.args('-o', '/dev/null').join(' ')}`;
      const { status, output } = await onTerminal(['sh', '-c', command, process.execPath, launcher], { env });
      expect(status).toBe(0);
      expect(output).not.toMatch(/[\r\u001b]/);
      expect(output.split('\n').slice(0, 3)).toEqual([
        'codeship-sec: standard input: 8 bytes, 1 byte/s',
        expect.stringMatching(/^codeship-sec: wrote \/dev\/null /),
        expect.stringContaining('readable only with the key of'),
      ]);
    },
  );

  it('gives the time left where the end is known', async () => {
    const command = 'truncate -s 800M "$2" && exec "$0" "$1" encrypt --bundle "$3" -o /dev/null "$2"';
    const file = join(me.cwd, 'large');
    const { status, output } = await onTerminal(
      ['sh', '-c', command, process.execPath, launcher, file, me.vendor.dir],
      { columns: 120 },
    );
    rmSync(file);
    expect(status).toBe(0);
    expect(output).toMatch(/ of 800 MiB, \d+%, \d+ MiB\/s, \d+ (s|min) left\u001b\[K/);
  });
});
