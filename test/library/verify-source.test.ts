import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Library from '../../src/index.js';
import { cleartext, inline, packet, signatureBody } from '../support/messages.js';
import { root, scrubbed } from '../support/run.js';
import { checkTypes, LIBRARY_EXAMPLES, userProject } from '../support/user-project.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const TEXT = 'Pay 10 to Bob';
const DATA = Buffer.from('the report\n');

let library: typeof Library;
let maker: TestVendor;
let vendor: Library.Vendor;
let clear: string;
let signature: Buffer;

beforeAll(async () => {
  library = await import(join(root, 'dist/index.cjs'));
  maker = await makeVendor({ type: 'curve25519' });
  vendor = await library.loadBundle({ dir: maker.dir });
  clear = await cleartext(maker.privateKey, TEXT);
  signature = packet(2, await signatureBody(maker.privateKey, DATA));
});

async function* pieces(data: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < data.length; at += 3) yield data.subarray(at, at + 3);
}

const textOf = ({ signed }: Library.Verified) => signed && Buffer.from(signed).toString();

describe('verify of the library', () => {
  it('hands out nothing of what is changed, of another, unsigned, encrypted or damaged', async () => {
    const stranger = await makeVendor({ type: 'curve25519' });
    const { message: secret } = await library.encrypt(vendor, DATA);
    for (const [source, verdict, answer] of [
      [clear.replace('10', '99'), 'not-verified', /^NOT GENUINE: the signature does not fit/],
      [await cleartext(stranger.privateKey, TEXT), 'not-verified', /^NOT GENUINE: not signed by the vendor$/],
      [TEXT, 'not-protected', /^NOT SIGNED: this is plain text$/],
      [
        secret,
        'addressed',
        /^CANNOT TELL: it is encrypted and hides who wrote it; addressed to Example's key$/,
      ],
      [clear.slice(0, 200), 'malformed', /^CANNOT TELL: it is cut off/],
    ] as const) {
      const result = await library.verify(vendor, source);
      expect(result).toMatchObject({ verdict, complete: false, signed: null });
      expect(result.answer).toMatch(answer);
    }
    expect(await library.verify(vendor, secret)).toMatchObject({ addressed: true, kind: 'encrypted' });
  });

  it('of a detached signature: bad data, something else as the signature, and no data', async () => {
    const bad = await library.verify(vendor, 'the Report\n', { signature });
    expect(bad).toMatchObject({ verdict: 'not-verified', signed: null, signatures: [{ status: 'bad' }] });
    const other = await library.verify(vendor, DATA, { signature: clear });
    expect(other).toMatchObject({ verdict: 'malformed', signed: null });
    expect(other.answer).toMatch(
      /this is not a detached signature: it is a whole signed message, with its own text$/,
    );
    await expect(library.verify(vendor, signature)).rejects.toMatchObject({
      code: 'MISSING_INPUT',
      status: 61,
    });
  });

  it('refuses a vendor of the caller’s own making, and a message over the limit', async () => {
    await expect(library.verify({ ...vendor }, clear)).rejects.toMatchObject({ code: 'USAGE' });
    const endless = (async function* () {
      for (;;) yield Buffer.alloc(1 << 20);
    })();
    await expect(library.verify(vendor, endless, { maxSize: 1000 })).rejects.toMatchObject({
      code: 'BAD_DATA',
    });
    const large = await inline(maker.privateKey, Buffer.alloc(5000));
    expect(await library.verify(vendor, large, { maxSize: 4999 })).toMatchObject({ verdict: 'malformed' });
  });

  it('good: with exactly the bytes that are signed, and whether they are all', async () => {
    const whole = await library.verify(vendor, clear);
    expect(whole).toMatchObject({
      verdict: 'good',
      complete: true,
      repairs: [],
      addressed: null,
      warnings: [],
    });
    expect(textOf(whole)).toBe(TEXT);
    const more = await library.verify(vendor, pieces(Buffer.from(`more\n${clear}`)));
    expect(more).toMatchObject({
      verdict: 'good',
      complete: false,
      warnings: [expect.stringContaining('text')],
    });
    expect(textOf(more)).toBe(TEXT);
    expect(more.signatures[0]).toMatchObject({ status: 'good', fingerprint: maker.fingerprint });
  });

  it('good: data with its signature, which is the caller’s own where it is streamed', async () => {
    const held = await library.verify(vendor, DATA, { signature });
    expect(held).toMatchObject({ verdict: 'good', complete: true, kind: 'detached' });
    expect(textOf(held)).toBe(DATA.toString());
    const streamed = await library.verify(vendor, pieces(DATA), { signature });
    expect(streamed).toMatchObject({ verdict: 'good', complete: true, signed: null });
  });

  it('does what docs/library.md shows', () => {
    const project = userProject();
    const code = LIBRARY_EXAMPLES.find((one) => one.includes('verify('));
    writeFileSync(join(project, 'example.mjs'), code ?? '');
    const show = (message: string) => {
      writeFileSync(join(project, 'message.asc'), message);
      const args = ['example.mjs', 'message.asc', maker.dir];
      return spawnSync(process.execPath, args, { cwd: project, env: scrubbed(), encoding: 'utf8' });
    };
    expect(show(clear.replace('10', '99'))).toMatchObject({ status: 3, stdout: '' });
    expect(show(`more\n${clear}`)).toMatchObject({ status: 0, stdout: TEXT });
  });

  it('has types', () => {
    checkTypes(
      userProject(),
      `import { loadBundle, verify, type Verified } from 'codeship-sec';
const found: Verified = await verify(await loadBundle(), 'x', { signature: 'y', maxSize: 1 });
export const bytes: number | undefined = found.verdict === 'good' && found.complete ? found.signed?.length : 0;
// @ts-expect-error no such verdict
export const never = found.verdict === 'fine';
`,
    );
  });
});
