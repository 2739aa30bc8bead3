import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, type KeyOptions, type PrivateKey, readPrivateKey } from 'openpgp';
import { emptyFolder } from './run.js';

/** A vendor of the tests: a bundle whose private half we hold. Made at run time: no secret lies in the project. */
export interface TestVendor {
  dir: string;
  fingerprint: string;
  /** Armored, not locked. */
  secretKey: string;
  certificate: string;
  privateKey: PrivateKey;
}

export const TEST_PAGE = `---
title: Example Security
---
An introduction with [a link](https://example.com/a+b).

## First Things

Text of the first section.

## Contact

Write to [security@example.com](mailto:security@example.com).
`;

export async function makeVendor(
  options: Partial<KeyOptions> = {},
  bundle: object = {},
): Promise<TestVendor> {
  const generated = await generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: [{ name: 'Example Security', email: 'security@example.com' }],
    format: 'armored',
    ...options,
  } as KeyOptions & { format: 'armored' });
  const { privateKey: secretKey, publicKey: certificate } = generated as {
    privateKey: string;
    publicKey: string;
  };
  const privateKey = await readPrivateKey({ armoredKey: secretKey });
  const fingerprint = privateKey.getFingerprint().toUpperCase();
  const dir = join(emptyFolder(), 'bundle');
  writeBundle(dir, { certificate, fingerprint }, bundle);
  return { dir, fingerprint, secretKey, certificate, privateKey };
}

/** Writes a bundle folder of any form: its manifest and the files that it names; the page is there. */
export function writeManifest(
  dir: string,
  manifest: object,
  files: Record<string, string | Uint8Array>,
): string {
  mkdirSync(dir, { recursive: true });
  for (const [name, data] of Object.entries({ 'page.md': TEST_PAGE, ...files })) {
    writeFileSync(join(dir, name), data);
  }
  const least = { name: 'Example', page: { file: 'page.md' } };
  writeFileSync(join(dir, 'bundle.json'), JSON.stringify({ ...least, ...manifest }, null, 2));
  return dir;
}

/** A bundle that `bundle check` has nothing to say of, but for these changes. */
export function goodBundle(
  { certificate, fingerprint }: TestVendor,
  changes: object = {},
  files: Record<string, string | Uint8Array> = {},
): string {
  const key = { file: 'key.asc', fingerprint };
  const pin = (changes as { key?: { fingerprint: string } }).key?.fingerprint ?? fingerprint;
  const page = `# Example\n\nWrite to security@example.com.\n\nOpenPGP: ${pin}\n`;
  return writeManifest(
    join(emptyFolder(), 'bundle'),
    { address: 'security@example.com', key, ...changes },
    { 'page.md': page, 'key.asc': certificate, ...files },
  );
}

/** Writes a bundle folder around a certificate; `changes` replace top-level fields of bundle.json, `files` stand beside it. */
export function writeBundle(
  dir: string,
  key: { certificate: string | Uint8Array; fingerprint: string },
  changes: object = {},
  files: Record<string, string> = {},
): void {
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
  writeFileSync(join(dir, 'page.md'), TEST_PAGE);
  writeFileSync(join(dir, 'vendor.asc'), key.certificate);
  const manifest = {
    name: 'Example',
    address: 'security@example.com',
    page: { file: 'page.md' },
    key: { file: 'vendor.asc', fingerprint: key.fingerprint },
    site: { url: 'https://example.com', baseurl: '' },
    ...changes,
  };
  writeFileSync(join(dir, 'bundle.json'), JSON.stringify(manifest, null, 2));
}
