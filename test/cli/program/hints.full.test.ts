import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PrivateKey, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { checkHints, hintFault } from '../../support/hints.js';
import { allVerbs, shellWords, usageError } from '../../support/program.js';
import { emptyFolder, type Result, run } from '../../support/run.js';
import { makeVendor, type TestVendor, writeBundle } from '../../support/vendor.js';

/** Lines that name no command of the program. */
const MISTYPED = ['nonsense', 'kye'];

/** Command lines that fail or have something to say: what they print is held to the form of messages. */
const LINES = [
  ...MISTYPED,
  'key exprot',
  'key --jsn',
  'key --color pink',
  'key export there',
  'key export -o exists',
  'key export -o folder',
  'key export -o missing/out',
  'key export -o loop',
  'key export -o',
  'key check --bundle missing',
  'key --bundle empty',
  'key --bundle mismatch',
  'key check --bundle mismatch',
  'contact --security-txt',
  'contact --expires 2030-01-31',
  'contact --security-txt --json',
  'contact --security-txt --expires soon',
  'contact --security-txt --expires 2001-01-01',
  'show nonsense',
  'show codeship',
  'show does',
  'show pgp',
  'show bakcup',
  'show 99',
  'show --width 3',
  'show --format pink',
  'show --json --format html',
  'toc --format pink',
  'search',
  'search zebra',
  'search --regex (',
  'completion csh',
  'encrypt report.txt',
  'encrypt --strict report.txt',
  'encrypt missing.txt',
  'encrypt folder',
  'encrypt report.txt exists -o out',
  'encrypt report.txt -o report.txt',
  'encrypt report.txt -o report.txt --force',
  'encrypt report.txt -o exists',
  'encrypt report.txt --json -o -',
  'encrypt --json',
  'encrypt --email report.txt --binary',
  'encrypt --sign-with missing report.txt',
  'encrypt --encrypt-to-self report.txt report.txt',
  'verify report.txt',
  'verify missing',
  'verify folder',
  'verify exists.asc',
  'verify report.txt exists.asc',
  'verify --signed report.txt',
  'verify --addressed report.txt',
  'verify --addressed -o out report.txt',
  'verify --addressed exists.asc report.txt',
  'verify --signature missing report.txt',
  'verify --json --output - report.txt',
  'verify --max-size huge report.txt',
  'key update report.txt',
  'key update missing',
];

let cwd: string;
let results: { line: string; result: Result }[];

beforeAll(async () => {
  cwd = emptyFolder();
  mkdirSync(join(cwd, 'folder'));
  mkdirSync(join(cwd, 'empty'));
  writeFileSync(join(cwd, 'report.txt'), 'a report\n');
  writeFileSync(join(cwd, 'exists'), '');
  writeFileSync(join(cwd, 'exists.asc'), '-----BEGIN PGP MESSAGE-----\n\nbroken\n');
  const [vendor, other] = await Promise.all([makeVendor(), makeVendor()]);
  const { certificate } = other;
  writeBundle(join(cwd, 'mismatch'), { certificate, fingerprint: vendor.fingerprint });
  results = [];
  for (const line of LINES) results.push({ line, result: await run(shellWords(line), { cwd }) });
}, 240_000);

/** What follows the label, line by line. */
function messages(label: string): { line: string; text: string }[] {
  return results.flatMap(({ line, result }) =>
    result.stderr
      .split('\n')
      .filter((text) => text.startsWith(`codeship-sec: ${label}`))
      .map((text) => ({ line, text: text.slice(`codeship-sec: ${label}`.length) })),
  );
}

/** Lines without a label. */
const information = () => messages('').filter(({ text }) => !/^(error|warning|hint): /.test(text));

describe('messages', () => {
  it('are those of commands that there are: a line for any other would say only that there is none', () => {
    const known = allVerbs().map(({ path }) => path[0]);
    const unknown = LINES.filter((line) => !known.includes(shellWords(line)[0]));
    expect(unknown).toEqual(MISTYPED);
  });

  it('every line says who speaks, and nothing but messages is on stderr', () => {
    for (const { line, result } of results) {
      for (const text of result.stderr.split('\n').slice(0, -1)) {
        expect(text, line).toMatch(/^codeship-sec: (error: |warning: |hint: )?\S/);
      }
      expect(result.stderr, line).toMatch(/^$|\n$/);
    }
  });

  it('are in lower case, without a full stop', () => {
    for (const { line, text } of [...messages('error: '), ...messages('warning: '), ...information()]) {
      expect(text, line).not.toMatch(/[.!]$/);
      expect(text, line).not.toMatch(/^[A-Z][a-z]/);
      expect(text, line).not.toMatch(/[a-z]\. [A-Z]/);
    }
  });

  it('an error comes first, once, and its status is not 0', () => {
    for (const { line, result } of results) {
      const errors = result.stderr.match(/^codeship-sec: error: /gm)?.length ?? 0;
      expect(errors, line).toBeLessThanOrEqual(1);
      if (errors === 1) expect(result.status, line).not.toBe(0);
    }
  });

  it('no run is a fault of the program', () => {
    for (const { line, result } of results) expect(result.status, line).not.toBe(70);
  });
});

