// The same by other versions of Node.js, where they are installed: see README.md.
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { gpg, launcher, makeVendor, randomFile, root, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

const VERSIONS = ['20', '22', '24'];
const pathOf = (version) => join(root, 'bench/nodes/node_modules', `node-${version}`, 'bin/node');

export function nodes({ times = 15 }) {
  const [empty, report] = [join(work, 'empty.cjs'), join(work, 'report.txt')];
  writeFileSync(empty, '');
  writeFileSync(report, 'x'.repeat(4096));
  const large = randomFile('in256', 256);
  const theirs = gpg('--yes', '-z', '0', '-r', makeVendor().fingerprint, '-o', '/dev/null', '--encrypt');
  const rows = [['Node.js', 'bare', 'toc / bare', 'encrypt (4 KB) / bare', '256 MiB, binary, to null / gpg']];
  for (const version of VERSIONS) {
    const node = pathOf(version);
    if (!existsSync(node)) {
      rows.push([version, 'missing', '', '', '']);
      continue;
    }
    const program = (...args) => ({ argv: [node, launcher, ...args], fresh: [`${report}.asc`] });
    const small = interleaved(
      { bare: { argv: [node, empty] }, toc: program('toc'), encrypt: program('encrypt', report) },
      times,
    );
    const binary = program('encrypt', '-q', '--binary', '-o', '/dev/null', large);
    const bulk = interleaved({ ours: binary, gpg: { argv: [...theirs, large] } }, Math.ceil(times / 3));
    rows.push([
      spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim(),
      `${(median(small.bare.map((one) => one.seconds)) * 1000).toFixed(0)} ms`,
      ratio(small.toc, small.bare),
      ratio(small.encrypt, small.bare),
      ratio(bulk.ours, bulk.gpg),
    ]);
  }
  publish('Versions of Node.js', table(rows), versionsOf('gpg'));
}
