import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { armored, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, expectRun, launcher, run, scrubbed } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  cwd = emptyFolder();
  const body = await signatureBody(vendor.privateKey, Buffer.from('data'));
  writeFileSync(join(cwd, 'data.sig'), packet(2, body));
  writeFileSync(join(cwd, 'data.asc'), armored('SIGNATURE', packet(2, body)));
});

const verify = (args: readonly string[], stdin: string | Uint8Array = '') =>
  run(['verify', '--bundle', vendor.dir, ...args], { cwd, stdin });

/** As a shell runs it with `<&-`: Node.js finds the descriptor closed and opens an empty device there. */
function closed(...args: string[]): string {
  const line = '"$0" "$@" <&- 2>&1 || true';
  const words = ['-c', line, process.execPath, launcher, 'verify', '--bundle', vendor.dir, ...args];
  return execFileSync('sh', words, { cwd, env: scrubbed(), encoding: 'utf8' }).replace(/\s+/g, ' ');
}

describe('standard input that holds nothing', () => {
  const words = 'NOT SIGNED: standard input is empty or closed';

  it('is not called a file', async () => {
    expectRun(await verify([]), {
      status: 5,
      stdout: /What to do: name the file of the message, or paste/,
      stderr: '',
    });
    const { stdout } = await verify(['-']);
    expect(stdout).toContain(words);
    expect(stdout).not.toMatch(/the file is/);
    writeFileSync(join(cwd, 'empty'), '');
    expectRun(await verify(['empty']), { status: 5, stdout: /the file is empty/ });
  });

  it.skipIf(process.platform === 'win32')('closed: the same', () => {
    expect(closed()).toContain(words);
    expect(closed('-')).toContain(words);
  });

  it('as the data of a signature: not verified, and said', async () => {
    const result = await verify(['--signature', 'data.asc']);
    expectRun(result, { status: 3, stderr: /warning: standard input, where the data .* is empty or closed/ });
    expectRun(await verify(['--signature', 'data.asc'], 'data'), { status: 0, stderr: '' });
    expectRun(await verify(['data.sig', '-'], 'Data'), {
      status: 3,
      stderr: /^codeship-sec: hint: .* contact .*\n$/,
    });
  });
});

/** The hint, and what is said before it. */
const VERIFY = ['codeship-sec verify --help DIR', 'codeship-sec: name the file of the message\n'] as const;
const VERIFY_TWO = [VERIFY[0], 'codeship-sec: name the files of the signature and of its data\n'] as const;

describe.skipIf(process.platform === 'win32')('standard input that cannot be read', () => {
  it.each<[args: string[], hint: string, advice?: string]>([
    [['verify'], ...VERIFY],
    [['verify', '-o', '-', '-'], ...VERIFY],
    [['verify', 'data.sig', '-'], ...VERIFY_TWO],
    [['verify', '-', 'data.sig'], ...VERIFY_TWO],
    [['verify', '--signature', 'data.sig'], ...VERIFY_TWO],
    [['verify', '--signature', '-', 'x'], ...VERIFY_TWO],
    [['key', 'update', '-'], 'codeship-sec key update --help DIR'],
    [['encrypt'], 'codeship-sec encrypt --help DIR', 'codeship-sec: name the file with the report\n'],
  ])('%j: why, and what to type instead', async (args, hint, advice = '') => {
    const words = (error: string) =>
      `codeship-sec: error: ${error}\n${advice}codeship-sec: hint: ${hint.replace('DIR', `--bundle ${vendor.dir}`)}\n`;
    const line = (shell: string) => run([...args, '--bundle', vendor.dir], { cwd, shell });
    expectRun(await line('"$@" < .'), {
      status: 61,
      stdout: '',
      stderr: words('standard input is a folder, not a file'),
    });
    const { status, stderr } = await line('"$@" 0> written');
    expect({ status, stderr }).toEqual({
      status: 74,
      stderr: words('reading standard input failed: it is not open for that'),
    });
  });
});

describe.skipIf(process.platform === 'win32')('an output that takes nothing', () => {
  it('a standard output that is open for reading: 74, and what to do', async () => {
    expectRun(await run(['key'], { cwd, shell: '"$@" 1< data.sig' }), {
      status: 74,
      stderr:
        'codeship-sec: error: cannot write to standard output: it is not open for that\n' +
        'codeship-sec: let the shell open a file for it: add > and a name\n',
    });
  });

  it('a FIFO whose reader goes away: 74, and what to do', async () => {
    writeFileSync(join(cwd, 'big'), Buffer.alloc(4 << 20));
    const shell = 'mkfifo fifo; head -c 10 fifo > /dev/null & "$@"';
    const result = await run(['encrypt', '--bundle', vendor.dir, 'big', '-o', 'fifo'], { cwd, shell });
    expectRun(result, {
      status: 74,
      stdout: '',
      stderr:
        /^codeship-sec: error: cannot write fifo: its reader has gone away\n.*: name another output with -o\n$/,
    });
  });
});
