import { lchownSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkOutput } from '../../../src/files/write/destination.js';

const everybodys = process.platform !== 'win32' && (statSync(tmpdir()).mode & 0o1002) === 0o1002;
const me = process.geteuid?.() ?? 0;
const SOMEBODY_ELSE = 12_345;

/** A link to a file of ours, in the folder where everybody may write; whose it is depends on who runs this. */
function link(owner: 'mine' | 'theirs'): { path: string; over: () => void } {
  const own = mkdtempSync(join(tmpdir(), 'codeship-sec-test-'));
  const target = join(own, 'precious');
  writeFileSync(target, 'kept');
  const path = join(tmpdir(), `${basename(own)}-link`);
  symlinkSync(target, path);
  if (owner === 'theirs') {
    if (me === 0) lchownSync(path, SOMEBODY_ELSE, SOMEBODY_ELSE);
    else
      vi.spyOn(process as Required<Pick<typeof process, 'geteuid'>>, 'geteuid').mockReturnValue(
        SOMEBODY_ELSE,
      );
  }
  return {
    path,
    over: () =>
      [path, own].forEach((one) => {
        rmSync(one, { recursive: true });
      }),
  };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe.skipIf(!everybodys)('an output that is a link, where everybody may write', () => {
  it.each([true, false])('of somebody else is not followed; --force: %s', async (force) => {
    const { path, over } = link('theirs');
    await expect(checkOutput(path, { force, inputs: [] })).rejects.toMatchObject({
      code: 'OUTPUT_EXISTS',
      message: `${path} is a link of somebody else, and is not followed`,
    });
    over();
  });

  it('of mine is', async () => {
    const { path, over } = link('mine');
    await expect(checkOutput(path, { force: true, inputs: [] })).resolves.toBeUndefined();
    over();
  });
});
