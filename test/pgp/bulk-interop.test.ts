import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { encryptSessionKey, generateSessionKey, readKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BulkMessage, writeMessageV1 } from '../../src/pgp/bulk/index.js';
import { pieces, randomPieces } from '../support/bytes.js';
import { emptyFolder } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const exec = promisify(execFile);
const folder = emptyFolder();
const secret = join(folder, 'secret.asc');
const gpgHome = join(folder, 'gnupg');
let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor();
  writeFileSync(secret, vendor.secretKey, { mode: 0o600 });
});

/** How each program decrypts a file with the secret key. */
const PROGRAMS: Record<string, (message: string, output: string) => [program: string, args: string[]]> = {
  gpg: (message, output) => {
    if (mkdirOnce(gpgHome)) {
      execFileSync('gpg', ['--homedir', gpgHome, '--batch', '--quiet', '--import', secret], {
        stdio: 'ignore',
      });
    }
    return ['gpg', ['--homedir', gpgHome, '--batch', '--quiet', '-o', output, '--decrypt', message]];
  },
  sq: (message, output) => ['sq', ['decrypt', '--recipient-key', secret, '-o', output, message]],
  rnp: (message, output) => [
    'rnp',
    ['--keyfile', secret, '--password=', '--decrypt', message, '--output', output],
  ],
};

const made = new Set<string>();
function mkdirOnce(path: string): boolean {
  if (made.has(path)) return false;
  mkdirSync(path, { mode: 0o700 });
  made.add(path);
  return true;
}

async function write(
  path: string,
  source: AsyncIterable<Uint8Array>,
  options: Partial<BulkMessage>,
): Promise<void> {
  const encryptionKeys = await readKey({ armoredKey: vendor.certificate });
  const sessionKey = await generateSessionKey({ encryptionKeys });
  const esk = await encryptSessionKey({ ...sessionKey, encryptionKeys, format: 'object' });
  const message = {
    eskPackets: esk.packets.write(),
    sessionKey: sessionKey as BulkMessage['sessionKey'],
    size: undefined,
    armor: false,
    ...options,
  };
  const file = createWriteStream(path);
  await writeMessageV1(
    message,
    source,
    (chunk) =>
      new Promise((resolve, reject) => file.write(chunk, (error) => (error ? reject(error) : resolve()))),
  );
  await promisify(file.close.bind(file))();
}

const KIB = 1024;
const BOUNDARIES = [0, 16, 48, 190, 512, 8383, 64 * KIB, 256 * KIB, 384 * KIB, 512 * KIB, 1024 * KIB];
const SAMPLE = Array.from({ length: 60 }, (_, i) => ({
  size: Math.max(0, (BOUNDARIES[i % BOUNDARIES.length] ?? 0) + ((i * 37) % 129) - 64),
  armor: i % 2 === 0,
  known: i % 4 < 2,
}));

describe.each(Object.keys(PROGRAMS))('%s', (name) => {
  const decryptWith = PROGRAMS[name];
  describe.skipIf(!requireTool(name) || !decryptWith)('decrypts, byte for byte', () => {
    it.each(SAMPLE)('$size bytes (armor: $armor, size known: $known)', async ({ size, armor, known }) => {
      const id = randomBytes(6).toString('hex');
      const [encrypted, decrypted] = [join(folder, id), join(folder, `${id}.out`)];
      const data = randomBytes(size);
      const source = known ? pieces(data) : randomPieces(data);
      await write(encrypted, source, { armor, size: known ? size : undefined });
      const [program, args] = decryptWith?.(encrypted, decrypted) ?? ['', []];
      await exec(program, args);
      expect(readFileSync(decrypted).equals(data)).toBe(true);
    });

    it('refuses a message of which one bit was changed', async () => {
      const [encrypted, decrypted] = [join(folder, `${name}-changed`), join(folder, `${name}-changed.out`)];
      await write(encrypted, pieces(randomBytes(5000)), { size: 5000 });
      const bytes = readFileSync(encrypted);
      bytes[bytes.length - 1000] = (bytes.at(-1000) ?? 0) ^ 1;
      writeFileSync(encrypted, bytes);
      const [program, args] = decryptWith?.(encrypted, decrypted) ?? ['', []];
      await expect(exec(program, args)).rejects.toThrow();
    });
  });
});
