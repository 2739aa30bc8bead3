import { type FailureCode, Refusal } from '../errors.js';
import type { Issue } from './manifest.js';

/** Where a bundle lies. */
export interface BundlePlace {
  folder: string;
  /** The program's own folder: an example of a manifest and the schema of its fields lie in it. */
  root: string;
  /** It came with the program. */
  bundled: boolean;
}

/**
 * The field that names a file of a bundle (`keys[1].file`); `manifest` stands for the manifest itself, which no field
 * names.
 */
export type FileField = 'manifest' | `${string}.file`;

interface WrongFile {
  place: BundlePlace;
  field: FileField;
  /** The name as the field has it. */
  file: string;
}

/** Why a bundle is refused. */
export type BundleReason =
  | { reason: 'bundle-no-folder'; folder: string }
  /** `detail` in the parser's own words; `null` for a file of no bytes. */
  | { reason: 'manifest-no-json'; place: BundlePlace; detail: string | null }
  | { reason: 'manifest-wrong'; place: BundlePlace; issues: readonly Issue[] }
  | ({ reason: 'bundle-file-outside' } & WrongFile)
  | ({ reason: 'bundle-file-irregular' } & WrongFile)
  /** `limit` in bytes. */
  | ({ reason: 'bundle-file-too-large'; limit: number } & WrongFile)
  /** `code` of the system: `ENOENT`. */
  | ({ reason: 'bundle-file-unreadable'; code: string } & WrongFile)
  | { reason: 'page-not-utf-8'; place: BundlePlace; file: string };

/** @param cause the error of the system or the parser, for a trace */
export function refuseBundle(code: FailureCode, facts: BundleReason, cause?: unknown): Refusal<BundleReason> {
  return new Refusal(code, facts, { cause });
}
