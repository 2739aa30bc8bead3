import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { allVerbs } from '../../support/program.js';
import { emptyFolder, run } from '../../support/run.js';
import { runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const lines = (output: string) => output.split('\n');

/** A command is never broken. */
const isExample = (line: string) => line.startsWith('  codeship-sec ');

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))(
  'on a terminal of 40 columns',
  () => {
    it.each(allVerbs().map(({ path }) => path.join(' ')))('help fits: codeship-sec %s', async (path) => {
      const args = [...path.split(' ').filter(Boolean), '--help'];
      const [onTerminal, wide] = await Promise.all([runOnTerminal(args, { columns: 40 }), run(args)]);
      const output = stripVTControlCharacters(onTerminal.output); // headings are bold
      const tooWide = lines(output).filter((line) => line.length > 40 && !isExample(line));
      expect(tooWide).toEqual([]);
      // nothing is lost, and the examples are whole
      const words = (text: string) => text.replaceAll(' # ', ' ').split(/\s+/);
      expect(words(output)).toEqual(words(wide.stdout));
      for (const example of lines(wide.stdout).filter(isExample)) {
        const [command = ''] = example.trim().split(/ {2,}/);
        expect(lines(output).filter((line) => line.startsWith(`  ${command}`))).not.toEqual([]);
      }
    });

    it('the sentence of key check is wrapped at words; elsewhere it is one line', async () => {
      const { output, status } = await runOnTerminal(['key', 'check'], { columns: 30 });
      expect(status).toBe(17);
      const shown = lines(output).slice(0, -1);
      expect(shown.length).toBeGreaterThan(1);
      for (const line of shown) expect(line.length, line).toBeLessThanOrEqual(30);
      expect(output).toContain('2019-07-20');
      const { stdout } = await run(['key', 'check']);
      expect(stdout).toMatch(/^[^\n]+\n$/);
      expect(output.replace(/\n {2}/g, ' ')).toBe(stdout);
    });

    it('messages are wrapped, commands and addresses are not; elsewhere a message is one line', async () => {
      const file = join(emptyFolder(), 'report.txt');
      writeFileSync(file, 'a report');
      const { output } = await runOnTerminal(['encrypt', file, '-o', '/dev/null'], {
        columns: 40,
        env: { NO_COLOR: '1' },
      });
      const shown = lines(output).slice(0, -1);
      for (const line of shown) {
        expect(line).toMatch(/^(codeship-sec: | {2}\S|BF842CD0556157CA2436CA61410599B006C51437$)/);
        if (!/https:|\/\S{20}/.test(line)) expect(line.length, line).toBeLessThanOrEqual(40);
      }
      const piped = (await run(['encrypt', file, '-o', '/dev/null'])).stderr;
      expect(
        lines(piped)
          .slice(0, -1)
          .every((line) => line.startsWith('codeship-sec: ')),
      ).toBe(true);
      // the fingerprint stands on a line that nothing else is on
      const joined = output.replace(/(?<=codeship-sec: )\n(?=BF84)/, '').replace(/\n {2}/g, ' ');
      // two encryptions may differ by a byte: a number of RSA is written without its leading zeros
      const anySize = (text: string) => text.replace(/\(\d+ bytes\)/, '(N bytes)');
      expect(anySize(piped)).not.toBe(piped);
      expect(anySize(joined)).toBe(anySize(piped));

      const refused = await runOnTerminal(['--colour', 'never', 'encrypt', '--bundle', '/a folder/b', file], {
        columns: 40,
        env: { NO_COLOR: '1' },
      });
      const command = `codeship-sec --color never encrypt --bundle '/a folder/b' ${file}`;
      expect(lines(refused.output)).toContain(command);
    });
  },
);
