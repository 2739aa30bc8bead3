import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomPieces, slowly } from '../support/bytes.js';
import { findTool } from '../support/find-tool.js';
import { emptyFolder, expectRun, type RunOptions, run } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const exec = promisify(execFile);
const folder = emptyFolder();
const [home, secret] = [emptyFolder(), join(folder, 'secret.asc')];
const windows = process.platform === 'win32';
let vendor: TestVendor;

/** How each program decrypts a file with the secret key. */
const PROGRAMS: Record<string, (message: string, output: string) => string[]> = {
  gpg: (message, output) => ['--homedir', home, '--batch', '--quiet', '-o', output, '--decrypt', message],
  sq: (message, output) => ['decrypt', '--recipient-key', secret, '-o', output, message],
  rnp: (message, output) => ['--keyfile', secret, '--password=', '--decrypt', message, '--output', output],
};
const present = Object.entries(PROGRAMS).filter(([name]) => requireTool(name));

/** Without a pattern, and the same in each run. */
function bytes(seed: string, length: number): Buffer {
  return createHash('shake256', { outputLength: length }).update(seed).digest();
}

const KIB = 1024;
const MIB = 1024 * KIB;

/**
 * Where something in the message is full, and how much of it is not data: 6 bytes are the head of the literal packet,
 * 49 to 53 all that is in the encrypted packet, 155 all that is in the message (with this kind of key).
 */
const FULL: [size: number, other: number][] = [
  [16, 0], // block of the cipher
  [48, 0], // line of armor
  [192, 6], // length of one octet: the literal packet's
  [192, 49], // the encrypted packet's
  [8384, 6], // length of two octets
  [8384, 50],
  [24 * KIB, 155], // base64 made in one call
  [64 * KIB, 0], // pipe
  [64 * KIB, 52], // what is encrypted without the thread pool
  [384 * KIB, 155], // block of armor
  [MIB, 0], // what is read at once
  [MIB, 6], // partial length: the literal packet's
  [MIB, 53], // the encrypted packet's
  [MIB, 52], // what is encrypted in one call
  [2 * MIB, 53],
];
const SIZES = new Set([
  ...[0, 1],
  ...FULL.flatMap(([size, other]) => [-1, 0, 1].map((by) => size - other + by)),
  ...Array.from({ length: 15 }, (_, at) => bytes(`size ${at}`, 4).readUInt32BE() % (3 * MIB)),
]);
const DATA = bytes('data', 3 * MIB);

const FORMS = { armored: [], binary: ['--binary'] };
type Form = keyof typeof FORMS;

const SOURCES = {
  'a file': (path: string): [string[], RunOptions] => [[path], {}],
  '<': (path: string): [string[], RunOptions] => [[], { shell: `"$@" < '${path}'` }],
  'a pipe': (_path: string, data: Buffer): [string[], RunOptions] => [
    [],
    { shell: 'cat | "$@"', stdin: slowly(randomPieces(data), 1) },
  ],
};
type Source = keyof typeof SOURCES;

/** Each size armored and binary; and again both, where the program does not know the size. */
const MESSAGES = [...SIZES].flatMap((size, at): [number, Form, Source][] => {
  const [one, other]: [Form, Form] = at % 2 === 0 ? ['armored', 'binary'] : ['binary', 'armored'];
  return [
    [size, one, 'a file'],
    [size, one, '<'],
    [size, other, 'a pipe'],
  ];
});

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  writeFileSync(secret, vendor.secretKey, { mode: 0o600 });
  chmodSync(home, 0o700);
  if (findTool('gpg')) execFileSync('gpg', ['--homedir', home, '--batch', '--quiet', '--import', secret]);
});

afterAll(() => {
  spawnSync('gpgconf', ['--homedir', home, '--kill', 'all']);
  rmSync(folder, { recursive: true });
});

async function encrypt(data: Buffer, form: Form, source: Source): Promise<string> {
  const path = join(mkdtempSync(join(folder, 'message-')), 'data');
  const message = `${path}.pgp`;
  writeFileSync(path, data);
  const [args, options] = SOURCES[source](path, data);
  const command = ['encrypt', '--bundle', vendor.dir, ...FORMS[form], '-o', message, ...args];
  expectRun(await run(command, options), { status: 0, stdout: '' });
  return message;
}

it('sixty sizes are tried', () => {
  expect(SIZES.size).toBe(60);
});

const names = present.map(([name]) => name).join(', ');
describe.skipIf(windows || names === '')(`decrypted byte for byte by ${names}`, () => {
  it.concurrent.each(MESSAGES)('%i bytes, %s, from %s', async (size, form, source) => {
    const data = DATA.subarray(0, size);
    const message = await encrypt(data, form, source);
    for (const [name, decrypting] of present) {
      const output = `${message}.${name}`;
      await exec(name, decrypting(message, output));
      expect({ name, same: readFileSync(output).equals(data) }).toEqual({ name, same: true });
    }
  });
});

it.each(present)('%s refuses a message of which one bit was changed', async (name, decrypting) => {
  const message = await encrypt(DATA.subarray(0, 5000), 'binary', 'a file');
  const changed = readFileSync(message);
  changed[changed.length - 1000] = (changed.at(-1000) ?? 0) ^ 1;
  writeFileSync(`${message}.changed`, changed);
  await expect(exec(name, decrypting(`${message}.changed`, `${message}.changed.${name}`))).rejects.toThrow();
});
