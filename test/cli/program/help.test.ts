import { beforeAll, describe, expect, it } from 'vitest';
import { optionsOf } from '../../../src/declared/index.js';
import { EXIT } from '../../../src/errors.js';
import { examplesOf, runExample } from '../../support/examples.js';
import { allVerbs } from '../../support/program.js';
import { expectRun, run } from '../../support/run.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

const verbs = allVerbs().map((verb) => [['codeship-sec', ...verb.path].join(' '), verb] as const);

describe.each(verbs)('%s --help', (name, { path, command }) => {
  it('has usage, a paragraph, every option, and two examples or more', async () => {
    const result = await run([...path, '--help']);
    expectRun(result, { status: 0, stderr: '' });
    const [usage = '', blank, paragraph = ''] = result.stdout.split('\n');
    expect(usage).toMatch(new RegExp(`^Usage: ${name}( |$)`));
    expect(blank).toBe('');
    expect(paragraph).toMatch(/^[A-Z]/);
    expect(command.description).toMatch(/\.$/);
    for (const option of optionsOf(command).filter(({ hidden }) => !hidden)) {
      expect(result.stdout).toContain(`  ${option.short ?? option.long}`);
      expect(option.text).toMatch(/^[a-z]/);
      expect(option.text).not.toMatch(/\.$/);
    }
    expect(examplesOf(result.stdout).length).toBeGreaterThanOrEqual(2);
    expect(result.stdout).toMatch(/[^\n]\n$/);
    for (const line of result.stdout.split('\n')) expect(line.length, line).toBeLessThanOrEqual(80);
  });

  it('is the same as -h', async () => {
    const [long, short] = await Promise.all([run([...path, '--help']), run([...path, '-h'])]);
    expectRun(short, { status: 0, stdout: long.stdout, stderr: '' });
  });
});

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
