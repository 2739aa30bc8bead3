import { chmodSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { recipeLine, runRecipe } from '../support/recipe.js';
import { emptyFolder } from '../support/run.js';
import { requireTool, runTool } from '../support/tools.js';
import { goodBundle, makeVendor, type TestVendor } from '../support/vendor.js';

const DATE = new Date(Date.now() + 200 * 86_400_000).toISOString().slice(0, 10);
const MAKE = recipeLine('codeship-sec --bundle acme contact --security-txt').replace(
  /--expires \S+/,
  `--expires ${DATE}`,
);
const CHECK = recipeLine('codeship-sec bundle check acme --security-txt');
const SIGN = {
  gpg: recipeLine('gpg --clearsign'),
  sq: recipeLine('sq sign --cleartext-signature'),
};

let vendor: TestVendor;
let other: TestVendor;

beforeAll(async () => {
  [vendor, other] = await Promise.all([makeVendor({ type: 'ecc' }), makeVendor({ type: 'ecc' })]);
});

/** A folder with the bundle and somebody's secret key, which gpg knows as its only one. */
function setUp({ secretKey }: TestVendor, tool: keyof typeof SIGN) {
  const [cwd, home] = [emptyFolder(), emptyFolder()];
  cpSync(goodBundle(vendor), join(cwd, 'acme'), { recursive: true });
  writeFileSync(join(cwd, 'my-key.asc'), secretKey);
  chmodSync(home, 0o700);
  if (tool === 'gpg')
    runTool('gpg', ['--homedir', home, '--batch', '--quiet', '--import'], { input: secretKey });
  return { cwd, env: { GNUPGHOME: home } };
}

describe.each(['gpg', 'sq'] as const)('the recipe that signs a security.txt with %s', (tool) => {
  const absent = process.platform === 'win32' || !requireTool(tool);

  it.skipIf(absent)('gives a file that bundle check calls good', async () => {
    const { cwd, env } = setUp(vendor, tool);
    const result = await runRecipe(`${MAKE}\n${SIGN[tool]}\n${CHECK}`, cwd, env);
    expect(result).toMatchObject({ status: 0, stdout: 'good: acme\n' });
    const published = readFileSync(join(cwd, 'security.txt'), 'utf8');
    expect(published).toMatch(/^-----BEGIN PGP SIGNED MESSAGE-----\r?\n/);
    expect(published).toContain('Contact: mailto:security@example.com');
    // what is signed is held against the bundle, too
    writeFileSync(
      join(cwd, 'acme/bundle.json'),
      readFileSync(join(cwd, 'acme/bundle.json'), 'utf8').replace('security@example.com', 'new@example.com'),
    );
    const differs = await runRecipe(CHECK, cwd, env);
    expect(differs.stdout).toMatch(/security\.txt:\d+: the bundle has no such contact: mailto:security@/);
    expect(differs.stdout).toMatch(/security\.txt: a contact of the bundle is missing: mailto:new@/);
  });

  it.skipIf(absent)('by another key, or changed afterwards: wrong', async () => {
    const strange = setUp(other, tool);
    const script = `${MAKE}\n${SIGN[tool]}\n${CHECK}`;
    const wrong =
      /^wrong: security\.txt: the signature is not good by a key of the bundle: .*\(security-txt-signature\)\n/;
    expect(await runRecipe(script, strange.cwd, strange.env)).toMatchObject({
      status: 41,
      stdout: expect.stringMatching(wrong),
    });
    const { cwd, env } = setUp(vendor, tool);
    const change = `sed 's/^Expires: ..../Expires: 2998/' security.txt > changed.txt && mv changed.txt security.txt`;
    expect(await runRecipe(`${MAKE}\n${SIGN[tool]}\n${change}\n${CHECK}`, cwd, env)).toMatchObject({
      status: 41,
      stdout: expect.stringMatching(wrong),
    });
  });
});
