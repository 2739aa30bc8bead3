import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { flagsOf, optionsOf } from '../../src/declared/index.js';
import { manName } from '../../src/manual/man-page.js';
import { allVerbs } from '../support/program.js';
import { root } from '../support/run.js';
import { requireTool, runTool } from '../support/tools.js';

const pages = allVerbs().map(({ command }) => [manName(command), command] as const);
const file = (name: string) => join(root, 'dist/man', `${name}.1`);

describe.skipIf(!requireTool('mandoc'))('mandoc', () => {
  it.each(pages)('has no error and no warning for %s(1)', (name) => {
    expect(runTool('mandoc', ['-Tlint', '-Wwarning', file(name)]).toString()).toBe('');
  });

  it('does find what is wrong', () => {
    const wrong = '.Dd March 4, 2026\n.Dt X 1\n.Os\n.Sh NAME\n.Nm x\n.Nd y\n.Bl -tag\n';
    expect(() => runTool('mandoc', ['-Tlint', '-Wwarning'], { input: wrong })).toThrow();
  });

  it.each(pages)('shows %s(1) in 80 columns, with every option, text and example', (name, command) => {
    const shown = runTool('mandoc', ['-Tutf8', '-Owidth=80', file(name)])
      .toString()
      .replace(/.\u0008/gu, '');
    for (const line of shown.split('\n')) expect([...line].length, line).toBeLessThanOrEqual(80);
    // the running head: the name, the volume, the name
    expect(shown).toMatch(/^\S{3,24} {2,}General Commands Manual {2,}\S{3,24}\n/);
    const text = shown.replace(/\s+/g, ' ');
    for (const option of optionsOf(command).filter(({ hidden }) => !hidden)) {
      expect(text).toContain(
        `${flagsOf(option).replace(/[<>]/g, '')} ${option.text.charAt(0).toUpperCase()}`,
      );
    }
    for (const [line] of command.examples) expect(text).toContain(` ${line} `);
    for (const title of ['NAME', 'SYNOPSIS', 'ENVIRONMENT', 'FILES', 'EXIT STATUS', 'EXAMPLES', 'SEE ALSO']) {
      expect(shown).toMatch(new RegExp(`^${title}$`, 'm'));
    }
  });
});