describe('hints', () => {
  /** Each line that is printed as a hint. */
  const commands = () => messages('hint: ').map(({ line, text }) => ({ line, command: text }));

  it('there are many', () => {
    expect(commands().length).toBeGreaterThan(30);
  });

  it('a usage error has one, or words on what to do, and an output that may not be written', () => {
    for (const { line, result } of results) {
      if (![2, 59].includes(result.status ?? 0)) continue;
      expect(result.stderr, line).toMatch(/^codeship-sec: (?!error: |warning: )/m);
    }
  });

  it('do what they promise: none is a usage error when it is run', async () => {
    const ours = new Set(commands().map(({ command }) => command));
    expect(ours.size).toBeGreaterThan(10);
    for (const command of ours) {
      if (!command.startsWith('codeship-sec ')) continue;
      const result = await run(shellWords(command).slice(1), { cwd });
      expect(result.status, `${command}\n${result.stderr}`).not.toBe(2);
      expect(result.status, command).not.toBe(70);
    }
  }, 240_000);

  it('those for the shell of the system run in it', () => {
    const shell = new Set(commands().map(({ command }) => command));
    const ran = [...shell].filter((command) => /^(ls|mkdir|tar|date) /.test(command));
    expect(ran.length).toBeGreaterThan(2);
    for (const command of ran) {
      const { status, stderr } = spawnSync('sh', ['-c', command], { cwd, encoding: 'utf8' });
      // what is looked for may not be there
      if (!command.startsWith('ls ')) expect(status, `${command}: ${stderr}`).toBe(0);
      expect([126, 127], command).not.toContain(status);
    }
  });
});

describe('hints of a run with --bundle DIR', () => {
  const DAY = 86_400_000;
  const expired = { date: new Date(Date.now() - 90 * DAY), keyExpirationTime: (30 * DAY) / 1000 };

  /** Commands of ours in what was said, but for those that ask for help. */
  const commandsIn = ({ stderr }: Result) =>
    [...stderr.matchAll(/codeship-sec (?!.*--help)(?:encrypt|key|contact|show|toc|search)\b.*/g)].map(
      ([command]) => command,
    );

  it('name it too, quoted for a shell', async () => {
    const [late, revoked, strong] = await Promise.all([
      makeVendor({ type: 'ecc', ...expired }),
      makeVendor({ type: 'ecc' }),
      makeVendor({ type: 'ecc' }),
    ]);
    const { publicKey } = await revokeKey({ key: revoked.privateKey, format: 'object' });
    const dir = (name: string, certificate: string, { fingerprint }: TestVendor) => {
      const path = join(cwd, `it's ${name}`);
      writeBundle(path, { certificate, fingerprint });
      return path;
    };
    const [old, gone, good] = [
      dir('old', late.certificate, late),
      dir('gone', publicKey.armor(), revoked),
      dir('good', strong.certificate, strong),
    ];
    writeFileSync(join(cwd, 'newer.asc'), await renewed(strong.privateKey));
    const env = { XDG_DATA_HOME: join(cwd, 'data') };
    const lines: [string[], string][] = [
      [['encrypt', '--strict', 'report.txt', '--bundle', old], 'encrypt report.txt'],
      [['encrypt', 'report.txt', '--bundle', gone], 'contact'],
      [[`--bundle=${gone}`, 'encrypt', 'report.txt'], 'contact'],
      [['contact', '--expires', '2030-01-31', '--bundle', good], 'contact --expires'],
      [['contact', '--security-txt', '--bundle', good], ''],
      [['contact', '--security-txt', '--json', '--bundle', good], 'contact --json'],
      [['show', '--width', '3', '--bundle', good], 'show --width'],
      [['show', '--json', '--format', 'html', '--bundle', good], 'show --json'],
      [['search', 'zebra', '--bundle', good], 'toc'],
      [['key', 'update', 'newer.asc', '--bundle', good], ''],
      [['key', '--bundle', good], 'key reset'],
    ];
    for (const [args, hinted] of lines) {
      const result = await run(args, { cwd, env });
      const commands = commandsIn(result);
      const shown = `--bundle '${(args.at(-1) === 'report.txt' ? gone : args.at(-1))?.replace("'", "'\\''")}'`;
      if (hinted) expect(commands.join('\n'), result.stderr).toContain(`codeship-sec ${hinted}`);
      for (const command of commands) expect(command, args.join(' ')).toContain(shown);
    }
  });
});

/** The vendor's certificate with a new subkey. */
async function renewed(key: PrivateKey): Promise<string> {
  return (await key.addSubkey({ type: 'ecc' })).toPublic().armor();
}

describe('usageError, which these tests rest on', () => {
  it('takes what the program takes and nothing else', () => {
    expect(usageError('codeship-sec key export -o FILE')).toBeUndefined();
    expect(usageError('codeship-sec --help')).toBeUndefined();
    expect(usageError('codeship-sec key exprot')).toMatch(/too many arguments/);
    expect(usageError('codeship-sec key --jsn')).toMatch(/unknown option/);
    expect(usageError('gpg --import')).toMatch(/not a command of ours/);
  });

  it('and what every run is held to: a hint is a command, without a placeholder', () => {
    const fault = (hint: string, ...args: string[]) => hintFault(hint, args);
    expect(fault('codeship-sec key export -o out')).toBeUndefined();
    expect(fault('ls -l folder')).toBeUndefined();
    expect(fault('codeship-sec search PGP', 'show', 'PGP')).toBeUndefined();
    expect(fault('codeship-sec key export -o FILE')).toMatch(/placeholder/);
    expect(fault('gpg --export YOUR-ADDRESS')).toMatch(/placeholder/);
    expect(fault('name another output')).toMatch(/name is no program/);
    expect(fault('for the rest: codeship-sec toc')).toMatch(/for is no program/);
    expect(fault('codeship-sec key exprot')).toMatch(/too many arguments/);
    const screen = 'codeship-sec: hint: \n  codeship-sec nonsense\n';
    expect(() => checkHints(['show'], screen)).toThrow(/does not run: codeship-sec nonsense/);
  });

  it('reads words as a shell does', () => {
    expect(shellWords("a 'b c' d\\ e 'f'\\''g' | h")).toEqual(['a', 'b c', 'd e', "f'g"]);
  });
});
