import { linkSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { armored, inline, literal, packet } from '../../support/messages.js';
import { expectRun, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';
import { TEXT, verifier } from '../../support/verifier.js';

const given = verifier();
const { files, put, verify } = given;

describe('content', () => {
  it('is not released when the signature is not good', async () => {
    put('bad.asc', given.clear.replace('10', '99'));
    put('unsigned.asc', armored('MESSAGE', literal('x')));
    for (const [file, status] of [
      ['bad.asc', 3],
      ['unsigned.asc', 5],
    ] as const) {
      expectRun(await verify(['--output', 'out', file]), { status });
      const result = await verify(['--output', '-', file]);
      expectRun(result, { status, stdout: '', stderr: /^codeship-sec: NOT / });
    }
    expect(files()).toEqual(['bad.asc', 'unsigned.asc']);
  });

  it('is exactly what was signed', async () => {
    put('good.asc', `before\n${given.clear}after\n`);
    expectRun(await verify(['-o', 'out', 'good.asc']), {
      status: 0,
      stdout: /^GENUINE, but only the text shown here: good.asc holds more that nobody signed\n/,
      stderr: /warning: 1 line of text before/,
    });
    expect(readFileSync(join(given.cwd, 'out'), 'utf8')).toBe(TEXT);
    expectRun(await verify(['-o', '-', 'good.asc']), {
      status: 0,
      stdout: TEXT,
      stderr: /^codeship-sec: GENUINE/,
    });
    const binary = Buffer.from([0, 255, 13, 10, 27, 91]);
    put('inline.gpg', await inline(given.vendor.privateKey, binary));
    expect((await verify(['-o', '-', 'inline.gpg'])).bytes).toEqual(binary);
  });

  it.skipIf(process.platform === 'win32')('a reader that goes away makes nothing genuine', async () => {
    put('bad.asc', given.clear.replace('10', '99'));
    put('good.asc', given.clear);
    for (const [file, status] of [
      ['bad.asc', 3],
      ['good.asc', 0],
    ] as const) {
      const args = ['verify', '--bundle', given.vendor.dir, file];
      const shell = '{ "$@" 2>/dev/null; echo $? >status; } | true';
      await run(args, { cwd: given.cwd, shell });
      expect(readFileSync(join(given.cwd, 'status'), 'utf8'), file).toBe(`${status}\n`);
    }
  });

  it('has nothing behind it in a compressed packet', async () => {
    const packed = deflateRawSync(await inline(given.vendor.privateKey, Buffer.from(TEXT)));
    const algorithm = Buffer.from([1]);
    put('good.gpg', packet(8, Buffer.concat([algorithm, packed])));
    expectRun(await verify(['-o', '-', 'good.gpg']), {
      status: 0,
      stdout: TEXT,
      stderr: /GENUINE: signed by/,
    });
    put('more.gpg', packet(8, Buffer.concat([algorithm, packed, Buffer.from('Pay Mallory')])));
    expectRun(await verify(['-o', '-', 'more.gpg']), {
      status: 41,
      stdout: '',
      stderr: /more bytes stand behind the end of its compressed data/,
    });
  });

  it('says what was written, or that nothing was', async () => {
    put('good.asc', given.clear);
    put('bad.asc', given.clear.replace('10', '99'));
    put('report.asc', given.secret);
    for (const file of ['bad.asc', 'report.asc']) {
      const result = await verify(['-o', 'out', file]);
      expectRun(result, { status: 3, stderr: /^codeship-sec: nothing was written to out$/m });
      const json = await verify(['--json', '-o', 'out', file]);
      expect(JSON.parse(json.stdout).output).toBeNull();
    }
    expectRun(await verify(['-o', '-', 'bad.asc']), { status: 3, stderr: /nothing was written to standard/ });
    const bytes = Buffer.byteLength(TEXT);
    expectRun(await verify(['-o', 'out', 'good.asc']), {
      status: 0,
      stderr: `codeship-sec: wrote out (${bytes} bytes)\n`,
    });
    const json = JSON.parse((await verify(['--json', '-f', '-o', 'out', 'good.asc'])).stdout);
    expectSchema('verify', json);
    expect(json.output).toEqual({ path: 'out', bytes });
    expect((await verify(['-o', '-', 'good.asc'])).stderr).not.toMatch(/wrote/);
    expectRun(await verify(['-q', '-f', '-o', 'out', 'good.asc']), { status: 0, stderr: '' });
  });

  it('does not replace a file without --force, nor the input with it', async () => {
    put('good.asc', given.clear);
    put('out', 'old');
    expectRun(await verify(['-o', 'out', 'good.asc']), { status: 59, stdout: '' });
    expectRun(await verify(['-f', '-o', 'out', 'good.asc']), { status: 0 });
    expect(readFileSync(join(given.cwd, 'out'), 'utf8')).toBe(TEXT);
    linkSync(join(given.cwd, 'good.asc'), join(given.cwd, 'link.asc'));
    expectRun(await verify(['-f', '-o', 'link.asc', 'good.asc']), { status: 59 });
    expect(readFileSync(join(given.cwd, 'good.asc'), 'utf8')).toBe(given.clear);
  });

  it('over --max-size is refused, with the hint', async () => {
    put('inline.gpg', await inline(given.vendor.privateKey, Buffer.alloc(5000)));
    expectRun(await verify(['--max-size', '4k', 'inline.gpg']), { status: 41, stderr: /hint: .*--max-size/ });
    expectRun(await verify(['--max-size', '5000', 'inline.gpg']), { status: 0 });
    expectRun(await verify(['--max-size', '4999', 'inline.gpg']), { status: 41 });
    const zipped = Buffer.concat([
      Buffer.from([1]),
      deflateRawSync(readFileSync(join(given.cwd, 'inline.gpg'))),
    ]);
    put('zipped.gpg', packet(8, zipped));
    expectRun(await verify(['--max-size', '5000', 'zipped.gpg']), { status: 0 });
    expectRun(await verify(['--max-size', '4999', 'zipped.gpg']), {
      status: 41,
      stdout: /^CANNOT TELL: it holds more than 4999 bytes, the most that is allowed/,
      stderr: /hint: codeship-sec verify .*--max-size 1G zipped.gpg/,
    });
    for (const size of ['0', 'x', '-1', '1e3', '10T', '99999999999999']) {
      expectRun(await verify(['--max-size', size, 'inline.gpg']), {
        status: 2,
        stdout: '',
        stderr: /--max-size/,
      });
    }
  });
});
