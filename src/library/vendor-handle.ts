import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest, Notice } from '../bundle/manifest.js';
import type { Bundle } from '../bundle/model.js';
import { readBundle } from '../bundle/read.js';
import { inWords } from '../output/in-words.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { openCertificate } from '../vendor/open.js';
import { keepCertificate } from './certificates.js';

/** A vendor's bundle, checked: its form, its pin, and the self-signatures of its certificate. */
export interface Vendor {
  readonly name: string;
  /** The security address. */
  readonly address: string;
  /** The security page, Markdown as published. */
  readonly page: string;
  /** Dated facts about key and address, each with its source: show them to whoever is going to write. */
  readonly notices: readonly Notice[];
  /** Everything that `bundle.json` says. */
  readonly manifest: Manifest;
  /** What the certificate's verified self-signatures say. */
  readonly certificate: CertificateFacts;
}

export interface LoadOptions {
  /** A bundle's folder; without it the one that comes with this package. */
  dir?: string;
  /** Look for a newer copy of the certificate in the user's data folder, where `key update` keeps it. */
  updates?: boolean;
}

/**
 * Reads and checks a bundle. No network, and nothing outside the bundle's folder unless `updates` is set.
 *
 * @throws Failure PRIMARY_KEY_BAD (the certificate is not the pinned one), BAD_DATA, MISSING_INPUT, IO_ERROR
 */
export function loadBundle(options: LoadOptions = {}): Promise<Vendor> {
  return inFailures(() => openVendor(options));
}

/** Callers know Failures: a refusal of a layer below gets its words here. */
export async function inFailures<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw await inWords(error);
  }
}

async function openVendor(options: LoadOptions): Promise<Vendor> {
  const bundle: Bundle = await readBundle(packageRoot(), options.dir);
  const { readStored } = await import('../vendor/stored-key.js');
  if (options.updates) bundle.findUpdate = () => readStored(bundle.manifest.key.fingerprint);
  const certificate = await openCertificate(bundle);
  const { manifest, pageSource } = bundle;
  const vendor: Vendor = {
    name: manifest.name,
    address: manifest.address,
    page: pageSource,
    notices: manifest.notices,
    manifest,
    certificate: certificate.facts,
  };
  keepCertificate(vendor, certificate);
  return vendor;
}

/** The folder above this file, wherever the build has put it, that holds the bundle of this package. */
function packageRoot(): string {
  let dir = import.meta.dirname;
  while (!existsSync(join(dir, 'data', 'bundle.json')) && dir !== dirname(dir)) dir = dirname(dir);
  return dir;
}
