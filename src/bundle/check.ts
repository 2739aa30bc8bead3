import { readFileSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { systemCode } from '../errors.js';
import type { FileIdentity } from '../system/file-identity.js';
import { duplicateFields } from './duplicates.js';
import { checkManifest, type Issue, type Manifest } from './manifest.js';
import type { Bundle } from './model.js';
import { type BundlePlace, type FileField, refuseBundle } from './reason.js';

/** A bundle that is being read. */
interface Reading {
  place: BundlePlace;
  /** What has been read of it. */
  files: FileIdentity[];
}

/** Larger files than these are no page and no certificate; in bytes. Anybody can flood a certificate with signatures. */
const LIMITS: Record<FileField, number> = {
  manifest: 4 << 20,
  'page.file': 4 << 20,
  'key.file': 32 << 20,
};

/**
 * Reads and checks the bundle in `dir`, or the program's own.
 *
 * @param root the program's folder (with `data/` and `docs/`)
 * @throws Refusal BAD_DATA naming the file and field; MISSING_INPUT where `dir` is no folder
 */
export function readCheckedBundle(root: string, dir?: string): Bundle {
  const folder = dir ?? join(root, 'data');
  const place: BundlePlace = { folder, root, bundled: dir === undefined };
  const reading: Reading = { place, files: [] };
  const manifest = parseManifest(readManifestFile(reading), place);
  const page = readInside(reading, manifest.page.file, 'page.file');
  return {
    dir: folder,
    bundled: place.bundled,
    manifest,
    pageSource: decodePage(page, manifest, place),
    keyData: readInside(reading, manifest.key.file, 'key.file'),
    files: reading.files,
    compiled: undefined,
  };
}

function readManifestFile(reading: Reading): Buffer {
  const { folder } = reading.place;
  if (!isFolder(folder)) throw refuseBundle('MISSING_INPUT', { reason: 'bundle-no-folder', folder });
  return readInside(reading, 'bundle.json', 'manifest');
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

function parseManifest(data: Buffer, place: BundlePlace): Manifest {
  const { value, duplicates } = parseJson(data, place);
  const checked = checkManifest(value);
  const issues = duplicates.map((field): Issue => ({ field, problem: 'given-twice' }));
  if ('issues' in checked) issues.push(...checked.issues);
  if ('manifest' in checked && issues.length === 0) return checked.manifest;
  throw refuseBundle('BAD_DATA', { reason: 'manifest-wrong', place, issues });
}

function parseJson(data: Buffer, place: BundlePlace): { value: unknown; duplicates: string[] } {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(data);
    return { value: JSON.parse(json), duplicates: duplicateFields(json) };
  } catch (error) {
    const detail = data.length === 0 ? null : error instanceof Error ? error.message : String(error);
    throw refuseBundle('BAD_DATA', { reason: 'manifest-no-json', place, detail }, error);
  }
}

/**
 * Reads a file of the bundle; it may not lie outside the folder, links resolved. At once, because it is small: the
 * thread pool would take longer to start than this takes.
 */
function readInside({ place, files }: Reading, file: string, field: FileField): Buffer {
  const about = { place, field, file };
  try {
    const [base, path] = [realpathSync(place.folder), realpathSync(join(place.folder, file))];
    if (!isInside(base, path)) throw refuseBundle('BAD_DATA', { reason: 'bundle-file-outside', ...about });
    const stats = statSync(path);
    if (!stats.isFile()) throw refuseBundle('BAD_DATA', { reason: 'bundle-file-irregular', ...about });
    const limit = LIMITS[field];
    if (stats.size > limit)
      throw refuseBundle('BAD_DATA', { reason: 'bundle-file-too-large', limit, ...about });
    files.push({ dev: stats.dev, ino: stats.ino });
    return readFileSync(path);
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    throw refuseBundle('BAD_DATA', { reason: 'bundle-file-unreadable', code, ...about }, error);
  }
}

/** Whether `path` is below `base`; both without links. (`..name` is a name like any other.) */
function isInside(base: string, path: string): boolean {
  const [first] = relative(base, path).split(sep);
  return first !== '..' && !isAbsolute(relative(base, path));
}

function decodePage(data: Buffer, manifest: Manifest, place: BundlePlace): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch (error) {
    throw refuseBundle('BAD_DATA', { reason: 'page-not-utf-8', place, file: manifest.page.file }, error);
  }
}
