import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { type Choice, choiceFrom, hostileText } from '../../support/choice.js';
import { leftBehind } from '../../support/jobs.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { writeBundle } from '../../support/vendor.js';
import { damage } from './messages.js';

export const BUNDLES: Row[] = [
  {
    name: 'fuzz-bundle',
    title: 'Random bundles',
    meaning:
      'A bundle.json with fields of wrong types, hostile texts, paths that lead out of its folder, unknown and missing fields, or damaged bytes, given to each command that reads it. No file outside of the folder is shown, and no line of a message or of security.txt is made up by a field.',
    tries: 10_000,
    prepare: prepareBundles,
  },
];

const SECRET = 'TOP-SECRET-TEXT';
const PATHS = [
  '../secret',
  'link',
  '/etc/passwd',
  'page.md',
  'vendor.asc',
  '.',
  '..',
  '',
  'bundle.json',
  './page.md',
];

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

function value(choice: Choice, depth = 0): Json {
  const { pick, below, odd } = choice;
  const inside = () => value(choice, depth + 1);
  return pick<() => Json>([
    () => hostileText(choice),
    () => pick(PATHS),
    () =>
      pick([
        '2026-01-31',
        '2026',
        'https://example.com/',
        'mailto:a@b.example',
        'security@example.com',
        'encrypt',
      ]),
    () => pick([null, true, 0, -1, 1e308, '']),
    () => (depth > 3 ? [] : Array.from({ length: below(4) }, inside)),
    () =>
      depth > 3 ? {} : Object.fromEntries(FIELDS.filter(() => odd(0.15)).map((name) => [name, inside()])),
    () => 'x'.repeat(pick([300, 20_000])),
  ])();
}

/** All that a bundle may hold, and what it may not. */
const FIELDS = [
  ...[
    'name',
    'address',
    'page',
    'file',
    'url',
    'date',
    'format',
    'key',
    'keys',
    'fingerprint',
    'use',
    'site',
    'baseurl',
  ],
  ...[
    'notices',
    'text',
    'source',
    'short',
    'contacts',
    'successor',
    'securityTxt',
    'canonical',
    'preferredLanguages',
  ],
  ...[
    'acknowledgments',
    'policy',
    'hiring',
    'csaf',
    'expires',
    '__proto__',
    'constructor',
    'toString',
    'unknown',
  ],
];

function manifest(choice: Choice, fingerprint: string): Json {
  const { pick, odd } = choice;
  const whole: Record<string, Json> = {
    name: 'Example',
    address: 'security@example.com',
    page: { file: 'page.md', url: 'https://example.com/security/', date: '2026-01' },
    key: { file: 'vendor.asc', fingerprint, url: 'https://example.com/key.asc' },
    site: { url: 'https://example.com', baseurl: '' },
    notices: [{ date: '2026-01-31', text: 'A notice', source: 'https://example.com/', short: 'a notice' }],
    expires: '2030-01-31T00:00:00Z',
  };
  for (let count = 1 + choice.below(3); count > 0; count--) {
    const name = odd(0.8) ? pick(Object.keys(whole)) : pick(FIELDS);
    const old = Object.hasOwn(whole, name) ? whole[name] : undefined;
    const inner = Array.isArray(old) ? old[0] : old;
    if (inner !== null && typeof inner === 'object' && !Array.isArray(inner) && odd(0.8)) {
      const field = odd(0.8) ? pick(Object.keys(inner)) : pick(FIELDS);
      Object.defineProperty(inner, field, { value: value(choice), enumerable: true, configurable: true });
    } else if (odd(0.1)) delete whole[name];
    else
      Object.defineProperty(whole, name, {
        value: value(choice),
        enumerable: true,
        configurable: true,
        writable: true,
      });
  }
  return whole;
}

async function prepareBundles(world: World): Promise<Prepared> {
  const { vendor } = world;
  const contact = [
    'contact',
    'contact --json',
    'contact --security-txt',
    'contact --security-txt --expires 2030-01-31',
  ];
  const key = [
    'key',
    'key --json',
    'key check',
    'encrypt report -f -o out',
    'encrypt report -f -o out --json',
  ];
  const page = [
    'show',
    'show --format html',
    'show --json',
    'toc',
    'search a',
    'verify message',
    'verify message --json',
  ];
  const lines = [...contact, ...contact, ...key, ...page];
  return inLanes(
    world,
    async ({ folder, run }, seed) => {
      const choice = choiceFrom(seed);
      const json = Buffer.from(
        JSON.stringify(manifest(choice, vendor.fingerprint), null, choice.pick([0, 2])),
      );
      writeFileSync(join(folder, 'bundle/bundle.json'), choice.odd(0.2) ? damage(json, seed, [json]) : json);
      const args = choice.pick(lines).split(' ');
      const ended = await run([...args, '--bundle', 'bundle']);
      const findings = [...lookAtRun(ended), ...leftBehind(folder)];
      const printed = ended.stdout.toString();
      if (printed.includes(SECRET))
        findings.push(found('fooled', `a file outside is shown by ${args.join(' ')}`));
      if (args.includes('--security-txt')) {
        const line = printed.split('\n').find((one) => one !== '' && !SECURITY_TXT.test(one));
        if (line !== undefined)
          findings.push(found('fooled', `a line in security.txt: ${JSON.stringify(line)}`));
      }
      if (/^(?!codeship-sec: )./m.test(ended.stderr))
        findings.push(found('fooled', `a line of its own: ${JSON.stringify(ended.stderr.slice(0, 400))}`));
      return findings;
    },
    ({ folder }) => {
      writeBundle(join(folder, 'bundle'), vendor);
      writeFileSync(join(folder, 'secret'), `# ${SECRET}\n`);
      symlinkSync('../secret', join(folder, 'bundle/link'));
      writeFileSync(join(folder, 'report'), 'a report\n');
      writeFileSync(join(folder, 'message'), vendor.signedText);
    },
  );
}

/** RFC 9116 section 2.2: comments and fields, and no `Contact` to which nobody is reached by the bundle. */
const SECURITY_TXT =
  /^(#|(?:Contact|Expires|Encryption|Canonical|Policy|Preferred-Languages|Acknowledgments|Hiring|CSAF): (?!.*evil@example\.com.*evil@example\.com))/;
