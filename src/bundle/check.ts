import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Failure, systemCode, systemWords } from '../errors.js';
import type { FileIdentity } from '../system/file-identity.js';
import { quoted } from '../text/shell.js';
import { duplicateFields } from './duplicates.js';
import { INSTALL_ANEW, lookAgain } from './hints.js';
import { checkManifest, type Issue, type Manifest } from './manifest.js';
import type { Bundle } from './model.js';

/** Where a bundle lies, for its errors and their hints. */
interface Place {
  folder: string;
  root: string;
  bundled: boolean;
  /** What has been read of it. */
  files: FileIdentity[];
}

/** Larger files than this are no page and no certificate. */
const LIMIT = 4 << 20;

/**
 * Reads and checks the bundle in `dir`, or the program's own.
 *
 * @param root the program's folder (with `data/` and `docs/`)
 * @throws Failure BAD_DATA naming the file and field; MISSING_INPUT where `dir` is no folder
 */
export function loadBundle(root: string, dir?: string): Bundle {
  const folder = dir ?? join(root, 'data');
  const place: Place = { folder, root, bundled: dir === undefined, files: [] };
  const manifest = parseManifest(readManifestFile(place), place);
  const page = readInside(place, manifest.page.file, 'page.file');
  return {
    dir: folder,
    bundled: place.bundled,
    manifest,
    pageSource: decodePage(page, manifest, place),
    keyData: readInside(place, manifest.key.file, 'key.file'),
    files: place.files,
    compiled: undefined,
  };
}

function readManifestFile(place: Place): Buffer {
  const { folder } = place;
  if (!isFolder(folder))
    throw new Failure('MISSING_INPUT', `the bundle ${folder} is not a folder that can be read`, [
      'name the folder that holds bundle.json: --bundle DIR',
    ]);
  return readInside(place, 'bundle.json', 'the manifest');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function parseManifest(data: Buffer, place: Place): Manifest {
  const { value, duplicates } = parseJson(data, place);
  const checked = checkManifest(value);
  const issues = duplicates.map((field): Issue => ({ field, problem: 'is given twice' }));
  if ('issues' in checked) issues.push(...checked.issues);
  if ('manifest' in checked && issues.length === 0) return checked.manifest;
  throw badBundle(place, issues.map(issueWords).join('; '), { hint: formHint(place) });
}

function parseJson(data: Buffer, place: Place): { value: unknown; duplicates: string[] } {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return { value: JSON.parse(json), duplicates: duplicateFields(json) };
  } catch (error) {
    const problem = data.length === 0 ? 'the file is empty' : systemWords(error);
    throw badBundle(place, `not valid JSON: ${problem}`, { cause: error, hint: formHint(place) });
  }
}

function formHint({ root }: Place): string {
  const path = (...names: string[]) => quoted(join(root, ...names));
  return `${path('data', 'bundle.json')} is an example, ${path('docs', 'json', 'bundle.schema.json')} has all fields`;
}

/** `key.fingerprint must be 40 hex digits`. */
export function issueWords(issue: Issue): string {
  return `${issue.field} ${issue.problem}`;
}

/**
 * Reads a file of the bundle; it may not lie outside the folder, links resolved. At once, because it is small: the
 * thread pool would take longer to start than this takes.
 */
function readInside(place: Place, file: string, field: string): Buffer {
  const { folder } = place;
  const [full, named] = [quoted(join(folder, file)), field.includes('.') ? field : undefined];
  const another = named ? `let ${named} name the right file of the folder` : `let ${full} be a file`;
  try {
    const [base, path] = [realpathSync(folder), realpathSync(join(folder, file))];
    if (!isInside(base, path)) {
      const hint = `copy the file into ${quoted(folder)}${named ? `, and let ${named} name the copy` : ''}`;
      throw badBundle(place, `${field} leaves the folder: ${file}`, { hint });
    }
    const stats = statSync(path);
    if (!stats.isFile()) throw badBundle(place, `${field} is not a file: ${file}`, { hint: another });
    if (stats.size > LIMIT)
      throw badBundle(place, `${field} is larger than 4 MiB: ${file}`, { hint: another });
    place.files.push({ dev: stats.dev, ino: stats.ino });
    return readFileSync(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    const missing = named ? `${another}, or put ${full} there` : formHint(place);
    const locked = /^E(ACCES|PERM)$/.test(code) ? `look at who may read it: ls -l ${full}` : another;
    const hint = code === 'ENOENT' ? missing : locked;
    throw badBundle(place, `${field} cannot be read: ${file}: ${systemWords(error)}`, { cause: error, hint });
  }
}

/** Whether `path` is below `base`; both without links. (`..name` is a name like any other.) */
function isInside(base: string, path: string): boolean {
  const [first] = relative(base, path).split(sep);
  return first !== '..' && !isAbsolute(relative(base, path));
}

function decodePage(data: Buffer, manifest: Manifest, place: Place): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch (error) {
    const hint = `save ${quoted(join(place.folder, manifest.page.file))} as UTF-8`;
    throw badBundle(place, `page.file is not UTF-8 text: ${manifest.page.file}`, { cause: error, hint });
  }
}

/** `DIR/bundle.json: key.file leaves the folder: ../x`, with what to do and the command that looks again. */
function badBundle(
  { folder, bundled }: Place,
  problem: string,
  { cause, hint }: { cause?: unknown; hint: string },
): Failure {
  const hints = bundled ? [INSTALL_ANEW] : [hint, lookAgain(folder)];
  return new Failure('BAD_DATA', `${join(folder, 'bundle.json')}: ${problem}`, hints, { cause });
}
