import { beforeAll, describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/errors.js';
import { examplesOf, runExample } from '../../support/examples.js';
import { allVerbs } from '../../support/program.js';
import { run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const verbs = allVerbs().map((verb) => [['codeship-sec', ...verb.path].join(' '), verb] as const);

/** Statuses other than 0 that an example shows. */
const STATUS: Record<string, number> = {
  'codeship-sec key check': EXIT.CERT_CANNOT_ENCRYPT,
  'codeship-sec key check --json': EXIT.CERT_CANNOT_ENCRYPT,
};

const posix = process.platform === 'win32' ? describe.skip : describe;

posix('every example of every help text runs', () => {
  let vendor: TestVendor;
  beforeAll(async () => {
    vendor = await makeVendor();
  });

  it.each(verbs)('of %s', async (_name, { path }) => {
    const help = await run([...path, '--help']);
    for (const line of examplesOf(help.stdout)) {
      const { status, output } = await runExample(line, vendor);
      expect({ line, status, output }).toEqual({ line, status: STATUS[line] ?? 0, output });
    }
  });
});
