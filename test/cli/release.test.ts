import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { packet, signatureBody } from '../support/messages.js';
import { emptyFolder, launcher, scrubbed } from '../support/run.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const DATA = Buffer.from('the report\n');
const posix = process.platform === 'win32' ? describe.skip : describe;

let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
});

/** What goes down a real pipe that is named as the output. */
async function throughPipe(data: Uint8Array): Promise<string> {
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'report'), data);
  writeFileSync(join(cwd, 'report.sig'), packet(2, await signatureBody(vendor.privateKey, DATA)));
  const command =
    '"$0" "$1" verify --quiet --bundle "$2" --output /dev/fd/3 report.sig 3>&1 >/dev/null | cat';
  const child = spawn('sh', ['-c', command, process.execPath, launcher, vendor.dir], {
    cwd,
    env: scrubbed(),
  });
  const parts: Buffer[] = [];
  child.stdout.on('data', (part) => parts.push(part));
  await new Promise((resolve) => child.on('close', resolve));
  return Buffer.concat(parts).toString();
}

posix('an output without a temporary file', () => {
  it('gets nothing that was not verified', async () => {
    expect(await throughPipe(Buffer.from('another report\n'))).toBe('');
  });

  it('gets what was signed', async () => {
    expect(await throughPipe(DATA)).toBe('the report\n');
  });
});
