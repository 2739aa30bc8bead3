import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { posix, reporter } from '../../support/reporter.js';
import { expectRun, run } from '../../support/run.js';

const me = reporter();
const { args } = me;

describe('a report that holds a private key', () => {
  it('not a certificate, nor text that speaks of one', async () => {
    for (const content of [
      me.keys['me.asc'],
      me.vendor.privateKey.toPublic().write(),
      `> ${me.keys['me.key'].replaceAll('\n', '\n> ')}`,
      'The file starts -----BEGIN PRIVATE KEY-----\n',
      Buffer.from([0x94]),
      Buffer.from([0xc5]),
      '',
    ]) {
      const result = await run(args('-o', 'out', '-f'), { cwd: me.cwd, stdin: content });
      expectRun(result, { status: 0 });
      expect(result.stderr).not.toContain('holds');
    }
  });
});

describe('a secret in the place of the report', () => {
  posix('standard input, when a path names it once more: 2, nothing written, and what to do', async () => {
    symlinkSync('/dev/stdin', join(me.cwd, 'soft'));
    for (const path of ['/dev/stdin', '/dev/fd/0', 'soft']) {
      for (const options of [
        ['--sign-with', path],
        ['--sign-with', 'me.key', '--passphrase-file', path],
        ['--encrypt-to-self', path],
      ]) {
        for (const report of [[], ['-'], ['/dev/stdin', '-o', 'out']]) {
          const result = await run(args(...report, ...options), { cwd: me.cwd, stdin: 'sesame\n' });
          expectRun(result, {
            status: 2,
            stdout: '',
            stderr: new RegExp(
              `is the report and what ${options.at(-2)} reads: .*\ncodeship-sec: name the report as a file of its own\n$`,
            ),
          });
        }
      }
    }
  });
});
