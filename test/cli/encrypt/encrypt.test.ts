import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { enums, readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, expectRun, launcher, run, scrubbed } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
beforeAll(async () => {
  vendor = await makeVendor();
});

/** A folder with files of these names and texts. */
function folderWith(files: Record<string, string | Uint8Array>): string {
  const folder = emptyFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

const encrypt = (cwd: string, args: string[], stdin?: string | Uint8Array) =>
  run(['encrypt', '--bundle', vendor.dir, ...args], { cwd, ...(stdin === undefined ? {} : { stdin }) });

const inputs: Record<string, Uint8Array> = {
  empty: Buffer.alloc(0),
  'one byte': Buffer.from([0]),
  CRLF: Buffer.from('one\r\ntwo\rthree\n'),
  'UTF-8 with BOM': Buffer.from('\ufeffgrüße\n'),
  'random 1 MiB': randomBytes(1 << 20),
};

/** A FIFO's end for writing, once the program has opened the other end. */
async function writerOf(fifo: string): Promise<number> {
  for (;;) {
    try {
      return openSync(fifo, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await pause(10);
    }
  }
}

describe('encrypt', () => {
  it('refuses an existing output, a missing input, a folder and two outputs in one, before anything is written', async () => {
    const cwd = folderWith({ 'a.txt': 'a', 'a.txt.asc': 'older', 'b.txt': 'b' });
    expectRun(await encrypt(cwd, ['a.txt']), {
      status: 59,
      stdout: '',
      stderr: /a\.txt\.asc exists.*\n.*--force/,
    });
    expectRun(await encrypt(cwd, ['none.txt']), { status: 61, stderr: /cannot read none\.txt/ });
    expectRun(await encrypt(cwd, ['.']), { status: 61, stderr: /is a folder/ });
    expectRun(await encrypt(cwd, ['b.txt', 'none.txt']), { status: 61 });
    expectRun(await encrypt(cwd, ['b.txt', 'a.txt', '-o', 'c']), { status: 2 });
    const several = await encrypt(cwd, ['b.txt', 'a.txt']);
    expectRun(several, { status: 59, stdout: '', stderr: /a\.txt\.asc exists[\s\S]*--force/ });
    expect(several.stderr).not.toContain('a.txt -o FILE');
    expect(several.stderr).toContain(
      'codeship-sec: encrypt a.txt by itself, and name another output with -o\n',
    );
    expectRun(await encrypt(cwd, ['b.txt', '-o', 'b.txt', '--force']), { status: 59, stderr: /same file/ });
    expect(readFileSync(join(cwd, 'a.txt.asc'), 'utf8')).toBe('older');
    expect(readdirSync(cwd).sort()).toEqual(['a.txt', 'a.txt.asc', 'b.txt']);
  });

  it('goes ahead with the real, expired key, warns, and names the right subkey; --strict refuses', async () => {
    const cwd = folderWith({ 'report.txt': 'text' });
    expectRun(await run(['encrypt', '--strict', 'report.txt'], { cwd }), {
      status: 17,
      stdout: '',
      stderr: /expired on 2019-07-20/,
    });
    expect(readdirSync(cwd)).toEqual(['report.txt']);
    expectRun(await run(['encrypt', 'report.txt'], { cwd }), {
      status: 0,
      stdout: '',
      stderr:
        /wrote report\.txt\.asc[\s\S]*security@codeship\.com[\s\S]*warning: the key expired on 2019-07-20[\s\S]*retired/,
    });
    const message = await readMessage({ armoredMessage: readFileSync(join(cwd, 'report.txt.asc'), 'utf8') });
    expect(message.getEncryptionKeyIDs().map((id) => id.toHex())).toEqual(['5980a28ba8ac4c7d']);
  });

  it.each(Object.entries(inputs))('gives back the very bytes: %s', async (_name, bytes) => {
    const cwd = folderWith({ in: bytes });
    expectRun(await encrypt(cwd, ['in']), { status: 0, stdout: '' });
    expectRun(await encrypt(cwd, ['--binary', 'in']), { status: 0, stdout: '' });
    const piped = await encrypt(cwd, [], bytes);
    for (const message of [
      readFileSync(join(cwd, 'in.asc')),
      readFileSync(join(cwd, 'in.gpg')),
      piped.bytes,
    ]) {
      const opened = await openMessage(message, vendor.privateKey);
      expect(opened.data.equals(bytes)).toBe(true);
      expect(opened.filename).toBe('');
    }
  });

  it('writes several files, each to its own; -o, - and the same name twice are refused', async () => {
    const cwd = folderWith({ a: 'one', b: 'two', '-c': 'three' });
    for (const args of [
      ['a', 'b', '-o', 'x'],
      ['a', '-'],
      ['a', './a'],
    ]) {
      expectRun(await encrypt(cwd, args), { status: 2, stdout: '' });
    }
    const result = await encrypt(cwd, ['--json', 'a', 'b', '--', '-c']);
    expectRun(result, {
      status: 0,
      stderr: /wrote a\.asc[\s\S]*wrote b\.asc[\s\S]*attach a\.asc, b\.asc, -c\.asc to/,
    });
    const report = JSON.parse(result.stdout);
    expectSchema('encrypt', report);
    expect(report.outputs.map(({ output }: { output: string }) => output)).toEqual([
      'a.asc',
      'b.asc',
      '-c.asc',
    ]);
    for (const [name, text] of [
      ['a', 'one'],
      ['b', 'two'],
      ['-c', 'three'],
    ]) {
      const opened = await openMessage(readFileSync(join(cwd, `${name}.asc`)), vendor.privateKey);
      expect(opened.data.toString()).toBe(text);
    }
  });

  it('keeps what is finished when a later file fails, and names the rest', async () => {
    const cwd = folderWith({ a: 'one', '-c': 'three' });
    execFileSync('mkfifo', [join(cwd, 'pipe')]);
    const running = encrypt(cwd, ['a', '--json', 'pipe', '--', '-c']);
    while (!existsSync(join(cwd, 'a.asc'))) await pause(10);
    writeFileSync(join(cwd, 'pipe.asc'), 'mine'); // it appears while the FIFO is waited for
    closeSync(await writerOf(join(cwd, 'pipe')));
    const result = await running;
    expectRun(result, { status: 59, stderr: /wrote a\.asc[\s\S]*pipe\.asc exists/ });
    const again = `codeship-sec encrypt --bundle ${vendor.dir} --json`;
    expect(JSON.parse(result.stdout).error).toMatchObject({
      hints: [`${again} --force pipe ./-c`, `${again} ./-c`],
      advice: [
        'encrypt pipe by itself, and name another output with -o',
        'the others are still to be encrypted',
      ],
    });
    expectSchema('error', JSON.parse(result.stdout));
    expect(JSON.parse(result.stdout).error.partial).toEqual({
      outputs: [{ input: 'a', output: 'a.asc', bytesIn: 3, bytesOut: expect.any(Number) }],
      failed: 'pipe',
      left: ['-c'],
    });
    expect(readdirSync(cwd).sort()).toEqual(['-c', 'a', 'a.asc', 'pipe', 'pipe.asc']);
    expect(readFileSync(join(cwd, 'pipe.asc'), 'utf8')).toBe('mine');
  });

  it('does not mix JSON and a message on standard output', async () => {
    for (const args of [
      ['--json'],
      ['--json', '-o', '-'],
      ['--json', '-'],
      ['--format', 'json', '-o', '-'],
    ]) {
      const result = await encrypt(folderWith({}), args, 'x');
      expectRun(result, { status: 2 });
      expect(result.stdout).not.toContain('BEGIN PGP');
    }
  });

  it('puts a name inside only when asked, of 255 bytes at most; never a date', async () => {
    const cwd = folderWith({ a: 'x' });
    expectRun(await encrypt(cwd, ['a', '--set-filename', 'ü'.repeat(128)]), {
      status: 2,
      stdout: '',
      stderr: /256/,
    });
    const longest = 'n'.repeat(255);
    const named = await encrypt(cwd, ['a', '-o', '-', '--set-filename', longest]);
    expect((await openMessage(named.bytes, vendor.privateKey)).filename).toBe(longest);
    const parsed = await readMessage({ armoredMessage: named.stdout });
    const opened = await parsed.decrypt([vendor.privateKey]);
    const literal = opened.packets.findPacket(enums.packet.literalData) as unknown as { date: Date };
    expect(literal.date.getTime()).toBe(0);
  });

  it('--force replaces an older file and --quiet says nothing', async () => {
    const cwd = folderWith({ a: 'x', 'a.asc': 'older' });
    expectRun(await encrypt(cwd, ['a', '-f', '-q']), { status: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(cwd, 'a.asc'), 'utf8')).toContain('BEGIN PGP MESSAGE');
  });

  it('reads FIFOs, /dev/stdin and files of /proc, and asks for a name where there is none to derive', async () => {
    const cwd = folderWith({});
    expectRun(await encrypt(cwd, ['/dev/stdin'], 'x'), {
      status: 2,
      stdout: '',
      stderr: /: name another output with -o\n$/,
    });
    const read = async (args: string[], stdin?: string) => {
      const result = await encrypt(cwd, [...args, '-o', '-'], stdin);
      expectRun(result, { status: 0 });
      return (await openMessage(result.bytes, vendor.privateKey)).data.toString();
    };
    expect(await read(['/dev/stdin'], 'from a pipe')).toBe('from a pipe');
    expect(await read(['/proc/version'])).toBe(readFileSync('/proc/version', 'utf8'));
    execFileSync('mkfifo', [join(cwd, 'fifo')]);
    const reading = read(['fifo']);
    writeFileSync(join(cwd, 'fifo'), 'from a fifo');
    expect(await reading).toBe('from a fifo');
  });

  it.each(['a name with spaces', 'a\nline feed', 'an \u001b[31mescape', 'ü', `${'n'.repeat(251)}`])(
    'takes any file name: %j',
    async (name) => {
      const cwd = folderWith({ [name]: 'x' });
      const result = await encrypt(cwd, [name]);
      expectRun(result, { status: 0, stdout: '' });
      expect(result.stderr).not.toMatch(/\u001b/);
      expect(
        result.stderr.split('\n').every((line) => line === '' || line.startsWith('codeship-sec: ')),
      ).toBe(true);
      expect(readdirSync(cwd)).toContain(`${name}.asc`);
    },
  );

  it.skipIf(process.platform !== 'linux')('says what to do about a name that is not UTF-8', async () => {
    const cwd = folderWith({});
    writeFileSync(Buffer.concat([Buffer.from(`${cwd}/caf`), Buffer.from([0xe9])]), 'x');
    const shell = (line: string) => {
      const command = ['-c', line, process.execPath, launcher, vendor.dir];
      return spawnSync('sh', command, { cwd, env: scrubbed(), encoding: 'utf8' });
    };
    const named = shell('"$0" "$1" encrypt --bundle "$2" caf*');
    expect({ status: named.status, stderr: named.stderr.replaceAll(vendor.dir, 'DIR') }).toEqual({
      status: 61,
      stderr: [
        'codeship-sec: error: cannot read caf\ufffd: its name is not UTF-8, and Node.js does not hand on such a name',
        'codeship-sec: let the shell open it: name no file, and add -o report.asc < and the name',
        '',
      ].join('\n'),
    });
    expect(
      shell('for file in caf*; do "$0" "$1" encrypt --bundle "$2" -o report.asc < "$file"; done').status,
    ).toBe(0);
    expect(shell('"$0" "$1" verify --bundle "$2" caf*').stderr).toMatch(/not UTF-8.*\n.*name - here/);
    expect(readdirSync(cwd)).toContain('report.asc');
    const before = readdirSync(cwd).length;
    const written = shell('"$0" "$1" encrypt --bundle "$2" -o "$(printf "r\\351.asc")" report.asc');
    expect(written.stderr).toMatch(/^codeship-sec: error: cannot write r\ufffd\.asc: its name is not UTF-8/);
    expect([written.status, readdirSync(cwd).length]).toEqual([2, before]);
    expect(
      shell('"$0" "$1" encrypt --bundle "$2" -o "$(printf "s\\357\\277\\275.asc")" report.asc').status,
    ).toBe(0);
    expect(readdirSync(cwd)).toContain('s\ufffd.asc');
  });

  it('says what to do where the output’s name would be too long', async () => {
    const cwd = folderWith({ ['n'.repeat(255)]: 'x' });
    expectRun(await encrypt(cwd, ['n'.repeat(255)]), {
      status: 74,
      stdout: '',
      stderr: /too long.*\n.*: name another output with -o\n$/,
    });
  });

  it('hides the recipients, all of them', async () => {
    const own = await makeVendor({ type: 'ecc' });
    const cwd = folderWith({ a: 'x', 'own.asc': own.certificate });
    const args = ['a', '-o', '-', '--encrypt-to-self', 'own.asc'];
    const ids = async (more: string[]) => {
      const { stdout } = await encrypt(cwd, [...args, ...more]);
      return (await readMessage({ armoredMessage: stdout })).getEncryptionKeyIDs().map((id) => id.toHex());
    };
    expect(await ids(['--hidden-recipient'])).toEqual(['0'.repeat(16), '0'.repeat(16)]);
    expect(await ids([])).toEqual(
      [vendor, own].map(({ privateKey }) => privateKey.subkeys[0]?.getKeyID().toHex()),
    );
  });
});
