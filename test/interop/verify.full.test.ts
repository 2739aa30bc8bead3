import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPackets } from '../../src/pgp/verify/packets/read-packets.js';
import { packet, trustOf, verdictOn } from '../support/messages.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { gpgHome, requireTool, runTool } from '../support/tools.js';
import { makeVendor, type TestVendor, writeBundle } from '../support/vendor.js';

/** Messages made here and now by other programs, with a key of this run: good as they are, not good when changed. */
const TEXT = 'Dear reporter,\n- thanks\nFrom the team  \n';
const DATA = Buffer.from(TEXT);

let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor();
});

async function goodAndTampered(message: Buffer, given: { data?: Buffer } = {}): Promise<void> {
  const trust = await trustOf(vendor);
  expect(await verdictOn(message, trust, given)).toMatchObject({ verdict: 'good' });
  const data = given.data && Buffer.from(given.data);
  if (data) data[5] = (data[5] ?? 0) ^ 1;
  const changed = data ? message : Buffer.from(message.toString('latin1').replace('Dear', 'Bear'), 'latin1');
  const result = await verdictOn(changed, trust, data ? { data } : {});
  expect(result).toMatchObject({ verdict: 'not-verified', signatures: [{ status: 'bad' }] });
}

describe.skipIf(!requireTool('gpg'))('gpg', () => {
  const sign = (...args: string[]) => gpgHome(vendor.secretKey).gpg(args, TEXT);

  it.each([
    ['--clearsign'],
    ['--sign', '--compress-algo', 'none'],
    ['--sign', '--compress-algo', 'none', '--textmode'],
  ])('%s %s %s %s', async (...args) => {
    await goodAndTampered(sign(...args));
  });

  it.each(['zip', 'zlib', 'bzip2'])('compressed with %s', async (algorithm) => {
    const trust = await trustOf(vendor);
    for (const armor of [[], ['--armor']]) {
      const message = sign('--sign', '--compress-algo', algorithm, ...armor);
      expect(await verdictOn(message, trust)).toMatchObject({ verdict: 'good', content: DATA });
      const limited = (maxSize: number) => verdictOn(message, trust, { maxSize });
      expect(await limited(DATA.length)).toMatchObject({ verdict: 'good' });
      expect(await limited(DATA.length - 1)).toMatchObject({ problem: { code: 'too-large' } });
    }
  });

  it('compressed with bzip2, one byte changed: good for no other content', async () => {
    const trust = await trustOf(vendor);
    const message = sign('--sign', '--compress-algo', 'bzip2');
    for (let at = 0; at < message.length; at++) {
      const changed = Buffer.from(message);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const result = await verdictOn(changed, trust, { data: DATA });
      if (result.verdict === 'good') expect({ at, content: result.content }).toEqual({ at, content: DATA });
    }
  });

  it('compressed with bzip2, and bytes behind it in the packet', async () => {
    const [compressed] = readPackets(sign('--sign', '--compress-algo', 'bzip2'));
    const body = compressed?.body ?? Buffer.alloc(0);
    const trust = await trustOf(vendor);
    expect(await verdictOn(packet(8, body), trust)).toMatchObject({ verdict: 'good' });
    for (const more of ['x', 'Pay Mallory', body.subarray(1)]) {
      const message = packet(8, Buffer.concat([body, Buffer.from(more as Buffer)]));
      expect(await verdictOn(message, trust)).toMatchObject({ problem: { code: 'compression-trailing' } });
    }
  });

  it('much, compressed with bzip2: byte for byte', async () => {
    const { gpg } = gpgHome(vendor.secretKey);
    const content = Buffer.alloc(3_000_000);
    for (let at = 0; at < content.length; at++)
      content[at] = (at * at * 7 + (at >> 9)) & (at % 5000 < 900 ? 0 : 0xff);
    const message = gpg(['--sign', '--compress-algo', 'bzip2'], content);
    const result = await verdictOn(message, await trustOf(vendor));
    expect(result.verdict === 'good' && content.equals(result.content ?? Buffer.alloc(0))).toBe(true);
  });

  it.each([
    ['dsa2048', 'a signature made with DSA'],
    ['brainpoolP256r1', 'on the unsupported curve brainpoolP256r1'],
  ])('%s: named as what is not supported, and not as bad or damaged', async (algorithm, words) => {
    const { gpg } = gpgHome();
    gpg(['--passphrase', '', '--quick-gen-key', 'odd@example.com', algorithm, 'sign']);
    const listed = gpg(['--with-colons', '--list-keys']).toString();
    const fingerprint = /^fpr:+([0-9A-F]{40}):/m.exec(listed)?.[1] ?? '';
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, { certificate: gpg(['--armor', '--export']), fingerprint });
    const stdin = gpg(['--clearsign'], TEXT);
    const result = await run(['verify', '--bundle', dir], { stdin });
    expectRun(result, { status: 3 });
    const shown = `${result.stdout}${result.stderr}`.replace(/\s+/g, ' ');
    expect(shown).toContain(words);
    expect(shown).not.toMatch(/\bbad\b|damaged|may not sign/);
  });

  it.each([['--detach-sign'], ['--detach-sign', '--textmode', '--armor']])('%s %s %s', async (...args) => {
    await goodAndTampered(sign(...args), { data: DATA });
  });
});

describe.skipIf(!requireTool('sq'))('sq', () => {
  const sign = (...args: string[]) => {
    const key = join(emptyFolder(), 'key.asc');
    writeFileSync(key, vendor.secretKey);
    // the option's name changed after sq 0.2x
    const option = runTool('sq', ['sign', '--help']).includes('--signer-file')
      ? '--signer-file'
      : '--signer-key';
    return runTool('sq', ['sign', option, key, ...args], { input: TEXT });
  };

  it('cleartext', async () => {
    await goodAndTampered(sign('--cleartext-signature'));
  });

  it('inline', async () => {
    await goodAndTampered(sign('--binary'));
  });

  it('detached', async () => {
    await goodAndTampered(sign('--detached'), { data: DATA });
  });
});
