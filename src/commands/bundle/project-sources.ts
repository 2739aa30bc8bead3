import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { Failure } from '../../errors.js';
import { readInput } from '../../files/read/input.js';
import type { Context } from '../../output/context.js';
import { showAccess } from '../../text/system-commands.js';
import { type LinkedFile, linkedFiles } from './linked-files.js';
import { certificatesOf, type FoundKey, type KeyDoubt, type ProjectKeyFile } from './project-keys.js';

/** What a project publishes, read where the user or the habits of projects say that it lies. */
export interface Sources {
  page: { path: string; text: string };
  /** `path` is `undefined` where there is none; its text is empty then. */
  securityTxt: { path: string | undefined; text: string };
  /** The certificates of the files and of the page, each once. */
  keys: FoundKey[];
  /** What is wrong with the keys that were found or linked to. */
  doubts: KeyDoubt[];
}

/** Files that the user names; what is not named is looked for. */
interface Named {
  page?: string | undefined;
  securityTxt?: string | undefined;
  key?: string | undefined;
}

/**
 * Reads what a bundle is made from.
 *
 * @throws Failure MISSING_INPUT where there is no page, or no file under a name that was given; BAD_DATA where one is
 *   no UTF-8 text or too large, or the file that was named holds no key
 */
export async function readSources(context: Context, named: Named): Promise<Sources> {
  const pagePath = named.page ?? (await firstOf(PAGES));
  if (pagePath === undefined) throw noPage();
  if (named.page !== undefined) await refuseMissingPage(named.page);
  const page = decoded(pagePath, await readFile(context, pagePath));
  const securityTxt = named.securityTxt ?? (await firstOf(SECURITY_TXTS));
  const fields = securityTxt === undefined ? '' : decoded(securityTxt, await readFile(context, securityTxt));
  const linked = named.key === undefined ? linkedFiles(page, pagePath) : [];
  const there = linked.filter((file) => file.there).map(({ path }) => path);
  const { keys, doubts } = await certificatesOf([
    ...(named.key === undefined
      ? await filesAt(context, there, 'linked')
      : await filesAt(context, [named.key], 'named')),
    { path: pagePath, data: Buffer.from(page), as: 'page' },
  ]);
  return {
    page: { path: pagePath, text: page },
    securityTxt: { path: securityTxt, text: fields },
    keys,
    doubts: [...linked.filter((file) => !file.there).map(missing), ...doubts],
  };
}

/** Where projects keep them. */
const PAGES = ['SECURITY.md', '.github/SECURITY.md', 'docs/SECURITY.md', 'security.md'];
const SECURITY_TXTS = ['.well-known/security.txt', 'security.txt'];

/** @throws Failure MISSING_INPUT: it is a link out of the folder */
async function firstOf(paths: readonly string[]): Promise<string | undefined> {
  for (const path of paths) {
    if (!(await stat(path).catch(() => undefined))?.isFile()) continue;
    const target = await leadsOut(path);
    if (target === undefined) return path;
    const message = `${path} is a link out of this folder, to ${target}: it is not read unasked`;
    throw new Failure('MISSING_INPUT', message, [
      { advice: 'the copy of it would be published with the bundle; if that is meant, name the file' },
      { shell: showAccess(path) },
    ]);
  }
  return undefined;
}

/** Whoever made the project may have put a link there, to what is not his: where it leads, if out of the folder. */
async function leadsOut(path: string): Promise<string | undefined> {
  const [folder, target] = await Promise.all([realpath('.'), realpath(path)]);
  const way = relative(folder, target);
  return way.split(sep)[0] === '..' || isAbsolute(way) ? target : undefined;
}

const missing = ({ path, place }: LinkedFile): KeyDoubt => ({
  place,
  text: `the link leads to no file: ${path}: put the key there, or name it with --key`,
});

function noPage(): Failure {
  return new Failure('MISSING_INPUT', `no security page is here: ${PAGES.join(', ')}`, [
    { advice: 'name the page with --page, or go to the folder of the project first' },
    {
      advice:
        'a bundle needs a page: where the project has none, a SECURITY.md with a title and the address for reports will do',
    },
    { run: 'bundle init --help' },
  ]);
}

/** @throws Failure MISSING_INPUT: another page of the project is there */
async function refuseMissingPage(path: string): Promise<void> {
  if (path === '-' || (await stat(path).catch(() => undefined))) return;
  const other = await firstOf(PAGES);
  if (other === undefined) return;
  throw new Failure('MISSING_INPUT', `cannot read ${path}: no such file or folder`, [
    { advice: `the page is ${other}` },
    { again: ['--page', other] },
  ]);
}

/** Larger files are neither a page nor a security.txt, nor a certificate that anybody needs. */
const LIMIT = 4 << 20;

const readFile = ({ io }: Context, path: string) =>
  readInput(io, path, { stdinNext: [{ run: 'bundle init --help' }], limit: LIMIT });

async function filesAt(
  context: Context,
  paths: readonly string[],
  as: ProjectKeyFile['as'],
): Promise<ProjectKeyFile[]> {
  const files: ProjectKeyFile[] = [];
  for (const path of paths) files.push({ path, data: await readFile(context, path), as });
  return files;
}

function decoded(path: string, data: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch (error) {
    const next = [{ advice: `save ${path} as UTF-8` }];
    throw new Failure('BAD_DATA', `${path} is not UTF-8 text`, next, { cause: error });
  }
}
