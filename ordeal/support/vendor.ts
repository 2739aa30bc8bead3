import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createMessage,
  decrypt,
  generateKey,
  type PrivateKey,
  readMessage,
  reformatKey,
  revokeKey,
  sign,
} from 'openpgp';
import { cleartext } from '../../test/support/messages.js';

/** A vendor of this run, with what it has signed. The keys are new in each run: no secret lies in the project. */
export interface Vendor {
  privateKey: PrivateKey;
  fingerprint: string;
  /** Armored. */
  certificate: string;
  /** Newer copies of the certificate, armored. */
  copies: Record<CopyName, string>;
  /** The folder of a bundle around it. */
  bundle: string;
  /** A file of a few MB, and the vendor's detached signature over it. */
  data: string;
  signature: string;
  /** A text of a few lines with a signature around it. */
  signedText: string;
}

export type CopyName = 'revoked' | 'renewed' | 'more';

const MEGABYTES = 6;
const DAY = 86_400_000;
const TEXT = 'Dear reporter,\n- thanks\n\nFrom the team\n';
const PAGE =
  '---\ntitle: Example Security\n---\nAn introduction.\n\n## Contact\n\nWrite to security@example.com.\n';

export async function makeVendor(folder: string): Promise<Vendor> {
  const userIDs = [{ name: 'Example Security', email: 'security@example.com' }];
  const date = new Date(Date.now() - 100 * DAY);
  const { privateKey } = await generateKey({ type: 'curve25519', userIDs, date, format: 'object' });
  const fingerprint = privateKey.getFingerprint().toUpperCase();
  const certificate = privateKey.toPublic().armor();
  const bundle = join(folder, 'bundle');
  writeBundle(bundle, { certificate, fingerprint });
  const content = randomBytes(MEGABYTES << 20);
  const [data, signature] = [join(folder, 'data.bin'), join(folder, 'data.bin.asc')];
  writeFileSync(data, content);
  const message = await createMessage({ binary: content });
  writeFileSync(signature, await sign({ message, signingKeys: privateKey, detached: true }));
  return {
    ...{ privateKey, fingerprint, certificate, bundle, data, signature },
    copies: await newerCopies(privateKey),
    signedText: await cleartext(privateKey, TEXT),
  };
}

async function newerCopies(privateKey: PrivateKey): Promise<Record<CopyName, string>> {
  const userIDs = [{ name: 'Example Security', email: 'new@example.com' }];
  const { publicKey } = await revokeKey({ key: privateKey, format: 'object' });
  const renewed = await reformatKey({ privateKey, userIDs, format: 'object' });
  const more = await privateKey.addSubkey({});
  const copies = { revoked: publicKey, renewed: renewed.publicKey, more: more.toPublic() };
  return Object.fromEntries(Object.entries(copies).map(([name, key]) => [name, key.armor()])) as never;
}

/** @param changes replace fields of bundle.json; `page` replaces the page. */
export function writeBundle(
  dir: string,
  key: { certificate: string | Uint8Array; fingerprint: string },
  { changes = {}, page = PAGE }: { changes?: object; page?: string | Uint8Array } = {},
): void {
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'page.md'), page);
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

/** Whether a file is a whole message, with this content. */
export async function holds(path: string, vendor: Vendor, content: Uint8Array): Promise<boolean> {
  try {
    const bytes = readFileSync(path);
    const message = bytes.subarray(0, 5).equals(Buffer.from('-----'))
      ? await readMessage({ armoredMessage: bytes.toString('latin1') })
      : await readMessage({ binaryMessage: bytes });
    const config = { allowInsecureDecryptionWithSigningKeys: false };
    const { data } = await decrypt({ message, decryptionKeys: vendor.privateKey, format: 'binary', config });
    return digest(data as Uint8Array) === digest(content);
  } catch {
    return false;
  }
}

export const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
