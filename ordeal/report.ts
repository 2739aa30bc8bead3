import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { type } from 'node:os';
import { join } from 'node:path';
import { openpgpVersion, version } from '../src/version.js';
import { KINDS } from './finding.js';
import type { Outcome } from './outcome.js';

const countOf = ({ findings }: Outcome, kind: string) => findings.filter((one) => one.kind === kind).length;

/** One line of the table. */
export function tableLine(outcome: Outcome): string {
  const { row, tries, skipped } = outcome;
  const cells =
    skipped === undefined ? [tries, ...KINDS.map((kind) => countOf(outcome, kind))] : ['not tried'];
  return `| ${[row.title, ...cells].join(' | ')} |`;
}

const HEAD = `# Reliability

Written by \`npm run ordeal\`, which puts the built program into the kinds of trouble below; ordeal/README.md says how to
repeat it, in whole or row by row. Each row is a kind of trouble, and says how often it was tried and what came of it.
The goal in every row and column is 0.

| column | what is counted |
| --- | --- |
| fooled | something was called good, or was taken over, that its owner did not sign; or a file was written that was not to be |
| lost | a half or wrong file under its final name, an older file or a stored key that is gone, bytes that did not arrive without exit status 74 |
| left | a temporary file that is still there |
| raw | a control character of a message, page, name or bundle in something that is made for reading |
| hung | not at its end after 10 seconds of processor time, or after a minute |
| crashed | exit status 70, a status that is not in the contract, or a stack trace |
`;

/** Writes docs/reliability.md. */
export function publish(root: string, outcomes: readonly Outcome[], seed: number): void {
  const day = new Date().toISOString().slice(0, 10);
  const commit = commitIn(root);
  const built = commit === '' ? '' : ` (commit ${commit})`;
  const versions = `codeship-sec ${version}${built}, Node.js ${process.versions.node}, OpenPGP.js ${openpgpVersion}, ${type()}`;
  const minutes = Math.round(outcomes.reduce((sum, { took }) => sum + took, 0) / 60);
  const tries = outcomes.reduce((sum, one) => sum + one.tries, 0).toLocaleString('en');
  const head = ['trouble', 'tries', ...KINDS];
  const table = [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...outcomes.map(tableLine)];
  const text = [
    HEAD,
    `## The figures\n`,
    `${day}; ${versions}; ${tries} tries from seed ${seed} on, in ${minutes} minutes.\n`,
    `${table.join('\n')}\n`,
    `## What each row means\n`,
    ...outcomes.map(rowText),
  ];
  writeFileSync(join(root, 'docs/reliability.md'), `${text.join('\n').trimEnd()}\n`);
}

function rowText({ row, skipped, note }: Outcome): string {
  const more = [
    note === undefined ? '' : ` (In this run: ${note}.)`,
    skipped === undefined ? '' : ` Not tried in this run: ${skipped}.`,
  ];
  return `- **${row.title}** (\`${row.name}\`). ${row.meaning}${more.join('')}`;
}

/** The commit that was built; empty where there is no repository. */
export function commitIn(root: string): string {
  try {
    const args = ['-C', root, 'rev-parse', '--short=10', 'HEAD'];
    return execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return '';
  }
}
