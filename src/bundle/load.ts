import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { quoted } from '../command-line.js';
import { Failure, systemCode, systemWords } from '../errors.js';
import type { FileIdentity } from '../file-identity.js';
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
  /** The files it was read from: no output may be one of them. */
  files: readonly FileIdentity[];
  /** Folder of what the build compiled from these very files; `undefined` where they are other files. */
  compiled: string | undefined;
  /**
   * Finds a newer copy of the certificate that the user was given (`key update`). Set by the program only: whoever
   * embeds this gets no look into the user's folders unless asked for.
   */
  findUpdate?: () => Promise<CertificateUpdate | undefined>;
  /** Hears of a newer copy that is used, and whether it is that copy which revokes the key. Set by the program only. */
  tellUpdate?: (update: CertificateUpdate, revokes: boolean) => void;
}

/** A newer copy of a bundle's certificate, not yet checked. */
export interface CertificateUpdate {
  path: string;
  data: Uint8Array;
  file: FileIdentity;
  /** When it was stored. */
  date: Date;
}

/** Where a bundle lies, for its errors and their hints. */
interface Place {
  folder: string;
  root: string;
  bundled: boolean;
  /** What has been read of it. */
  files: FileIdentity[];
}

/** What there is to do about a fault in the program's own bundle. */
export const INSTALL_ANEW = 'the files of this program were changed: install it anew from where you trust it';

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
  const place: Place = { folder, root, bundled: dir === undefined, files: [] };
  const manifestData = readManifestFile(place);
  const manifest = parseManifest(manifestData, place);
  const page = readInside(place, manifest.page.file, 'page.file');
  const key = readInside(place, manifest.key.file, 'key.file');
  const compiled = dir === undefined ? compiledFor(root, [manifestData, page, key]) : undefined;
  return {
    dir: folder,
    bundled: dir === undefined,
    manifest,
    pageSource: decodePage(page, manifest, place),
    keyData: key,
    files: place.files,
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

/** The command that tells whether a bundle is mended. */
export function lookAgain(folder: string): string {
  return `when that is done: codeship-sec key --bundle ${quoted(folder)}`;
}
