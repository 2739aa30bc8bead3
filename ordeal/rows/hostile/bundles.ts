import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Finding, found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { HOSTILE_TEXTS } from '../../support/choice.js';
import { leftBehind } from '../../support/jobs.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { writeBundle } from '../../support/vendor.js';

export const HOSTILE_BUNDLES: Row[] = [
  {
    name: 'hostile-bundle',
    title: 'Hostile texts in each field of a bundle',
    meaning:
      'Each of the control characters and of the texts that end a line, a field, a tag or a word for a shell, in each field of bundle.json, shown by each command that reads it. Lines of messages and of security.txt stay those of the program.',
    tries: 0,
    prepare: prepareBundles,
  },
  {
    name: 'hostile-name',
    title: 'Hostile names of files',
    meaning:
      'The same texts as names of reports, outputs, messages, keys and bundles, as long as the system takes: what is written is whole, and nothing else is.',
    tries: 0,
    prepare: prepareNames,
  },
];

type Fields = Record<string, unknown>;

/** Puts a text into one field of a whole bundle. */
const FIELDS: ((text: string) => Fields)[] = [
  (text) => ({ name: `Example ${text}` }),
  (text) => ({ address: `a${text}@example.com` }),
  (text) => ({ address: text }),
  (text) => ({ page: { file: 'page.md', url: `https://example.com/${text}` } }),
  (text) => ({ page: { file: 'page.md', date: text } }),
  (text) => ({ page: { file: text } }),
  (text) => ({ site: { url: `https://example.com/${text}`, baseurl: '' } }),
  (text) => ({ site: { url: 'https://example.com', baseurl: text } }),
  (text) => ({ notices: [{ date: text, text, source: `https://example.com/${text}`, short: text }] }),
  (text) => ({ notices: [{ date: '2026-01-31', text, source: text }] }),
  (text) => ({ expires: text }),
  (text) => ({
    contacts: [`mailto:a${text}@example.com`, `https://example.com/${text}`],
    address: undefined,
  }),
  (text) => ({
    successor: { name: text, address: `b${text}@example.com`, source: `https://example.com/${text}` },
  }),
  (text) => ({
    securityTxt: { canonical: [`https://example.com/${text}`], preferredLanguages: text, policy: [text] },
  }),
  (text) => ({ [text]: text }),
];

const LINES = [
  ...[
    'contact',
    'contact --json',
    'contact --security-txt --expires 2030-01-31',
    'key',
    'key --json',
    'toc --json',
  ],
  ...[
    'encrypt report -f -o out',
    'encrypt report -f -o out --json',
    'show',
    'show --format html',
    'verify message',
  ],
].map((line) => line.split(' '));

/** What is wrong with lines that a text may have added. */
function lookAtLines(stderr: string, stdout: string, isSecurityTxt: boolean): Finding[] {
  const findings: Finding[] = [];
  if (stderr.split('\n').some((line) => line !== '' && !line.startsWith('codeship-sec: ')))
    findings.push(found('fooled', `a line of its own: ${JSON.stringify(stderr.slice(0, 400))}`));
  const evil = /^(?:Contact: mailto:evil@|Bcc: )/m;
  if (isSecurityTxt && evil.test(stdout))
    findings.push(found('fooled', 'a field of its own in security.txt'));
  return findings;
}

async function prepareBundles(world: World): Promise<Prepared> {
  const all = FIELDS.flatMap((field) =>
    HOSTILE_TEXTS.flatMap((text) => LINES.map((args) => ({ field, text, args }))),
  );
  const made = inLanes(
    world,
    async ({ folder, run }, _seed, at) => {
      const { field, text, args } = all[at] as (typeof all)[number];
      writeBundle(join(folder, 'bundle'), world.vendor, { changes: field(text) });
      const ended = await run([...args, '--bundle', 'bundle']);
      const findings = [...lookAtRun(ended), ...leftBehind(folder)];
      findings.push(...lookAtLines(ended.stderr, ended.stdout.toString(), args.includes('--security-txt')));
      return findings.map(({ kind, what }) => found(kind, `${JSON.stringify(field(text))}: ${what}`));
    },
    ({ folder }) => {
      writeFileSync(join(folder, 'report'), 'a report\n');
      writeFileSync(join(folder, 'message'), world.vendor.signedText);
    },
  );
  return { ...made, all: all.length };
}

/** A name that a file can have; with letters around, and alone. */
const NAMES = HOSTILE_TEXTS.filter((text) => !/[\0/]|^-$/.test(text)).flatMap((text) => [`a${text}b`, text]);
const USES: ((name: string) => string[])[] = [
  (name) => ['encrypt', name],
  (name) => ['encrypt', `./${name}`, '-o', `./${name}.out`],
  (name) => ['encrypt', 'report', '--json', '-o', `./${name}.out`],
  (name) => ['encrypt', 'report', '-o', 'out', '--sign-with', name],
  (name) => ['encrypt', 'report', '-o', 'out', '--encrypt-to-self', name],
  (name) => ['encrypt', 'report', '-o', 'out', '--set-filename', name],
  (name) => ['verify', name],
  (name) => ['verify', `./${name}`, '--json'],
  (name) => ['verify', 'message', '--signature', name],
  (name) => ['key', 'update', name],
  (name) => ['contact', '--bundle', `./${name}.d`],
  (name) => ['show', name],
  (name) => ['search', name],
];

async function prepareNames(world: World): Promise<Prepared> {
  const { vendor } = world;
  const all = NAMES.flatMap((name) => USES.map((use) => ({ name, args: use(name) })));
  let count = 0;
  const made = inLanes(world, async ({ folder, run }, _seed, at) => {
    const { name, args } = all[at] as (typeof all)[number];
    const place = `in-${++count}`;
    mkdirSync(join(folder, place));
    writeFileSync(join(folder, place, name), vendor.signedText);
    for (const one of ['report', 'message']) writeFileSync(join(folder, place, one), vendor.signedText);
    writeBundle(join(folder, place, `${name}.d`), vendor);
    const given = args.map((word) => (isPath(word, name) ? `${place}/${word}` : word));
    const bundle = args.includes('--bundle') ? [] : ['--bundle', vendor.bundle];
    const ended = await run([...given, ...bundle]);
    const findings = [...lookAtRun(ended), ...leftBehind(folder)];
    if (/^(?!codeship-sec: )./m.test(ended.stderr))
      findings.push(found('fooled', `a line of its own: ${JSON.stringify(ended.stderr.slice(0, 400))}`));
    return findings;
  });
  return { ...made, all: all.length };
}

/** `show` and `search` take the words as they are. */
const isPath = (word: string, name: string) =>
  ['report', 'message', 'out', `./${name}`, `./${name}.out`, `./${name}.d`].includes(word);
