import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, expectRun, run } from '../support/run.js';

const ASK =
  /^codeship-sec: warning: first ask CloudBees \(security@cloudbees\.com\), .*; details: codeship-sec contact\n$/;

describe('report', () => {
  it('prints the template, for the bundled vendor', async () => {
    const { status, stdout, stderr } = await run(['report']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: expect.stringMatching(ASK) });
    expect(stdout).toMatch(/^# Security report for Codeship\n\n- To: security@codeship.com\n/);
    expect(stdout.match(/^## /gm)?.length).toBe(20);
    expect(stdout.match(/^<!-- .* -->$/gm)?.length).toBe(21);
  });

  it('writes it to a file, and says how it goes on; never over another', async () => {
    const cwd = emptyFolder();
    expectRun(await run(['report', '-o', 'my report.md'], { cwd }), {
      status: 0,
      stdout: '',
      stderr:
        /^codeship-sec: warning: first ask CloudBees .*\ncodeship-sec: wrote my report.md \(\d+ bytes\)\n.*\n.*hint: codeship-sec encrypt 'my report.md'\n$/,
    });
    const written = readFileSync(join(cwd, 'my report.md'), 'utf8');
    expect(written).toBe((await run(['report'])).stdout);
    writeFileSync(join(cwd, 'mine'), 'kept');
    expectRun(await run(['report', '-o', 'mine'], { cwd }), { status: 59, stdout: '' });
    expect(readFileSync(join(cwd, 'mine'), 'utf8')).toBe('kept');
    expectRun(await run(['report', '-o', 'mine', '-f'], { cwd }), { status: 0 });
    expect(readFileSync(join(cwd, 'mine'), 'utf8')).toBe(written);
  });

  it('has no JSON form, and takes no file', async () => {
    expectRun(await run(['report', '--json']), { status: 2, stdout: /"USAGE"/ });
    expectRun(await run(['report', 'x']), { status: 2, stdout: '' });
  });
});
