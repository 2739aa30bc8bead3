import { Refusal } from '../errors.js';
import { type BundleReading, checkManifestFile, decodePage, placeOfBundle, readInside } from './check.js';
import { KEY_TO_FILL_IN } from './draft.js';
import type { Issue, Manifest } from './manifest.js';
import type { KeyInFile } from './model.js';
import type { BundlePlace } from './reason.js';

/** What can be read of a bundle, whatever is wrong with the rest. */
export interface BundleParts {
  place: BundlePlace;
  /** Without the fields that are wrong; `undefined`: too little is left. */
  manifest: Manifest | undefined;
  issues: readonly Issue[];
  /** The page's text. */
  page: string | undefined;
  keys: readonly KeyInFile[];
  /** There is none, and `bundle.json` has a place for one: `bundle init` left it, for a key that it could not take. */
  keyToFillIn: boolean;
  /** Why files cannot be read, each with the field that names it. */
  refusals: readonly { field: string; refusal: Refusal }[];
}

/**
 * Reads a bundle to the end, where `readCheckedBundle` stops at the first fault.
 *
 * @throws Refusal MISSING_INPUT where there is no such folder
 */
export function readParts(root: string, path?: string): BundleParts {
  const place = placeOfBundle(root, path);
  const reading: BundleReading = { place, files: [] };
  const refusals: { field: string; refusal: Refusal }[] = [];
  const attempt = <T>(field: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal;
      refusals.push({ field, refusal });
      return undefined;
    }
  };
  const json = attempt('bundle.json', () => readInside(reading, 'bundle.json', 'manifest'));
  const checked = json && attempt('bundle.json', () => checkManifestFile(json, place));
  const issues = checked && 'issues' in checked ? checked.issues : [];
  const manifest = checked && ('manifest' in checked ? checked.manifest : checked.partial);
  const page =
    manifest &&
    attempt('page.file', () =>
      decodePage(readInside(reading, manifest.page.file, 'page.file'), manifest, place),
    );
  const keys = (manifest?.keys ?? []).flatMap((pin): KeyInFile[] => {
    const field = `${pin.field}.file` as const;
    const data = attempt(field, () => readInside(reading, pin.file, field));
    return data ? [{ pin, data }] : [];
  });
  const keyToFillIn = json !== undefined && manifest?.keys.length === 0 && hasKeyComment(json);
  return { place, manifest, issues, page, keys, keyToFillIn, refusals };
}

/** The manifest was made of the same JSON. */
function hasKeyComment(json: Buffer): boolean {
  return Object.hasOwn(JSON.parse(json.toString()) as object, KEY_TO_FILL_IN);
}
