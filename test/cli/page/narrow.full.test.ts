import { describe, expect, it } from 'vitest';
import { allVerbs } from '../../support/program.js';
import { run } from '../../support/run.js';
import { runOnTerminal } from '../../support/terminal.js';
import { requireTool } from '../../support/tools.js';

const lines = (output: string) => output.split('\n');

describe.skipIf(process.platform === 'win32' || !requireTool('python3'))(
  'on a terminal of 40 columns',
  () => {
    it.each(allVerbs().map(({ path }) => path.join(' ')))('help fits: codeship-sec %s', async (path) => {
      const args = [...path.split(' ').filter(Boolean), '--help'];
      const [{ output }, wide] = await Promise.all([runOnTerminal(args, { columns: 40 }), run(args)]);
      const tooWide = lines(output).filter((line) => line.length > 40 && !line.startsWith('  $ '));
      expect(tooWide).toEqual([]);
      // nothing is lost, and the examples are whole
      const words = (text: string) => text.replaceAll(' # ', ' ').split(/\s+/);
      expect(words(output)).toEqual(words(wide.stdout));
      for (const example of lines(wide.stdout).filter((line) => line.startsWith('  $ '))) {
        expect(lines(output)).toContain(example);
      }
    });
  },
);
