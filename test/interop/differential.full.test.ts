/**
 * Signed messages that were changed at random, and what other programs say of them. Whatever is not said in the same way
 * by all has a reason in a table of docs/interop.md. MUTANTS=10000 tries so many of each kind of key; without it, there
 * are as many as a test has time for.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Mutant, mutantOf } from '../support/differential/mutants.js';
import { originalsBy } from '../support/differential/originals.js';
import { type Answer, type Program, programsFor } from '../support/differential/programs.js';
import { reasonOf } from '../support/differential/reasons.js';
import { trustOf, verdictOn } from '../support/messages.js';
import { root } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor } from '../support/vendor.js';

const COUNT = Number(process.env.MUTANTS ?? 100);
const AT_ONCE = 4;
const present = ['gpg', 'gpgv', 'sq', 'sqop', 'gosop', 'rnp'].map(requireTool).every(Boolean);

/** The reasons of the two tables: of what only others accept, and of what only this program accepts. */
const [onlyOthers, onlyOurs] = readFileSync(join(root, 'docs/interop.md'), 'utf8')
  .split(/^### /m)
  .slice(1)
  .map((table) =>
    [...table.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) => cell.slice(1, -1).split('`, `')),
  );

/** What is left of a text that each program ends in a way of its own. */
const text = (content: Uint8Array) =>
  Buffer.from(content)
    .toString('latin1')
    .replace(/[ \t\r]*\n/g, '\n')
    .trimEnd();

describe.skipIf(!present)('changed messages', () => {
  it.each([
    ['RSA', { type: 'rsa' }],
    ['Ed25519, as version 4 has it', { type: 'ecc', curve: 'ed25519Legacy' }],
  ] as const)(
    '%s: what programs disagree on is explained',
    { timeout: 10_000 + COUNT * 3_000 },
    async (_name, key) => {
      const vendor = await makeVendor(key);
      const trust = await trustOf(vendor);
      const originals = await originalsBy(vendor);
      const programs = programsFor(vendor);
      const unexplained: unknown[] = [];
      let accepted = 0;
      let next = 1;
      const compare = async (mutant: Mutant, program: Program, ours: Awaited<ReturnType<typeof judge>>) => {
        const answer = await program.ask(mutant);
        if (!answer) return;
        const { good, reason } = ours;
        const explained = good === answer.accepted || (good ? onlyOurs : onlyOthers)?.includes(reason);
        const same = !good || !answer.accepted || isSame(mutant, ours.content, answer);
        if (answer.accepted && good) accepted++;
        if (!explained || !same) {
          const { seed, original, steps } = mutant;
          unexplained.push({
            program: program.name,
            seed,
            original,
            steps,
            good,
            reason,
            same,
            words: answer.words,
          });
        }
      };
      const judge = async ({ message, data }: Mutant) => {
        const found = await verdictOn(message, trust, { data: data ?? Buffer.alloc(0) });
        // a detached signature of which the data is in no other file
        const good = found.verdict === 'good' && (data !== undefined || found.content !== null);
        return { good, reason: reasonOf(found), content: found.verdict === 'good' ? found.content : null };
      };
      const work = async () => {
        while (next <= COUNT) {
          const mutant = mutantOf(next++, originals);
          const ours = await judge(mutant);
          const asked = programs.filter(({ every }) => mutant.seed % every === 0);
          for (const program of asked) await compare(mutant, program, ours);
        }
      };
      await Promise.all(Array.from({ length: AT_ONCE }, work));
      expect(unexplained).toEqual([]);
      expect(accepted).toBeGreaterThan(COUNT / 4);
    },
  );
});

/** Where a program hands out what is signed, it must be the same as ours. */
function isSame({ data }: Mutant, ours: Uint8Array | null, { content }: Answer): boolean {
  if (data || !ours || content === undefined) return true;
  return text(ours) === text(content);
}
