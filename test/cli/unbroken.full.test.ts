import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, run } from '../support/run.js';
import { runOnTerminal, type Screen } from '../support/terminal.js';
import { makeVendor, type TestVendor, writeBundle } from '../support/vendor.js';

const WIDTHS = [20, 30, 40, 49, 60, 80, 120];

let vendor: TestVendor;
/** A folder with blanks in its path; the bundle and a report in it. */
let folder: string;
let bundle: string;
let report: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'ecc' });
  folder = join(emptyFolder(), 'a folder of mine');
  bundle = join(folder, 'the bundle of the vendor');
  report = join(folder, 'my long report about it.txt');
  mkdirSync(folder);
  writeFileSync(report, 'a report\n');
  writeBundle(bundle, { certificate: vendor.certificate, fingerprint: vendor.fingerprint });
});

const on = (columns: number, ...args: string[]): Promise<Screen> =>
  runOnTerminal([...args, '--bundle', bundle, '--color', 'never'], { columns });
const lines = ({ output }: Screen) => output.split('\n');

describe.each(WIDTHS)('on a terminal of %s cells', (columns) => {
  it('key and contact show the fingerprint in groups of four on one line', async () => {
    const grouped = vendor.fingerprint.replace(/.{4}(?=.)/g, '$& ');
    for (const command of ['key', 'contact']) {
      expect(lines(await on(columns, command)).join('\n'), command).toContain(grouped);
    }
  });

  it('key fingerprint and encrypt show the digits alone on their line', async () => {
    expect((await on(columns, 'key', 'fingerprint')).output).toBe(`${vendor.fingerprint}\n`);
    const screen = await on(columns, 'encrypt', report, '--force');
    expect(screen.status, screen.output).toBe(0);
    expect(lines(screen).some((line) => /^(codeship-sec: | {0,2})[0-9A-F]{40}$/.test(line))).toBe(true);
  });

  it('messages and hints break no path, and no command', async () => {
    const written = await on(columns, 'encrypt', report, '--force');
    expect(written.output).toContain(`${report}.asc`);
    const exists = await on(columns, 'encrypt', report);
    expect(exists.status).toBe(59);
    expect(exists.output).toContain(`${report}.asc`);
    expect(exists.output).toMatch(
      /codeship-sec encrypt '[^'\n]+' --bundle '[^'\n]+' --color never --force\n/,
    );
    const missing = await on(columns, 'encrypt', join(folder, 'no such report at all.txt'));
    expect(missing.output).toContain(join(folder, 'no such report at all.txt'));
    expect(missing.output).toContain(folder);
  });
});

describe('where nothing is a terminal', () => {
  it.each(['key', 'contact'])('%s has a line for each value', async (command) => {
    const { stdout } = await run([command]);
    // the values of one field stand below one another, and nothing else starts with blanks
    for (const line of stdout.split('\n')) expect(line).toMatch(/^(?:[A-Z]|$| +\d{4}-\d\d-\d\d: )/);
  });
});
