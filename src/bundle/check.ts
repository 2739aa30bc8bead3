import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { systemCode } from '../errors.js';
import { isStandalone, readAsset } from '../system/assets.js';
import type { FileIdentity } from '../system/file-identity.js';
import { type CheckedManifest, checkManifest } from './check-manifest.js';
import { duplicateFields } from './duplicates.js';
import type { Issue, Manifest } from './manifest.js';
import type { Bundle, KeyInFile } from './model.js';
import { type BundlePlace, type FileField, refuseBundle } from './reason.js';

/** A bundle that is being read. */
export interface BundleReading {
  place: BundlePlace;
  /** The files that were read so far. */
  files: FileIdentity[];
}

/** Larger files than these are no page and no certificate; in bytes. Anybody can flood a certificate with signatures. */
const SMALL = 4 << 20;
const KEY_FILE = 32 << 20;
const limitOf = (field: FileField) => (field === 'manifest' || field === 'page.file' ? SMALL : KEY_FILE);

/**
 * Reads and checks a bundle, or the program's own.
 *
 * @param root the program's folder (with `data/` and `docs/`)
 * @param path the bundle's folder, or its `bundle.json`
 * @throws Refusal BAD_DATA naming the file and field; MISSING_INPUT where there is no such folder
 */
export function readCheckedBundle(root: string, path?: string): Bundle {
  const place = placeOfBundle(root, path);
  const reading: BundleReading = { place, files: [] };
  const manifest = parseManifest(readInside(reading, 'bundle.json', 'manifest'), place);
  const page = readInside(reading, manifest.page.file, 'page.file');
  return {
    dir: place.folder,
    bundled: place.bundled,
    manifest,
    pageSource: decodePage(page, manifest, place),
    keys: readKeys(reading, manifest),
    files: reading.files,
    compiled: undefined,
  };
}

/**
 * Where a bundle lies.
 *
 * @throws Refusal MISSING_INPUT: neither a folder nor the `bundle.json` of one
 */
export function placeOfBundle(root: string, path?: string): BundlePlace {
  const named = path ?? join(root, 'data');
  if (path === undefined && isStandalone()) return { folder: named, root, bundled: true };
  const manifest = basename(named) === 'bundle.json' && statsOf(named)?.isFile() === true;
  const folder = manifest ? dirname(named) : named;
  if (statsOf(folder)?.isDirectory() !== true)
    throw refuseBundle('MISSING_INPUT', { reason: 'bundle-no-folder', folder: named });
  return { folder, root, bundled: path === undefined };
}

function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Several certificates may be in one file. */
function readKeys(reading: BundleReading, { keys }: Manifest): KeyInFile[] {
  const files = new Map<string, Buffer>();
  return keys.map((pin) => {
    const data = files.get(pin.file) ?? readInside(reading, pin.file, `${pin.field}.file`);
    files.set(pin.file, data);
    return { pin, data };
  });
}

function parseManifest(data: Buffer, place: BundlePlace): Manifest {
  const checked = checkManifestFile(data, place);
  if ('manifest' in checked) return checked.manifest;
  throw refuseBundle('BAD_DATA', { reason: 'manifest-wrong', place, issues: checked.issues });
}

/** @throws Refusal BAD_DATA: it is no JSON */
export function checkManifestFile(data: Buffer, place: BundlePlace): CheckedManifest {
  const { value, duplicates } = parseJson(data, place);
  const checked = checkManifest(value);
  if (duplicates.length === 0) return checked;
  const twice = duplicates.map((field): Issue => ({ field, problem: 'given-twice' }));
  const rest = 'issues' in checked ? checked : { issues: [], partial: checked.manifest };
  return { issues: [...twice, ...rest.issues], partial: rest.partial };
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
export function readInside({ place, files }: BundleReading, file: string, field: FileField): Buffer {
  const about = { place, field, file };
  if (place.bundled && isStandalone()) return readAsset(place.root, `data/${file}`);
  try {
    const [base, path] = [realpathSync(place.folder), realpathSync(join(place.folder, file))];
    if (!isInside(base, path)) throw refuseBundle('BAD_DATA', { reason: 'bundle-file-outside', ...about });
    const stats = statSync(path);
    if (!stats.isFile()) throw refuseBundle('BAD_DATA', { reason: 'bundle-file-irregular', ...about });
    const limit = limitOf(field);
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

export function decodePage(data: Buffer, manifest: Manifest, place: BundlePlace): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(data);
  } catch (error) {
    throw refuseBundle('BAD_DATA', { reason: 'page-not-utf-8', place, file: manifest.page.file }, error);
  }
}
