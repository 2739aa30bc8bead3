import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blocksOf, runBlock } from '../support/documents.js';
import { emptyFolder, root, scrubbed } from '../support/run.js';
import { gpgHome, requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

/** What ends with another status than 0, as the text around it says. */
const STATUS: readonly [block: RegExp, status: number][] = [
  [/--strict/, 17],
  // the message is by the vendor of the tests, and not by the bundled one
  [/VALIDSIG/, 1],
  // what gpg prints of it has no signature any more
  [/^gpg --decrypt/, 5],
];

/** npm's own work is in install.full.test.ts, and what .ci/run runs. */
const isNpm = (block: string) => /^npm /.test(block);

const tools = ['bash', 'gpg', 'sq', 'jq'];

describe.skipIf(process.platform === 'win32' || !tools.every(requireTool))('every command block', () => {
  let vendor: TestVendor;
  beforeAll(async () => {
    vendor = await makeVendor();
  });

  const blocks = ['README.md', 'docs/recipes.md'].flatMap((path) =>
    blocksOf(path)
      .filter((block) => !isNpm(block))
      .map((block) => [path, block] as const),
  );

  it.each(blocks)('of %s runs: %s', async (_path, block) => {
    const { status, output } = await runBlock(block, vendor);
    const wanted = STATUS.find(([pattern]) => pattern.test(block))?.[1] ?? 0;
    expect({ status, output }).toEqual({ status: wanted, output });
  });

  it('and the recipe with gpg takes a good signature, and none of a key that was revoked, for which gpg exits 0', async () => {
    const recipe = blocks.map(([, block]) => block).find((block) => block.includes('VALIDSIG')) ?? '';
    const of = (fingerprint: string) => recipe.replace(/\b[0-9A-F]{40}\b/, fingerprint.toUpperCase());
    expect(await runBlock(of(vendor.fingerprint), vendor)).toMatchObject({ status: 0 });

    const corpus = join(root, 'test/fixtures/corpus');
    const certificate = readFileSync(join(corpus, 'vendors/revoked-hard/vendor.asc'), 'utf8');
    const { home, gpg } = gpgHome(certificate);
    const [, fingerprint = ''] =
      /^fpr:+([0-9A-F]{40}):/m.exec(gpg(['--list-keys', '--with-colons']).toString()) ?? [];
    const cwd = emptyFolder();
    cpSync(join(corpus, 'messages/cleartext/revoked-hard-before.asc'), join(cwd, 'message.asc'));
    const env = { ...scrubbed({ GNUPGHOME: home }), PATH: process.env.PATH };
    const ended = spawnSync('bash', ['-e', '-c', of(fingerprint)], { cwd, env, encoding: 'utf8' });
    expect(readFileSync(join(cwd, 'status.txt'), 'utf8')).toMatch(/REVKEYSIG/);
    expect(ended.stdout).toContain('VALIDSIG');
    expect(ended.status).toBe(1);
  });

  it('is one of at least twenty', () => {
    expect(blocks.length).toBeGreaterThan(20);
  });
});
