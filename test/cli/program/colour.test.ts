import { describe, expect, it } from 'vitest';
import { run } from '../../support/run.js';

describe('colour', () => {
  const ESC = '\u001b[';

  it('also of messages, also of usage errors', async () => {
    for (const args of [
      ['nonsense', '--color', 'always'],
      ['key', '--bundle', 'missing', '--color', 'always'],
    ]) {
      expect((await run(args)).stderr).toContain(`${ESC}1merror:`);
    }
    expect((await run(['nonsense'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr).not.toContain(ESC);
  });
});
