import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';

describe('colour', () => {
  const ESC = '\u001b[';

  it('also of messages, also of usage errors', async () => {
    for (const args of [
      ['nonsense', '--color', 'always'],
      ['key', '--bundle', 'missing', '--color', 'always'],
    ]) {
      expect((await run(args)).stderr).toContain(`${ESC}31merror:`);
    }
    expect((await run(['nonsense'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr).not.toContain(ESC);
  });

  it('only the sixteen named colours, bold, dim and underline', async () => {
    for (const args of [['key'], ['contact'], ['nonsense']]) {
      const { stdout, stderr } = await run([...args, '--color', 'always']);
      for (const [, codes = ''] of `${stdout}${stderr}`.matchAll(/\u001b\[([0-9;]*)m/g)) {
        for (const code of codes.split(';'))
          expect(code).toMatch(/^(0|[124]|2[2-9]|3[0-79]|4[0-79]|9[0-7]|10[0-7])?$/);
      }
    }
  });
});
