import { describe, expect, it } from 'vitest';
import { nextLine } from '../../src/output/hints.js';

describe('a hint that is what was typed', () => {
  const next = { run: ['key', '--bundle', 'dir'] };
  const lineFor = (argv: string[], bundleDir: string | undefined = 'dir') =>
    nextLine({ argv, bundleDir, again: () => argv.join(' '), withFile: () => undefined }, next);

  it.each([
    [['key', '--bundle', 'dir']],
    [['--bundle=dir', 'key', '--json']],
    // CODESHIP_SEC_BUNDLE names it
    [['key']],
  ])('is to be run again: %s', (argv) => {
    expect(lineFor(argv)).toEqual({ advice: 'then run this command again' });
  });

  it('and another is shown', () => {
    const shown = { command: 'codeship-sec key --bundle dir' };
    expect(lineFor(['key', 'check', '--bundle', 'dir'])).toEqual(shown);
    expect(lineFor(['encrypt', 'key', '--bundle', 'dir'])).toEqual(shown);
  });
});
