import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMessage } from '../support/decrypt.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

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
        /warning: the key expired on 2019-07-20[\s\S]*retired[\s\S]*wrote report\.txt\.asc[\s\S]*security@codeship\.com\n$/,
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
});
