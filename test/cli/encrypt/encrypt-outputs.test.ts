import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect } from 'vitest';
import { posix, reporter } from '../../support/reporter.js';
import { expectRun } from '../../support/run.js';

const me = reporter();
const at = (...names: string[]) => join(me.cwd, ...names);

describe('two outputs that are one file', () => {
  posix.each<[string, () => void]>([
    ['a link', () => symlinkSync('one.asc', at('two.asc'))],
    ['a second name', () => linkSync(at('one.asc'), at('two.asc'))],
  ])('by %s: 59, and neither is written', async (_, link) => {
    writeFileSync(at('one'), 'one');
    writeFileSync(at('two'), 'two');
    writeFileSync(at('one.asc'), 'older');
    link();
    expectRun(await me.encrypt('one', 'two', '--force'), {
      status: 59,
      stdout: '',
      stderr:
        'codeship-sec: error: the outputs one.asc and two.asc are one file\n' +
        'codeship-sec: encrypt two by itself, and name another output with -o\n',
    });
    expect(readFileSync(at('one.asc'), 'utf8')).toBe('older');
  });

  posix('by a link to the folder, where nothing is yet: 59', async () => {
    mkdirSync(at('real'));
    symlinkSync('real', at('linked'));
    writeFileSync(at('real', 'report'), 'the report');
    expectRun(await me.encrypt('real/report', 'linked/report'), {
      status: 59,
      stdout: '',
      stderr: /the outputs real\/report\.asc and linked\/report\.asc are one file/,
    });
    expect(readdirSync(at('real'))).toEqual(['report']);
  });

  posix('the null device takes both', async () => {
    for (const name of ['one', 'two']) {
      writeFileSync(at(name), name);
      symlinkSync('/dev/null', at(`${name}.asc`));
    }
    expectRun(await me.encrypt('one', 'two'), { status: 0 });
  });
});

describe('a file with the pass phrase', () => {
  const sign = () => me.encrypt('report', '--force', '--sign-with', 'me.key', '--passphrase-file', 'phrase');

  posix('that others can read: a warning, and how to mend it', async () => {
    for (const mode of [0o640, 0o604]) {
      chmodSync(at('phrase'), mode);
      expectRun(await sign(), {
        status: 0,
        stderr:
          /^codeship-sec: warning: others can read phrase, which holds the pass phrase\ncodeship-sec: hint: chmod 600 phrase\n/,
      });
    }
  });

  posix('that nobody else can read: none', async () => {
    chmodSync(at('phrase'), 0o600);
    const { status, stderr } = await sign();
    expect(status).toBe(0);
    expect(stderr).not.toContain('others can read');
  });
});

describe.skipIf(!existsSync('/dev/shm'))('a file in memory', () => {
  posix('is an ordinary file, though it lies below /dev', async () => {
    const folder = mkdtempSync('/dev/shm/codeship-sec-test-');
    try {
      writeFileSync(join(folder, 'report'), 'the report');
      const result = await me.encrypt(join(folder, 'report'));
      expectRun(result, { status: 0, stdout: '' });
      expect(result.stderr).toContain(`attach ${folder}/report.asc`);
      expect(readdirSync(folder).sort()).toEqual(['report', 'report.asc']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
