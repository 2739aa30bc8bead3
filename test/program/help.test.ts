import { describe, expect, it } from 'vitest';
import type { CommandDeclaration } from '../../src/declared/declaration.js';
import { helpText } from '../../src/program/help.js';
import { run } from '../support/run.js';

const made = {
  path: 'frame',
  summary: 'hang a picture',
  description: 'Hangs PICTURE on the wall, level and where the light is good.',
  examples: [['codeship-sec frame picture', 'on the wall that is nearest']],
  json: false,
  arguments: [
    { name: 'picture', required: true, text: 'what is to be seen', choices: ['sea', 'hill'] },
    { name: 'nail', required: false, many: true },
  ],
  options: [
    {
      long: '--height',
      short: '-t',
      value: 'feet',
      default: '5',
      choices: ['5', '6'],
      text: 'how high it hangs',
    },
    { long: '--secret', text: 'nobody is to know', hidden: true },
  ],
} as const satisfies CommandDeclaration;

describe('help', () => {
  it('says all that is declared, and what is hidden not', () => {
    expect(helpText(made, 64)).toBe(`Usage: codeship-sec frame [options] <picture> [nail...]

Hangs PICTURE on the wall, level and where the light is good.

Arguments:
  picture              what is to be seen (choices: "sea",
                       "hill")

Options:
  -t, --height <feet>  how high it hangs (choices: "5", "6",
                       default: 5)
  --bundle <dir>       use another vendor's bundle
  --color <when>       colour the output (choices: "auto",
                       "always", "never")
  -q, --quiet          print only errors and their hints to
                       stderr
  -h, --help           print this help

Examples:
  # on the wall that is nearest
  $ codeship-sec frame picture
`);
  });

  it('sets texts under their terms where the terminal is narrow', () => {
    expect(helpText(made, 40)).toContain(`Usage: codeship-sec frame [options]
       <picture> [nail...]

Hangs PICTURE on the wall, level and
where the light is good.

Arguments:
  picture
      what is to be seen (choices:
      "sea", "hill")
`);
  });

  it.each([
    [[], ['--help', '--color', 'never']],
    [['--help'], ['--color', 'never', '--help']],
    [['help'], ['--color', 'never', '-h']],
    [
      ['toc', '-h'],
      ['toc', '--color', 'never', '-h'],
    ],
    [
      ['help', 'key', 'export'],
      ['key', 'export', '--color', 'never', '--help'],
    ],
    [
      ['--help', 'encrypt'],
      ['encrypt', '--color', 'never', '--help'],
    ],
  ])('%j: as when there is something to parse', async (words, parsed) => {
    const direct = await run(words);
    expect(direct).toMatchObject({ status: 0, stderr: '' });
    expect(direct.stdout).toMatch(/^Usage: codeship-sec/);
    expect(direct.stdout).toBe((await run(parsed)).stdout);
  });
});
