import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, release, type } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const FILE = join(root, 'docs/benchmarks.md');

const HEAD = `# Benchmarks

Written by \`npm run bench\`; bench/README.md says how to read and repeat it. Each figure is a ratio of the two times of
a pair of runs side by side: the median, and in brackets between which values eight of ten pairs lie.
`;

/** @param rows the first is the head */
export function table(rows) {
  const [head, ...body] = rows.map((row) => `| ${row.join(' | ')} |`);
  return [head, `|${' --- |'.repeat(rows[0].length)}`, ...body].join('\n');
}

/** Puts a part's text in the place of its older one in docs/benchmarks.md, and prints it. */
export function publish(title, text, versions) {
  const [cpu] = cpus();
  const machine = `${cpu?.model ?? 'unknown processor'}, ${cpus().length} cores, ${type()} ${release()}`;
  const day = new Date().toISOString().slice(0, 10);
  const section = `## ${title}\n\n${day}; ${machine}; ${versions.join('; ')}.\n\n${text}\n`;
  process.stdout.write(`${section}\n`);
  const old = existsSync(FILE) ? readFileSync(FILE, 'utf8') : HEAD;
  const sections = old.split(/^(?=## )/m).slice(1);
  const at = sections.findIndex((one) => one.startsWith(`## ${title}\n`));
  sections.splice(at < 0 ? sections.length : at, at < 0 ? 0 : 1, `${section}\n`);
  writeFileSync(FILE, `${HEAD}\n${sections.join('').trimEnd()}\n`);
}
