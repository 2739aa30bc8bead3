import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { KEYS, reporter } from '../../support/reporter.js';
import { expectRun, root, run, scrubbed } from '../../support/run.js';

const me = reporter();

it('a clock past 2106: nothing is signed, for the signature would be dated 1970', async () => {
  const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/clock.cjs')}`;
  const env = { NODE_OPTIONS: preload, TEST_CLOCK: '2107-01-01T00:00:00Z' };
  const result = await run(me.args('report', ...KEYS.slice(0, 4)), { cwd: me.cwd, env });
  expectRun(result, { status: 79, stdout: '', stderr: /no signature can hold one after 2106-02-07/ });
  expect(readdirSync(me.cwd)).not.toContain('report.asc');
});
