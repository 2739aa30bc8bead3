import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectRun, root, run } from '../../support/run.js';
import { expectSchema } from '../../support/schema.js';

describe('a fault of the program', () => {
  // a Node.js without a function that the program calls
  const fault = { NODE_OPTIONS: `--require ${join(root, 'test/support/fault.cjs')}` };

  it('70, a sentence, how to report it, and no stack trace', async () => {
    const result = await run(['key'], { env: fault });
    expectRun(result, {
      status: 70,
      stdout: '',
      stderr:
        /^codeship-sec: error: this is a fault of the program: planted\ncodeship-sec: run it again .*CODESHIP_SEC_DEBUG=1.*\n$/,
    });
    const json = await run(['key', '--json'], { env: fault });
    expectSchema('error', JSON.parse(json.stdout));
    expect(JSON.parse(json.stdout).error).toMatchObject({ code: 'INTERNAL', exit: 70 });
  });

  it('the trace with CODESHIP_SEC_DEBUG=1 alone, causes too', async () => {
    expect((await run(['key'], { env: { ...fault, CODESHIP_SEC_DEBUG: '1' } })).stderr).toMatch(/\n {4}at /);
    for (const debug of ['0', '']) {
      expect((await run(['key'], { env: { ...fault, CODESHIP_SEC_DEBUG: debug } })).stderr).not.toMatch(
        /\n {4}at /,
      );
    }
    const cause = await run(['key', '--bundle', 'missing'], { env: { CODESHIP_SEC_DEBUG: '1' } });
    expectRun(cause, { status: 61, stderr: /\n {4}at / });
  });
});
