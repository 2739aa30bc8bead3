import { mkdirSync, readdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeFolders } from '../../../src/files/write/make-folders.js';
import { emptyFolder } from '../../support/run.js';

describe('the folders of a path', () => {
  it('are made from the uppermost one on that is missing, which is named', () => {
    const folder = emptyFolder();
    expect(makeFolders(join(folder, 'a/b/c'), 0o700)).toBe(join(folder, 'a'));
    expect(makeFolders(join(folder, 'a/b/d'))).toBe(join(folder, 'a/b/d'));
    expect(makeFolders(join(folder, 'a/b'))).toBeUndefined();
    expect(makeFolders('/')).toBeUndefined();
    if (process.platform !== 'win32')
      for (const name of ['a', 'a/b', 'a/b/c']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o700);
  });

  it.skipIf(process.platform === 'win32')('are refused where something else has the name', () => {
    const folder = emptyFolder();
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('nowhere', join(folder, 'dangling'));
    mkdirSync(join(folder, 'real'));
    symlinkSync('real', join(folder, 'link'));
    expect(() => makeFolders(join(folder, 'file'))).toThrow('EEXIST');
    expect(() => makeFolders(join(folder, 'file/a/b'))).toThrow('ENOTDIR');
    expect(() => makeFolders(join(folder, 'dangling/a'))).toThrow('EEXIST');
    expect(makeFolders(join(folder, 'link/a'))).toBe(join(folder, 'link/a'));
  });

  it.skipIf(process.platform !== 'linux')('are removed where one below them cannot be made', () => {
    const folder = emptyFolder();
    mkdirSync(join(folder, 'there'));
    for (const path of [`there/b/c/${'n'.repeat(300)}/d`, `there/${'d/'.repeat(3000)}`])
      expect(() => makeFolders(join(folder, path))).toThrow('ENAMETOOLONG');
    expect(readdirSync(folder, { recursive: true })).toEqual(['there']);
  });

  it.skipIf(process.platform !== 'linux')('come to an end where none can be made', () => {
    expect(() => makeFolders('/proc/codeship-sec/certificates')).toThrow('ENOENT');
  });
});
