import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asNobody } from '../../support/nobody.js';
import { emptyFolder, expectRun, root, run, scrubbed } from '../../support/run.js';
import { makeVendor } from '../../support/vendor.js';

const NOWHERE = { HOME: '', XDG_DATA_HOME: '' };
/** A user whom the system does not know. */
const STRANGER = 54_321;

describe.skipIf(process.platform === 'win32')('an empty HOME', () => {
  it('makes no folder for data of the current one: what somebody has put there is not read', async () => {
    const cwd = emptyFolder();
    const planted = join(cwd, '.local/share/codeship-sec/certificates');
    mkdirSync(planted, { recursive: true });
    writeFileSync(join(planted, 'bf842cd0556157ca2436ca61410599b006c51437.pgp'), 'planted');
    const result = await run(['key', 'fingerprint'], { cwd, env: NOWHERE });
    expectRun(result, { status: 0, stderr: '', stdout: 'BF842CD0556157CA2436CA61410599B006C51437\n' });
  });

  it.skipIf(process.getuid?.() !== 0)('and nothing is stored there: 74, and what to do', async () => {
    const vendor = await makeVendor({ type: 'ecc' });
    const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'newer.asc'), more.toPublic().armor());
    for (const folder of [cwd, join(vendor.dir, '..'), vendor.dir]) chmodSync(folder, 0o777);
    const nobody = asNobody();
    const result = await run(['key', 'update', 'newer.asc', '--bundle', vendor.dir], {
      ...{ ...nobody, uid: STRANGER, cwd },
      env: { ...nobody.env, ...NOWHERE },
    });
    expectRun(result, {
      status: 74,
      stdout: '',
      stderr: /error: cannot store the key: the system names no folder of yours \(HOME is empty\)\n/,
    });
    expect(readdirSync(cwd)).toEqual(['newer.asc']);
  });
});

describe.skipIf(process.getuid?.() !== 0)('a user of whom the system knows nothing, and no HOME', () => {
  it.each([
    ['key fingerprint', 0],
    ['key check', 17],
    ['key reset', 0],
  ])('%s: as where nothing is stored', async (line, status) => {
    const shell = 'unset HOME; unset XDG_DATA_HOME; exec "$@"';
    expectRun(await run(line.split(' '), { ...asNobody(), uid: STRANGER, shell }), { status });
  });

  it('XDG_DATA_HOME is enough to store a key', async () => {
    const vendor = await makeVendor({ type: 'ecc' });
    const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'newer.asc'), more.toPublic().armor());
    for (const folder of [cwd, join(vendor.dir, '..'), vendor.dir]) chmodSync(folder, 0o777);
    const nobody = asNobody();
    const result = await run(['key', 'update', 'newer.asc', '--bundle', vendor.dir], {
      ...{ ...nobody, uid: STRANGER, cwd, shell: 'unset HOME; exec "$@"' },
      env: { ...nobody.env, XDG_DATA_HOME: join(cwd, 'data') },
    });
    expectRun(result, { status: 0, stderr: /stored in / });
    expect(readdirSync(join(cwd, 'data/codeship-sec/certificates'))).toHaveLength(1);
  });
});

describe.skipIf(process.platform !== 'linux')('a folder in which none can be made, as /proc', () => {
  const ending = { shell: 'exec timeout 30 "$@"' };

  it('key update: 74, and what to do', async () => {
    const vendor = await makeVendor({ type: 'ecc' });
    const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
    const args = ['key', 'update', '-', '--bundle', vendor.dir];
    const stdin = more.toPublic().armor();
    expectRun(await run(args, { ...ending, stdin, env: { XDG_DATA_HOME: '/proc' } }), {
      status: 74,
      stdout: '',
      stderr:
        /error: cannot make the folder \/proc\/codeship-sec\/certificates: .*let XDG_DATA_HOME name another/s,
    });
  });

  it('bundle init: 74, and what to do', async () => {
    const args = ['bundle', 'init', '/proc/deep/acme', '--page', join(root, 'data/security.md')];
    expectRun(await run(args, ending), {
      status: 74,
      stdout: '',
      stderr: /error: cannot make the folder \/proc\/deep\/acme: .*\n.*name another folder\n$/,
    });
  });
});

describe.skipIf(process.platform === 'win32')('a folder that cannot be made', () => {
  it('where a link leads nowhere, that link is named', async () => {
    const vendor = await makeVendor({ type: 'ecc' });
    const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
    const data = join(emptyFolder(), 'data');
    symlinkSync('nowhere', data);
    const args = ['key', 'update', '-', '--bundle', vendor.dir];
    const result = await run(args, { stdin: more.toPublic().armor(), env: { XDG_DATA_HOME: data } });
    expectRun(result, {
      status: 74,
      stdout: '',
      stderr: new RegExp(`^codeship-sec: hint: ls -ld ${data}$`, 'm'),
    });
  });

  it('leaves none of those above it', async () => {
    const cwd = emptyFolder();
    const dir = `a/b/${'n'.repeat(300)}`;
    const args = ['bundle', 'init', dir, '--page', join(root, 'data/security.md')];
    expectRun(await run(args, { cwd }), { status: 74, stdout: '', stderr: /name another folder\n$/ });
    expect(readdirSync(cwd)).toEqual([]);
  });
});

describe.skipIf(process.platform === 'win32')('what key update stores', () => {
  it('is on the disk before it has its name, and its name then', async () => {
    const vendor = await makeVendor({ type: 'ecc' });
    const more = await vendor.privateKey.addSubkey({ type: 'ecc' });
    const folder = emptyFolder();
    const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/file-calls.cjs')}`;
    const env = { XDG_DATA_HOME: join(folder, 'data'), CALLS: join(folder, 'calls'), NODE_OPTIONS: preload };
    const stdin = more.toPublic().armor();
    const result = await run(['key', 'update', '-', '--bundle', vendor.dir], { env, stdin });
    expectRun(result, { status: 0 });
    // the folders that were made, the file, its name, and the folder that lists it
    const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n');
    expect(calls).toEqual(['folder', 'folder', 'folder', 'file', 'name', 'folder']);
  });
});
