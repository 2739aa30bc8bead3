import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, launcher } from '../../support/run.js';
import { onTerminal, runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  folder = emptyFolder();
  const options = { type: 'ecc' as const, userIDs: [{ name: 'Reporter' }], passphrase: 'sesam öffne' };
  writeFileSync(file('me.key'), (await generateKey({ ...options, format: 'armored' })).privateKey);
  writeFileSync(file('report'), 'the report');
});

const args = (...more: string[]) => ['encrypt', '--bundle', vendor.dir, ...more];
const ASKED = /pass phrase of Reporter: $/;

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))('on a terminal', () => {
  it('asks for the pass phrase, shows nothing of it, and takes the report from a pipe', async () => {
    const command = `echo piped | "$0" "$1" ${args('--sign-with', file('me.key'), '-o', file('piped.asc')).join(' ')}`;
    const { status, output } = await onTerminal(['sh', '-c', command, process.execPath, launcher], {
      keys: [
        { after: ASKED, send: 'wrong\r' },
        { after: ASKED, send: 'sesam öffneX\u007f\r' },
      ],
    });
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringContaining('signed with the key of Reporter'),
    });
    expect(output).toMatch(/that was not it/);
    expect(output).not.toMatch(/sesam|wrong|öffne/);
    expect((await openMessage(readFileSync(file('piped.asc')), vendor.privateKey)).data.toString()).toBe(
      'piped\n',
    );
  });

  it.each([
    ['three wrong ones: 67', ['a\r', 'b\r', 'c\r'], 67],
    ['Ctrl-D: 67', ['\u0004'], 67],
  ])('%s', async (_name, sends, expected) => {
    const { status, output } = await runOnTerminal(
      args(file('report'), '--sign-with', file('me.key'), '-o', file('none.asc')),
      { keys: sends.map((send) => ({ after: ASKED, send })) },
    );
    expect({ status, output }).toMatchObject({ status: expected });
    expect(existsSync(file('none.asc'))).toBe(false);
  });

  it('a report that is typed without an end of its last line: what is said next has a line of its own', async () => {
    const { status, output } = await runOnTerminal(args('-o', file('typed.asc')), {
      keys: [{ after: /Ctrl-D/, send: 'the report\u0004\u0004' }],
    });
    expect({ status, output }).toEqual({
      status: 0,
      output: expect.stringMatching(/^the report\ncodeship-sec: wrote /m),
    });
    const { data } = await openMessage(readFileSync(file('typed.asc')), vendor.privateKey);
    expect(data.toString()).toBe('the report');
  });
});
