import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, root, run } from '../../support/run.js';

describe('nothing happens unasked', () => {
  it('no file appears in the home folder or the current one', async () => {
    const [home, cwd] = [emptyFolder(), emptyFolder()];
    const env = {
      HOME: home,
      XDG_DATA_HOME: join(home, 'data'),
      XDG_CONFIG_HOME: home,
      XDG_CACHE_HOME: home,
    };
    for (const args of [
      [],
      ['key'],
      ['key', 'check'],
      ['key', 'export'],
      ['contact', '--json'],
      ['nonsense'],
      ['show'],
      ['toc', '--json'],
      ['search', 'key'],
      ['encrypt'],
      ['verify'],
      ['completion', 'bash'],
    ]) {
      await run(args, { cwd, env });
    }
    expect(readdirSync(home)).toEqual([]);
    expect(readdirSync(cwd)).toEqual([]);
  });

  it('the network trap of these tests springs', () => {
    const trap = join(root, 'test/support/no-network.cjs');
    const script = "require('node:net').connect(7777, '127.0.0.1')";
    for (const code of [
      script,
      "fetch('http://127.0.0.1:7777')",
      "require('node:dns').resolve('x.invalid', () => {})",
    ]) {
      const child = spawnSync(process.execPath, ['--require', trap, '-e', code]);
      expect(child.stderr.toString()).toContain('NETWORK USED');
      expect(child.status).toBe(99);
    }
  });

  it('no source file names a module of the network', () => {
    const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.ts'),
    );
    expect(files.length).toBeGreaterThan(20);
    for (const name of files) {
      const text = readFileSync(join(root, 'src', name), 'utf8');
      expect(text, name).not.toMatch(/from 'node:(net|http|https|http2|tls|dgram|dns)['/]|\bfetch\(/);
    }
  });
});
