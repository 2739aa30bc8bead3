import { describe, expect, it } from 'vitest';
import type { CommandDeclaration } from '../../src/declared/declaration.js';
import { COMMANDS } from '../../src/declared/index.js';
import { helpText } from '../../src/program/help.js';
import { run } from '../support/run.js';

const made = {
  path: 'frame',
  summary: 'hang a picture',
  description: 'Hangs PICTURE on the wall, level and where the light is good.',
  examples: [
    ['codeship-sec frame sea', 'where there is room'],
    ['codeship-sec frame hill -t 6', 'high, where the light falls from a window'],
  ],
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

Examples:
  codeship-sec frame sea  where there is room
  codeship-sec frame hill -t 6
      high, where the light falls from a window

Arguments:
  picture              what is to be seen: sea or hill

Options:
  -t, --height <feet>  how high it hangs: 5 or 6 (default: 5)

Global options: --bundle <path>, --color <when>, -q, --quiet,
-h, --help (see codeship-sec --help)
`);
  });

  it('sets texts under their terms where the terminal is narrow', () => {
    expect(helpText(made, 40)).toContain(`Usage: codeship-sec frame [options]
<picture> [nail...]

Hangs PICTURE on the wall, level and
where the light is good.

Examples:
  codeship-sec frame sea
      where there is room
  codeship-sec frame hill -t 6
      high, where the light falls from a
      window

Arguments:
  picture
      what is to be seen: sea or hill
`);
  });

  it('makes headings bold, and nothing else', () => {
    const bold = helpText(made, 64, true);
    const headings = [...bold.matchAll(/^\u001b\[1m([^\u001b]+)\u001b\[0m/gm)].map(([, one]) => one);
    expect(headings).toEqual(['Usage:', 'Examples:', 'Arguments:', 'Options:', 'Global options:']);
    expect(bold.replace(/^\u001b\[1m([^\u001b]+)\u001b\[0m/gm, '$1')).toBe(helpText(made, 64));
  });

  it('fits a terminal of 80 columns and 24 rows, the prompt in one, but where the options alone take most of that', () => {
    const rows = (command: CommandDeclaration) => helpText(command, 80).trimEnd().split('\n').length;
    const long = COMMANDS.filter((command) => rows(command) > 23);
    expect(long.map(({ path, options }) => [path, options.length])).toEqual([['encrypt', 13]]);
  });

  it('has no columns and no line breaks of its own where text is read aloud', () => {
    const lines = helpText(made, Number.POSITIVE_INFINITY).split('\n');
    expect(lines).toContain('  high, where the light falls from a window: codeship-sec frame hill -t 6');
    expect(lines).toContain('  -t, --height <feet>: how high it hangs: 5 or 6 (default: 5)');
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
