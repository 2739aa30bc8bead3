import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { sparseFile } from '../../support/bytes.js';
import { emptyFolder, expectRun, launcher, run, scrubbed } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const MIB = 1 << 20;
let vendor: TestVendor;

beforeAll(async () => {
  vendor = await makeVendor();
});

const args = (...more: string[]) => ['encrypt', '--bundle', vendor.dir, ...more];

describe('a signal', () => {
  const size = (process.env.CI ? 200 : 64) * MIB;

  it.skipIf(process.platform === 'win32').each([
    ['SIGINT', process.env.CI ? 50 : 6],
    ['SIGTERM', process.env.CI ? 50 : 4],
    ['SIGHUP', process.env.CI ? 10 : 2],
    ['SIGKILL', process.env.CI ? 50 : 4],
  ] as const)(
    '%s at %i random moments leaves nothing unfinished',
    async (signal, rounds) => {
      const folder = emptyFolder();
      const big = sparseFile(folder, size);
      const started = performance.now();
      expectRun(await run(args(big, '-o', join(folder, 'whole'), '--binary'), {}), { status: 0 });
      const duration = performance.now() - started;
      const whole = readFileSync(join(folder, 'whole')).length;
      for (let round = 0; round < rounds; round++) {
        const output = join(folder, `out-${round}`);
        const child = spawn(process.execPath, [launcher, ...args(big, '-o', output, '--binary')], {
          env: scrubbed(),
        });
        const ended = new Promise<[number | null, NodeJS.Signals | null]>((resolve) => {
          child.on('close', (code, by) => resolve([code, by]));
        });
        setTimeout(() => child.kill(signal), Math.random() * duration * 1.1);
        const [code, by] = await ended;
        // the encrypted session key is a number, now and then a byte or two shorter
        if (existsSync(output)) expect(Math.abs(readFileSync(output).length - whole)).toBeLessThan(8);
        expect([code, by]).toEqual(code === 0 ? [0, null] : [null, signal]);
        if (code === 0) expect(existsSync(output)).toBe(true);
        if (signal !== 'SIGKILL')
          expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
      }
    },
    600_000,
  );
});
