import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { KeyUse, Manifest, Notice } from '../bundle/manifest.js';
import type { Bundle } from '../bundle/model.js';
import { readBundle } from '../bundle/read.js';
import { inWords } from '../output/in-words.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { openCertificate, openEach } from '../vendor/open-keys.js';
import { keepCertificates } from './certificates.js';

/** A vendor's bundle, checked: its form, its pin, and the self-signatures of its certificate. */
export interface Vendor {
  readonly name: string;
  /** The security address; `null` where the vendor takes no mail: see `contacts`. */
  readonly address: string | null;
  /** How to reach the vendor, by preference: `mailto:`, `https:` and `tel:` URIs. */
  readonly contacts: readonly string[];
  /** The security page, Markdown as published. */
  readonly page: string;
  /** Dated facts about key and address, each with its source: show them to whoever is going to write. */
  readonly notices: readonly Notice[];
  /** Everything that `bundle.json` says. */
  readonly manifest: Manifest;
  /** Its OpenPGP keys, in the bundle's order; none where it publishes none. */
  readonly keys: readonly VendorKey[];
}

/** One of a vendor's keys: its certificate is the pinned one. */
export interface VendorKey {
  /** The pin: the primary fingerprint, upper-case hex. */
  readonly fingerprint: string;
  /** Whose it is, or what for, as the bundle has it. */
  readonly name: string | null;
  /** Where it is published. */
  readonly url: string | null;
  readonly use: readonly KeyUse[];
  /** What the certificate's verified self-signatures say. */
  readonly certificate: CertificateFacts;
}

export interface LoadOptions {
  /** A bundle's folder, or its `bundle.json`; without it the one that comes with this package. */
  dir?: string;
  /** Look for newer copies of the certificates in the user's data folder, where `key update` keeps it. */
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
  const { readStored } = await import('../vendor/stored-copies.js');
  if (options.updates) bundle.findUpdate = readStored;
  // of several, those that this program cannot use are left out
  const opened = await openEach(bundle.keys, async (key) => ({
    certificate: await openCertificate(bundle, key),
  }));
  const certificates = opened.flatMap((one) => ('failure' in one ? [] : [one]));
  const { manifest, pageSource } = bundle;
  const vendor: Vendor = {
    name: manifest.name,
    address: manifest.address,
    contacts: manifest.contacts,
    page: pageSource,
    notices: manifest.notices,
    manifest,
    keys: certificates.map(({ pin, certificate }) => ({
      fingerprint: pin.fingerprint,
      name: pin.name ?? null,
      url: pin.url ?? null,
      use: pin.use,
      certificate: certificate.facts,
    })),
  };
  keepCertificates(vendor, certificates);
  return vendor;
}

/** The folder above this file, wherever the build has put it, that holds the bundle of this package. */
function packageRoot(): string {
  let dir = import.meta.dirname;
  while (!existsSync(join(dir, 'data', 'bundle.json')) && dir !== dirname(dir)) dir = dirname(dir);
  return dir;
}
