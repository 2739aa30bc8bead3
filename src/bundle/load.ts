import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { Failure, systemCode, systemWords } from '../errors.js';
import { duplicateFields } from './duplicates.js';
import { checkManifest, type Issue, type Manifest } from './manifest.js';

/** A vendor's bundle as read: checked in its form and file names, its certificate not yet looked at. */
export interface Bundle {
  /** The folder it was read from. */
  dir: string;
  /** It came with the program (no `--bundle`). */
  bundled: boolean;
  manifest: Manifest;
  /** The page, Markdown. */
  pageSource: string;
  /** The certificate as it stands in its file, armored or binary. */
  keyData: Uint8Array;
  /** Folder of what the build compiled from these very files; `undefined` where they are other files. */
  compiled: string | undefined;
  /**
   * Finds a newer copy of the certificate that the user was given (`key update`). Set by the program only: whoever
   * embeds this gets no look into the user's folders unless asked for.
   */
  findUpdate?: () => Promise<CertificateUpdate | undefined>;
}

/** A newer copy of a bundle's certificate, not yet checked. */
export interface CertificateUpdate {
  path: string;
  data: Uint8Array;
  /** When it was stored. */
  date: Date;
}

/** Larger files than this are no page and no certificate. */
const LIMIT = 4 << 20;

/**
 * Reads the bundle in `dir`, or the program's own.
 *
 * @param root the program's folder (with `data/` and `dist/`)
 * @throws Failure BAD_DATA naming the file and field; MISSING_INPUT where `dir` is no folder
 */
export async function readBundle(root: string, dir?: string): Promise<Bundle> {
  const folder = dir ?? join(root, 'data');
  const manifestData = readManifestFile(folder);
  const manifest = parseManifest(manifestData, folder);
  const page = readInside(folder, manifest.page.file, 'page.file');
  const key = readInside(folder, manifest.key.file, 'key.file');
  const compiled = dir === undefined ? compiledFor(root, [manifestData, page, key]) : undefined;
  return {
    dir: folder,
    bundled: dir === undefined,
    manifest,
    pageSource: decodePage(page, manifest, folder),
    keyData: key,
    compiled,
  };
}

/**
 * The bundle's files as one: what the build keeps a copy of, and each run compares. (Equal bytes say as much as an
 * equal SHA-256, without loading node:crypto, which takes a twentieth of bare Node's start-up time.)
 */
export function bundleImage(files: readonly Uint8Array[]): Buffer {
  return Buffer.concat(files.flatMap((file) => [Buffer.from(`${file.length}\n`), file]));
}

function compiledFor(root: string, files: readonly Uint8Array[]): string | undefined {
  const folder = join(root, 'dist', 'compiled');
  try {
    return readFileSync(join(folder, 'image')).equals(bundleImage(files)) ? folder : undefined;
  } catch {
    return undefined;
  }
}

function readManifestFile(folder: string): Buffer {
  if (!isFolder(folder))
    throw new Failure('MISSING_INPUT', `the bundle ${folder} is not a folder that can be read`, [
      'name the folder that holds bundle.json: --bundle DIR',
    ]);
  return readInside(folder, 'bundle.json', 'the manifest');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function parseManifest(data: Buffer, folder: string): Manifest {
  const { value, duplicates } = parseJson(data, folder);
  const checked = checkManifest(value);
  const issues = duplicates.map((field): Issue => ({ field, problem: 'is given twice' }));
  if ('issues' in checked) issues.push(...checked.issues);
  if ('manifest' in checked && issues.length === 0) return checked.manifest;
  throw badBundle(folder, issues.map(issueWords).join('; '), undefined, [
    'the fields are described in docs/json/bundle.schema.json, which comes with this program',
  ]);
}

function parseJson(data: Buffer, folder: string): { value: unknown; duplicates: string[] } {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return { value: JSON.parse(json), duplicates: duplicateFields(json) };
  } catch (error) {
    throw badBundle(folder, `not valid JSON: ${systemWords(error)}`, error);
  }
}

/** `key.fingerprint must be 40 hex digits`. */
export function issueWords(issue: Issue): string {
  return `${issue.field} ${issue.problem}`;
}

/**
 * Reads a file of the bundle; it may not lie outside the folder, links resolved. At once, because it is small: the
 * thread pool would take longer to start than this takes.
 */
function readInside(folder: string, file: string, field: string): Buffer {
  try {
    const [base, path] = [realpathSync(folder), realpathSync(join(folder, file))];
    if (!isInside(base, path)) throw badBundle(folder, `${field} leaves the folder: ${file}`);
    const stats = statSync(path);
    if (!stats.isFile()) throw badBundle(folder, `${field} is not a file: ${file}`);
    if (stats.size > LIMIT) throw badBundle(folder, `${field} is larger than 4 MiB: ${file}`);
    return readFileSync(path);
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    throw badBundle(folder, `${field} cannot be read: ${file}: ${systemWords(error)}`, error);
  }
}

/** Whether `path` is below `base`; both without links. (`..name` is a name like any other.) */
function isInside(base: string, path: string): boolean {
  const [first] = relative(base, path).split(sep);
  return first !== '..' && !isAbsolute(relative(base, path));
}

function decodePage(data: Buffer, manifest: Manifest, folder: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch (error) {
    throw badBundle(folder, `page.file is not UTF-8 text: ${manifest.page.file}`, error);
  }
}

/** `DIR/bundle.json: key.file leaves the folder: ../x`. */
function badBundle(folder: string, problem: string, cause?: unknown, hints: string[] = []): Failure {
  return new Failure('BAD_DATA', `${join(folder, 'bundle.json')}: ${problem}`, hints, { cause });
}
