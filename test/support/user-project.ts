/** A project of somebody who uses the library. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { emptyFolder, root } from './run.js';

/** Its folder, with the package installed. */
export function userProject(): string {
  const project = emptyFolder();
  mkdirSync(join(project, 'node_modules'));
  symlinkSync(root, join(project, 'node_modules/codeship-sec'), 'junction');
  return project;
}

/** The pieces of JavaScript in docs/library.md. */
export const LIBRARY_EXAMPLES = [
  ...readFileSync(join(root, 'docs/library.md'), 'utf8').matchAll(/```js\n(.*?)```/gs),
].map(([, code]) => code ?? '');

const STRICTLY = [
  '--noEmit',
  '--strict',
  '--skipLibCheck',
  'false',
  '--target',
  'es2022',
  '--module',
  'nodenext',
];

/** Checks a file of the project as TypeScript, with the package's own types. @throws where anything is wrong in it */
export function checkTypes(project: string, source: string): void {
  writeFileSync(join(project, 'use.ts'), source);
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }');
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
  execFileSync(process.execPath, [tsc, ...STRICTLY, ...types, 'use.ts'], { cwd: project, stdio: 'pipe' });
}
