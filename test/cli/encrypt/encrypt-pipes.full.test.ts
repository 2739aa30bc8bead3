import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pieces, slowly } from '../../support/bytes.js';
import { openMessage } from '../../support/decrypt.js';
import { emptyFolder, expectRun, type RunOptions, root, run, scrubbed } from '../../support/run.js';
import { gpgHome, requireTool } from '../../support/tools.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const folder = emptyFolder();
const windows = process.platform === 'win32';
let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  writeFileSync(join(folder, 'own.asc'), vendor.secretKey);
});
afterAll(() => rmSync(folder, { recursive: true }));

const FORMS = { armored: [], binary: ['--binary'], signed: ['--sign-with', 'own.asc'] };
type Form = keyof typeof FORMS;

/** Runs `encrypt`, from standard input to standard output, as "$@" of a shell's command line. */
async function encrypt(shell: string, form: Form, options: RunOptions = {}): Promise<Buffer> {
  const args = ['encrypt', '--quiet', '--bundle', vendor.dir, '-o', '-', ...FORMS[form]];
  const result = await run(args, { cwd: folder, shell, ...options });
  expectRun(result, { status: 0, stderr: '' });
  return result.bytes;
}

describe.skipIf(windows || !requireTool('gpg'))('a reader that takes its time', () => {
  const big = randomBytes(64 << 20);
  const env = { NODE_OPTIONS: `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/peak.cjs')}` };
  let gpg: ReturnType<typeof gpgHome>['gpg'];

  beforeAll(() => {
    gpg = gpgHome(vendor.secretKey).gpg;
    writeFileSync(join(folder, 'big'), big);
  });

  /** Leaves the message in `to`, and returns the most memory that it took: in MB. */
  async function peak(program: string, reader: string, form: Form, to: string): Promise<number> {
    await encrypt(`${program} 3>${to}.end | ${reader} >${to}`, form, { env });
    const end = JSON.parse(readFileSync(join(folder, `${to}.end`), 'utf8'));
    expect(end.status).toBe(0);
    return (end.peak * 1024) / 1e6;
  }

  it.concurrent.each<[Form, source: string, program: string]>([
    ['armored', 'file', '"$@" big'],
    ['binary', 'file', '"$@" big'],
    ['signed', 'file', '"$@" big'],
    ['armored', 'redirection', '"$@" <big'],
    ['binary', 'redirection', '"$@" <big'],
    ['armored', 'pipe', 'cat big | "$@"'],
    ['binary', 'pipe', 'cat big | "$@"'],
  ])(
    'is waited for, in no more memory, and gets every byte: %s, from a %s',
    async (form, source, program) => {
      const to = `${form}-${source}`;
      const quick = await peak(program, 'cat', form, to);
      const slow = await peak(program, '(sleep 1; dd bs=99991 count=9 2>/dev/null; sleep 1; cat)', form, to);
      expect(slow).toBeLessThan(Math.min(quick + 16, 100));
      expect(gpg(['--decrypt', join(folder, to)]).equals(big)).toBe(true);
    },
  );
});

describe.skipIf(windows)('a writer that takes its time loses nothing', () => {
  const sizes = [1, 65_535, 3, 65_537, 4_095, 131_071, 17, 100_003, 1, 1, 262_145, 6];
  const report = [...sizes, ...sizes, ...sizes].map((size) => randomBytes(size));
  const nonblocking =
    'import fcntl, os, sys; fcntl.fcntl(0, fcntl.F_SETFL, os.O_NONBLOCK); os.execv(sys.argv[1], sys.argv[1:])';

  it.concurrent.each<[Form, name: string, shell: string]>([
    ['armored', 'pipe', 'cat | "$@"'],
    ['binary', 'pipe', 'cat | "$@"'],
    ['binary', 'socket', '"$@"'],
    ...(requireTool('python3')
      ? (['armored', 'binary'] as const).map((form): [Form, string, string] => [
          form,
          'pipe that does not block',
          `cat | python3 -c '${nonblocking}' "$@"`,
        ])
      : []),
  ])('%s, into a %s', async (form, _name, shell) => {
    const message = await encrypt(shell, form, { stdin: slowly(pieces(...report), 20) });
    const { data } = await openMessage(message, vendor.privateKey);
    expect(data.equals(Buffer.concat(report))).toBe(true);
  });
});

it.skipIf(windows).each<Form>(['armored', 'binary'])(
  'a file of which the shell has read the first line gives the rest: %s',
  async (form) => {
    const rest = randomBytes((2 << 20) + 5);
    writeFileSync(join(folder, 'file'), Buffer.concat([Buffer.from('the first line\n'), rest]));
    const message = await encrypt('{ read -r first; "$@"; } <file', form);
    expect((await openMessage(message, vendor.privateKey)).data.equals(rest)).toBe(true);
  },
);
