import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { emptyFolder, launcher, root, run, scrubbed } from '../../support/run.js';

const posix = process.platform === 'win32' ? it.skip : it;

describe('the launcher', () => {
  it.each([
    ['npm ci --include=dev', 'node_modules'],
    ['npm run build', 'node_modules/openpgp'],
  ])('without a build says how to make one: %s, where there is %s', async (command, installed) => {
    const folder = emptyFolder();
    cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
    mkdirSync(join(folder, installed), { recursive: true });
    const result = await run(['show'], { launcher: join(folder, 'bin/codeship-sec.cjs') });
    expect(result).toMatchObject({
      status: 70,
      stdout: '',
      stderr: `codeship-sec: error: the program has not been built yet\ncodeship-sec: hint: ${command}\n`,
    });
  });

  it('does not hide a fault of the build behind that sentence', async () => {
    const folder = emptyFolder();
    cpSync(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
    mkdirSync(join(folder, 'dist'));
    writeFileSync(join(folder, 'dist/cli.cjs'), "require('./chunks/missing.cjs')");
    const result = await run(['show'], { launcher: join(folder, 'bin/codeship-sec.cjs') });
    expect(result.status).toBe(70);
    expect(result.stderr).toContain('incomplete');
  });

  it('on an old Node.js says which one it needs', () => {
    const old = `Object.defineProperty(process, 'versions', {value: {...process.versions, node: '18.20.0'}});
      Object.defineProperty(process, 'version', {value: 'v18.20.0'});
      process.argv[1] = ${JSON.stringify(launcher)}; require(process.argv[1]);`;
    const child = spawnSync(process.execPath, ['-e', old], { env: scrubbed() });
    expect(child.status).toBe(70);
    expect(child.stderr.toString()).toBe(
      'codeship-sec: error: Node.js 20 or later is needed, and this is v18.20.0\ncodeship-sec: install a current one from https://nodejs.org\n',
    );
  });

  it('is in a syntax that an old Node.js reads', () => {
    const code = readFileSync(launcher, 'utf8')
      .replace(/^#!.*/, '')
      .replace(/^\s*\/\/.*$/gm, '');
    expect(code).not.toMatch(/=>|\b(const|let|class|async|await|import)\b|\?\.|\?\?|\.\.\./);
  });

  posix('is executable, and works through a link as npm makes it', () => {
    expect(statSync(launcher).mode & 0o111).toBe(0o111);
    const link = join(emptyFolder(), 'codeship-sec');
    symlinkSync(launcher, link);
    const child = spawnSync(link, ['key', 'fingerprint'], { env: scrubbed() });
    expect(child.stdout.toString()).toMatch(/^[0-9A-F]{40}\n$/);
  });
});
