import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { emptyFolder, launcher, root, scrubbed } from './run.js';

export const recipes = readFileSync(join(root, 'docs/recipes.md'), 'utf8');

/** The command line of the page that begins so. */
export function recipeLine(start: string): string {
  const line = recipes.split('\n').find((one) => one.startsWith(start));
  if (line === undefined) throw new Error(`no line of docs/recipes.md begins with ${start}`);
  return line;
}

/** Runs a script in a shell that ends at the first failure, with the built program on its PATH. */
export async function runRecipe(
  script: string,
  cwd: string,
  own: Record<string, string> = {},
): Promise<{ status: number; stdout: string; stderr: string }> {
  const bin = emptyFolder();
  writeFileSync(join(bin, 'codeship-sec'), `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`);
  chmodSync(join(bin, 'codeship-sec'), 0o755);
  const env = scrubbed(own);
  env.PATH = `${bin}${delimiter}${env.PATH}`;
  return promisify(execFile)('sh', ['-e', '-c', script], { cwd, env }).then(
    (output) => ({ status: 0, ...output }),
    ({ code, stdout, stderr }) => ({ status: code, stdout, stderr }),
  );
}
