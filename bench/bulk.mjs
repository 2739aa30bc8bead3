// How fast large files are encrypted, beside other programs; and the most memory that it takes.
import { spawnSync } from 'node:child_process';
import { rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, run, work } from './measure.mjs';
import { gpg, installed, makeVendor, opensslRate, ours, prepare, randomFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

let vendor;

export function bulk({ times = 9 }) {
  vendor ??= makeVendor();
  const rows = [['what', 'program', 'time', 'ours / theirs', 'CPU ours / theirs', 'peak memory', 'goal']];
  const small = randomFile('in256', 256);
  rows.push(...compare('256 MiB, binary', programs(small, false), times, { gpg: 1 }));
  rows.push(...compare('256 MiB, armored', programs(small, true), times, { gpg: 0.42, rnp: 0.62 }));
  rmSync(small);
  const large = randomFile('in1024', 1024);
  const { ours: us, gpg: them } = programs(large, false);
  const few = Math.max(3, Math.round(times / 2));
  rows.push(...compare('1 GiB, binary', { ours: us, gpg: them }, few, { gpg: 0.68 }));
  const toNull = { argv: us.argv.map((word) => (us.fresh.includes(word) ? '/dev/null' : word)) };
  const rates = Array.from({ length: few }, () => ({
    cipher: opensslRate(),
    toFile: 1073.74 / run(us).seconds,
    toNull: 1073.74 / run(toNull).seconds,
  }));
  rmSync(large);
  const rate = (name) => `${median(rates.map((one) => one[name])).toFixed(0)} MB/s`;
  const share = (name) => median(rates.map((one) => one[name] / one.cipher)).toFixed(2);
  const text = `${times} runs of each. 1 GiB, binary, from start to end: ${rate('toFile')} to a file, ${share('toFile')} of the rate of \`openssl speed -evp aes-256-cfb\` (${rate('cipher')}, which reads and writes nothing; goal 0.95), and ${rate('toNull')} to the null device, ${share('toNull')}. Peak memory as GNU time reports it (goal 100 MB).`;
  publish(
    'Encrypting large files',
    `${text}\n\n${table(rows)}`,
    versionsOf('gpg', 'rnp', 'sq', 'age', 'openssl'),
  );
}

/** The same work by each program that is there: to one RSA key, nothing compressed. */
function programs(file, armor) {
  const out = (name) => join(work, `out.${name}`);
  const { certificate, fingerprint } = vendor;
  const armored = (flag) => (armor ? [flag] : []);
  const all = {
    ours: ours('encrypt', '-q', ...(armor ? [] : ['--binary']), '-o', out('ours'), file),
    gpg: gpg('-z', '0', ...armored('--armor'), '-r', fingerprint, '-o', out('gpg'), '--encrypt', file),
    rnp: [
      ...[
        'rnp',
        '--homedir',
        work,
        '--keyfile',
        certificate,
        '-r',
        fingerprint,
        '-z',
        '0',
        ...armored('--armor'),
      ],
      ...['--encrypt', file, '--output', out('rnp')],
    ],
    sq: [
      ...['sq', 'encrypt', ...(armor ? [] : ['--binary']), '--compression', 'none'],
      ...['--recipient-cert', certificate, '-o', out('sq'), file],
    ],
    age: ['age', ...armored('--armor'), '-r', ageRecipient(), '-o', out('age'), file],
  };
  // sq 0.27 takes a minute for 256 MiB of armor
  const wanted = Object.entries(all).filter(([name]) => !(armor && name === 'sq'));
  const there = wanted.filter(([name]) => name === 'ours' || installed[name]);
  return Object.fromEntries(there.map(([name, argv]) => [name, { argv, fresh: [out(name)] }]));
}

let recipient;
function ageRecipient() {
  if (!installed.age) return '';
  recipient ??= /age1\w+/.exec(spawnSync('age-keygen', { encoding: 'utf8' }).stderr)?.[0];
  return recipient;
}

function compare(what, commands, times, goals) {
  const runs = interleaved(commands, times, true);
  for (const { fresh } of Object.values(commands)) for (const path of fresh) rmSync(path, { force: true });
  return Object.keys(commands).map((name) => [
    what,
    name,
    `${median(runs[name].map((one) => one.seconds)).toFixed(2)} s`,
    name === 'ours' ? '' : ratio(runs.ours, runs[name]),
    name === 'ours' ? '' : ratio(runs.ours, runs[name], (one) => one.cpu),
    runs[name][0]?.memory ? `${Math.max(...runs[name].map((one) => one.memory)).toFixed(0)} MiB` : '',
    goals[name] ?? '',
  ]);
}

/** More than 32 bits of length, once, and back through gpg. */
export function huge() {
  vendor ??= makeVendor();
  const file = join(work, 'in4097');
  writeFileSync(file, '');
  truncateSync(file, 4097 * 2 ** 20); // a file of zeros that takes no room
  const command = ours('encrypt', '-q', '--binary', '--bundle', vendor.bundle, '-o', '-', file);
  const started = performance.now();
  const pipe = '"$@" | gpg --homedir "$GNUPGHOME" --batch -q -d | cmp - "$FILE"';
  const env = { ...process.env, GNUPGHOME: join(work, 'gnupg'), FILE: file };
  prepare(['bash', '-c', `set -o pipefail; ${pipe}`, 'sh', ...command], { env });
  const seconds = (performance.now() - started) / 1000;
  publish(
    'More than 4 GiB',
    `4,097 MiB through \`encrypt\`, a pipe and \`gpg --decrypt\`: the same bytes, in ${seconds.toFixed(0)} s.`,
    versionsOf('gpg'),
  );
}

/** The cost of a byte must not depend on how many there are. */
export function growth({ times = 5 }) {
  vendor ??= makeVendor();
  const sizes = [64, 256, 1024];
  const commands = {};
  for (const size of sizes) commands[`${size} MiB`] = programs(randomFile(`in${size}`, size), false).ours;
  const runs = interleaved(commands, times, true);
  const rows = Object.entries(runs).map(([name, all]) => {
    const seconds = median(all.map((one) => one.seconds));
    const memory = Math.max(...all.map((one) => one.memory ?? 0)).toFixed(0);
    return [
      name,
      `${seconds.toFixed(2)} s`,
      `${((seconds * 1000) / Number.parseInt(name, 10)).toFixed(2)} ms`,
      `${memory} MiB`,
    ];
  });
  publish('Growth', table([['binary', 'time', 'for each MiB', 'peak memory'], ...rows]), versionsOf());
}
