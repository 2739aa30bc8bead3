/** Signed messages of all sizes at which something in them is full, decrypted and verified by other programs. */
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyOptions } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { randomPieces, slowly } from '../support/bytes.js';
import { peers } from '../support/peers.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const folder = emptyFolder();
const MIB = 1 << 20;

/**
 * What is full besides the data: 6 bytes are the head of the literal packet, 15 the packet before it, 18 start what is
 * encrypted, 1 is the version of the encrypted packet. From a pipe, a length of five octets stands in each.
 */
const FULL = [512, 8192, MIB].flatMap((size) => [size, size - 6, size - 40]);
const SIZES = [...new Set([0, 1, 191, 192, ...FULL.flatMap((size) => [size - 1, size, size + 1])])];

/** Lines of text: gosop changes what is none. */
const DATA = Buffer.from(
  createHash('shake256', { outputLength: MIB }).update('signed').digest('base64').replace(/.{63}/g, '$&\n'),
);

const SIGNERS: Record<string, Partial<KeyOptions>> = {
  'Curve25519, v4': { type: 'ecc' },
  'RSA 2048, v4': { type: 'rsa', rsaBits: 2048 },
  'P-384, v4': { type: 'ecc', curve: 'nistP384' },
  'Ed25519, v6': { type: 'curve25519', config: { v6Keys: true } },
};
const names = Object.keys(SIGNERS);

const present = peers.filter(({ tool }) => tool === undefined || requireTool(tool));

let vendor: TestVendor;
const signers: Record<string, TestVendor> = {};
beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  for (const [name, options] of Object.entries(SIGNERS)) {
    const signer = await makeVendor({ ...options, userIDs: [{ name: 'Reporter', email: 'me@example.org' }] });
    signers[name] = signer;
    writeFileSync(join(folder, `${name}.key`), signer.secretKey);
  }
}, 60_000);

/** Each size by two of the signers, once from a file and once from a pipe. */
const MESSAGES = SIZES.flatMap((size, at): [number, string, 'a file' | 'a pipe'][] => [
  [size, names[at % names.length] ?? '', 'a file'],
  [size, names[(at + 1 + (at >> 2)) % names.length] ?? '', 'a pipe'],
]);

async function encrypt(data: Buffer, signer: string, source: 'a file' | 'a pipe'): Promise<Buffer> {
  const path = join(mkdtempSync(join(folder, 'message-')), 'data');
  writeFileSync(path, data);
  const options = ['--bundle', vendor.dir, '--binary', '--sign-with', join(folder, `${signer}.key`)];
  const result =
    source === 'a file'
      ? await run(['encrypt', ...options, '-o', `${path}.gpg`, path])
      : await run(['encrypt', ...options, '-o', `${path}.gpg`], {
          shell: 'cat | "$@"',
          stdin: slowly(randomPieces(data), 1),
        });
  expectRun(result, { status: 0, stdout: '' });
  return readFileSync(`${path}.gpg`);
}

it('each signer signs messages of both kinds', () => {
  const kinds = new Set(MESSAGES.map(([, signer, source]) => `${signer} ${source}`));
  expect(kinds.size).toBe(2 * names.length);
});

describe.skipIf(process.platform === 'win32')('decrypted byte for byte, and verified', () => {
  it.each(MESSAGES)('%i bytes, signed with %s, from %s', async (size, name, source) => {
    const signer = signers[name];
    if (!signer) throw new Error('not made');
    const data = DATA.subarray(0, size);
    const message = await encrypt(data, name, source);
    // no program of Debian's reads version 6
    for (const peer of present.filter(({ tool }) => tool === undefined || !name.endsWith('v6'))) {
      const opened = await peer.open({
        message,
        secretKey: vendor.secretKey,
        signer: signer.certificate,
      });
      const same = opened.data.equals(data);
      expect({ peer: peer.name, same, signed: opened.signed }).toEqual({
        peer: peer.name,
        same: true,
        signed: true,
      });
    }
  });
});
