import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { expectRun, run } from '../support/run.js';
import { verifier } from '../support/verifier.js';

const given = verifier();

describe.skipIf(process.platform !== 'linux')('standard output that is closed', () => {
  const LOST = 'codeship-sec: warning: standard output is closed or /dev/null: what goes there is lost\n';

  beforeEach(() => {
    writeFileSync(join(given.cwd, 'report'), 'the report');
    given.put('clear.asc', given.clear);
  });

  const to = (where: string, line: string) =>
    run([...line.split(' '), '--bundle', given.vendor.dir], { cwd: given.cwd, shell: `"$@" ${where}` });

  it.each(['encrypt report -o -', 'key export', 'verify clear.asc --output -'])(
    '%s: warned of, for its bytes are lost; a null device that was meant is none',
    async (line) => {
      const closed = await to('>&-', line);
      expectRun(closed, { status: 0, stdout: '' });
      expect(closed.stderr).toContain(LOST);
      expect((await to('> /dev/null', line)).stderr).not.toContain('is lost');
      expect((await to('| cat', line)).stderr).not.toContain('is lost');
    },
  );

  it('says nothing with --quiet, and nothing of what is not released', async () => {
    expectRun(await to('>&-', 'key export --quiet'), { status: 0, stderr: '' });
    given.put('clear.asc', given.clear.replace('10', '99'));
    const bad = await to('>&-', 'verify clear.asc --output -');
    expectRun(bad, { status: 3 });
    expect(bad.stderr).not.toContain('is lost');
  });

  it('is no matter where the bytes go elsewhere', async () => {
    expect((await to('>&-', 'encrypt report')).stderr).not.toContain('is lost');
  });
});
