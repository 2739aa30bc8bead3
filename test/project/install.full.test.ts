import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { allVerbs } from '../support/program.js';
import { emptyFolder, root } from '../support/run.js';

/** npm on its own: no network, a cache and a home that are empty. */
function npm(args: string[], cwd: string, env: Record<string, string> = {}) {
  const home = emptyFolder();
  const { status, stdout, stderr } = spawnSync(
    'npm',
    ['--no-audit', '--no-fund', '--no-update-notifier', ...args],
    {
      cwd,
      encoding: 'utf8',
      env: {
        PATH: process.env.PATH ?? '',
        HOME: home,
        npm_config_cache: join(home, 'cache'),
        npm_config_offline: 'true',
        ...env,
      },
    },
  );
  return { status, stdout, stderr };
}

describe.skipIf(process.platform === 'win32')('the packed file', () => {
  let file = '';
  beforeAll(() => {
    const folder = emptyFolder();
    // as `npm pack` makes it, but for building anew what is built
    const args = ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder];
    execFileSync('npm', args, { cwd: root, stdio: 'ignore' });
    file = join(folder, readdirSync(folder)[0] ?? '');
  });

  it('installs in a project without a warning', () => {
    const cwd = emptyFolder();
    writeFileSync(join(cwd, 'package.json'), '{ "private": true }');
    const { status, stdout, stderr } = npm(['install', file], cwd);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^\s*added 1 package in \S+\s*$/);
  });

  it('installs for all of a system without a warning, with its man pages', () => {
    const prefix = emptyFolder();
    const { status, stderr } = npm(['install', '--global', '--prefix', prefix, file], prefix);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(readdirSync(join(prefix, 'share/man/man1')).length).toBe(allVerbs().length);
    const said = execFileSync(join(prefix, 'bin/codeship-sec'), ['key', 'fingerprint']).toString();
    expect(said).toMatch(/^[0-9A-F]{40}\n$/);
  });

  it('runs with npx, without being installed', () => {
    const line = ['exec', '--yes', '--', `./${basename(file)}`, 'key', 'fingerprint'];
    const { status, stdout } = npm(line, dirname(file));
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^[0-9A-F]{40}\n$/) });
  });
});

describe.skipIf(process.platform === 'win32')('a clone without the packages for development', () => {
  it('says so, and what to do, after npm ci under NODE_ENV=production', () => {
    const cwd = emptyFolder();
    for (const name of ['package.json', 'package-lock.json', 'build', 'bin', 'src', 'data']) {
      cpSync(join(root, name), join(cwd, name), { recursive: true });
    }
    const { status, stderr } = npm(['ci'], cwd, { NODE_ENV: 'production' });
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^codeship-sec: error: the build needs the packages for development, and NODE_ENV=production leaves them out$/m,
    );
    expect(stderr).toMatch(/^codeship-sec: hint: npm ci --include=dev$/m);
    expect(existsSync(join(cwd, 'dist'))).toBe(false);
  });
});
