import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reporter } from '../support/reporter.js';
import { launcher } from '../support/run.js';
import { onTerminal } from '../support/terminal.js';
import { requireTool } from '../support/tools.js';

const me = reporter();

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('Ctrl-C', () => {
  it.skipIf(!requireTool('bash'))('stops a loop of the shell', async () => {
    const line = `"$0" "$1" ${me.args('-o').join(' ')} "${me.cwd}/out-$i"`;
    const loop = `for i in 1 2 3; do echo "turn $i"; ${line}; done; echo after`;
    const { output } = await onTerminal(['bash', '-c', loop, process.execPath, launcher], {
      keys: [{ after: /type the report, then [^\n]*\s+$/, send: 'one line\r\u0003' }],
    });
    expect(output).toContain('turn 1');
    expect(output).toMatch(/\r\u001b\[Kcodeship-sec: interrupted: nothing was written\n/);
    expect(output).not.toMatch(/turn 2|after/);
    expect(readdirSync(me.cwd).filter((name) => name.startsWith('out') || name.endsWith('.tmp'))).toEqual([]);
  });

  it('takes the line of progress away before anything is said', async () => {
    const command = `{ echo one; sleep 5; echo two; sleep 60; } | "$0" "$1" ${me.args('-o', '/dev/null').join(' ')}`;
    const { output } = await onTerminal(['sh', '-c', command, process.execPath, launcher], {
      keys: [{ after: /bytes?\/s[^\n]*\u001b\[K$/, send: '\u0003' }],
    });
    const said = output.slice(output.lastIndexOf('bytes/s'));
    expect(said).toMatch(
      /^bytes\/s[^\n\r]*\u001b\[K(?:\^C)?\r\u001b\[K(?:\^C)?\r\u001b\[Kcodeship-sec: interrupted: (nothing|of)/,
    );
  });
});
