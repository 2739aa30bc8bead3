import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { COMMANDS, optionsOf } from '../../../src/declared/index.js';
import { found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { type Choice, choiceFrom, hostileText } from '../../support/choice.js';
import { layOut } from '../../support/everyday.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { filesBelow, isTemporary } from '../../support/work.js';

export const OPTIONS: Row[] = [
  {
    name: 'fuzz-options',
    title: 'Random command lines',
    meaning:
      'Random commands, options, values and words, known and unknown, joined and apart, and file names full of control characters. No file turns up that no word of the line named.',
    tries: 10_000,
    prepare: prepareOptions,
  },
];

const FILES = [
  'report.txt',
  'message.asc',
  'newer.asc',
  'bundle',
  'bundle/vendor.asc',
  'missing',
  '.',
  '-',
  '',
];
const NUMBERS = ['0', '1', '-1', '1e9', '20', '99999999999999999999', 'NaN', '0x10', '64M', '-5'];
const WORDS = [
  'intro',
  'contact',
  'key',
  'help',
  '--',
  'bash',
  'plain',
  'json',
  'never',
  '2030-01-31',
  'out',
];
const ALL_OPTIONS = COMMANDS.flatMap((command) => optionsOf(command));

function value(choice: Choice): string {
  return choice.pick([
    () => choice.pick(FILES),
    () => choice.pick(NUMBERS),
    () => choice.pick(WORDS),
    () => hostileText(choice).replaceAll('\0', ''),
    () => 'x'.repeat(choice.pick([1, 255, 256, 5000])),
  ])();
}

function option(choice: Choice, command: (typeof COMMANDS)[number]): string[] {
  const {
    long,
    short,
    value: takes,
    choices,
  } = choice.pick(choice.odd(0.8) ? optionsOf(command) : ALL_OPTIONS);
  const name = short !== undefined && choice.odd(0.4) ? short : long;
  const cut = choice.odd(0.1) ? name.slice(0, -1) : name;
  if (takes === undefined && choice.odd(0.95)) return [cut];
  const given = choices !== undefined && choice.odd(0.6) ? choice.pick(choices) : value(choice);
  return choice.pick([() => [cut, given], () => [`${cut}=${given}`], () => [cut], () => [cut + given]])();
}

/** A command line that is nearly one. */
function commandLine(choice: Choice): string[] {
  const command = choice.pick(COMMANDS);
  const words = [command.path.split(' ')];
  for (let count = choice.below(4); count > 0; count--) words.push(option(choice, command));
  for (let count = choice.below(3); count > 0; count--) words.push([value(choice)]);
  if (choice.odd(0.5)) words.push(['--bundle', 'bundle']);
  if (choice.odd(0.1)) words.reverse();
  // as a system hands words over: no NUL in them, no half of a character
  return words
    .flat()
    .filter((word) => !word.includes('\0'))
    .map((word) => word.toWellFormed());
}

async function prepareOptions(world: World): Promise<Prepared> {
  const known = ['report.txt', 'message.asc', 'newer.asc', 'bundle/vendor.asc', 'bundle/page.md'];
  const before = new Map<string, Set<string>>();
  return inLanes(
    world,
    async ({ folder, run }, seed) => {
      const args = commandLine(choiceFrom(seed));
      const ended = await run(args);
      const findings = lookAtRun(ended, { bytes: isForMachines(args) });
      const here = before.get(folder);
      // to a system several slashes are one
      const words = args.map((word) => word.replace(/\/+/g, '/'));
      for (const path of filesBelow(folder)) {
        if (here?.has(path)) continue;
        const named = words.some(
          (word) => word !== '' && path.startsWith(word.slice(-path.length).slice(0, 255)),
        );
        const made = /\.(asc|gpg)$/.test(path) || path.startsWith('data') || words.join('\0').includes(path);
        if (isTemporary(path) || !(named || made))
          findings.push(found('left', `${path}: ${JSON.stringify(args)}`));
        rmSync(join(folder, path), { recursive: true, force: true });
      }
      for (const path of known)
        if (!existsSync(join(folder, path)) || readFileSync(join(folder, path)).length === 0)
          findings.push(found('lost', `${path}: ${JSON.stringify(args)}`));
      layOut(folder, world);
      return findings;
    },
    ({ folder }) => {
      layOut(folder, world);
      writeFileSync(join(folder, 'missing.txt'), 'not missing\n');
      before.set(folder, new Set(filesBelow(folder)));
    },
  );
}

/** What these print may be data: a message, a certificate; and the page as it stands. */
const isForMachines = (args: readonly string[]) => args[0] === 'encrypt' || args.includes('export');
