import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { reporter } from '../../support/reporter.js';
import { launcher } from '../../support/run.js';
import { onTerminal, runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const me = reporter();
const { args } = me;
const file = (name: string) => join(me.cwd, name);
const ASKED = /pass phrase of Reporter: $/;

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('on a terminal', () => {
  it.each([
    ['C', '\u0003', 130],
    ['\\', '\u001c', 131],
  ])('Ctrl-%s ends it, and the terminal shows again what is typed', async (_key, send, status) => {
    const line = args(file('report'), '--sign-with', file('me.key'), '-o', file('none.asc')).join(' ');
    const command = `ulimit -c 0; "$0" "$1" ${line}; echo "status $?"; stty -a`;
    const { output } = await onTerminal(['sh', '-c', command, process.execPath, launcher], {
      keys: [{ after: ASKED, send }],
    });
    expect(output).toMatch(
      new RegExp(
        `Reporter: \n\r\u001b\\[Kcodeship-sec: interrupted: nothing was written\n(?:Quit[^\n]*\n)?status ${status}\n[\\s\\S]* icanon [\\s\\S]* echo `,
      ),
    );
    expect(existsSync(file('none.asc'))).toBe(false);
  });

  it('says what it waits for, and reads up to Ctrl-D', async () => {
    const { status, output } = await runOnTerminal(args('-o', file('typed.asc')), {
      keys: [{ after: /type the report, then Ctrl-D on a line of its own\s+$/, send: 'typed\r\u0004' }],
    });
    expect({ status, output }).toMatchObject({ status: 0 });
    expect((await openMessage(readFileSync(file('typed.asc')), me.vendor.privateKey)).data.toString()).toBe(
      'typed\n',
    );
  });

  it('asks for the pass phrase, then for the report, and shows the message when all of it is typed', async () => {
    const TYPE = /codeship-sec: type the report, then [^\n]*\s+$/;
    const lines = Array.from({ length: 40 }, (_, line) => `line ${line} ${'x'.repeat(100)}`);
    const { status, output } = await runOnTerminal(args('--sign-with', file('me.key')), {
      keys: [
        { after: ASKED, send: 'sesame\r' },
        { after: TYPE, send: `${lines[0]}\r` },
        ...lines.slice(1).map((line) => ({ after: /x\s+$/, send: `${line}\r` })),
        { after: /x\s+$/, send: '\u0004' },
      ],
    });
    expect({ status, output }).toMatchObject({ status: 0 });
    const [message] = /^-----BEGIN PGP MESSAGE-----\n[\s\S]*-----END PGP MESSAGE-----\n/m.exec(output) ?? [
      '',
    ];
    expect(output.slice(0, output.indexOf(message))).toMatch(/line 39 x+\s+$/);
    const opened = await openMessage(Buffer.from(message), me.vendor.privateKey);
    expect(opened.data.toString()).toBe(`${lines.join('\n')}\n`);
  });

  it('refuses binary output there, unless -o - asks for it', async () => {
    const command = (more: string) => `echo x | "$0" "$1" ${args('--binary').join(' ')} ${more}`;
    const refused = await onTerminal(['sh', '-c', command(''), process.execPath, launcher]);
    expect(refused).toEqual({ status: 2, output: expect.stringContaining('not written to a terminal') });
    // as text, to the same vendor
    expect(refused.output).toMatch(/codeship-sec encrypt --bundle \S+\r?\n/);
    for (const path of ['/dev/tty', '/proc/self/fd/2']) {
      const named = await onTerminal(['sh', '-c', command(`-o ${path}`), process.execPath, launcher]);
      expect(named).toEqual({ status: 2, output: expect.stringContaining('not written to a terminal') });
    }
    const key = await runOnTerminal(['key', 'export', '--binary', '-o', '/dev/tty']);
    expect(key).toEqual({ status: 2, output: expect.stringContaining('not written to a terminal') });
    for (const path of ['-', '/dev/stdout']) {
      expect((await onTerminal(['sh', '-c', command(`-o ${path}`), process.execPath, launcher])).status).toBe(
        0,
      );
    }
  });
});
