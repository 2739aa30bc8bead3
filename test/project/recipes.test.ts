import { chmodSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { blocksOf } from '../support/documents.js';
import { recipes, runRecipe } from '../support/recipe.js';
import { emptyFolder, root, scrubbed } from '../support/run.js';

/** The script of the job's last step, without what its YAML indents it by. */
function scriptOfJob(): string {
  const [, block = ''] = /- run: \|\n((?: {10}.*\n)+)/.exec(recipes) ?? [];
  return block.replace(/^ {10}/gm, '');
}

/** Runs a script as GitHub Actions does, over a vendor of the examples; the clock stands on the first of December 2026. */
async function runScript(script: string, vendor: string): Promise<number> {
  const cwd = emptyFolder();
  cpSync(join(root, 'test/fixtures/vendors', vendor), join(cwd, 'acme'), { recursive: true });
  mkdirSync(join(cwd, '.well-known'));
  const publish =
    'codeship-sec --bundle acme contact --security-txt --expires 2027-06-30 > .well-known/security.txt';
  const clock = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/clock.cjs')}`;
  const env = { TEST_CLOCK: '2026-12-01T00:00:00Z', NODE_OPTIONS: clock };
  return (await runRecipe(`${publish}\n${script}`, cwd, env)).status;
}

describe.skipIf(process.platform === 'win32')('the job that warns before a key expires', () => {
  it('passes for a vendor in good order, and fails for one whose key is about to expire', async () => {
    expect(scriptOfJob()).toMatch(/^codeship-sec bundle check acme --within 60d .*\n/);
    expect(await runScript(scriptOfJob(), 'jekyll')).toBe(0);
    expect(await runScript(scriptOfJob(), 'team')).toBe(0);
    expect(await runScript(scriptOfJob(), 'expiring')).toBe(17);
  });
});

describe.skipIf(process.platform === 'win32')('encrypting what a scanner found', () => {
  it.each([
    ['fails and prints nothing', 'exit 1', false],
    ['succeeds and prints nothing', 'exit 0', false],
    ['fails, as it found something', 'echo found; exit 1', true],
    ['succeeds', 'echo found', true],
  ])('where it %s', async (_, script, isWritten) => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'scanner'), `#!/bin/sh\n${script}\n`);
    chmodSync(join(cwd, 'scanner'), 0o755);
    const block = blocksOf('docs/recipes.md').find((one) => one.includes('./scanner')) ?? '';
    const { status } = await runRecipe(block, cwd);
    expect(status).toBe(0);
    expect(existsSync(join(cwd, 'findings.asc'))).toBe(isWritten);
  });
});
