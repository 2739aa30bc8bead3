import { decrypt, type PrivateKey, type PublicKey, readMessage } from 'openpgp';

export interface Decrypted {
  data: Buffer;
  filename: string;
  /** Upper-case hex key IDs of signatures that verify by `signers`. */
  signedBy: string[];
}

/** Decrypts with OpenPGP.js; the data as bytes. */
export async function openMessage(
  message: Uint8Array,
  keys: PrivateKey | PrivateKey[],
  signers: PublicKey[] = [],
): Promise<Decrypted> {
  const armored = Buffer.from(message).toString('latin1').startsWith('-----BEGIN');
  const parsed = armored
    ? await readMessage({ armoredMessage: Buffer.from(message).toString('latin1') })
    : await readMessage({ binaryMessage: new Uint8Array(message) });
  const result = await decrypt({
    message: parsed,
    decryptionKeys: keys,
    verificationKeys: signers,
    format: 'binary',
  });
  const signedBy: string[] = [];
  for (const signature of signers.length > 0 ? result.signatures : []) {
    await signature.verified;
    signedBy.push(signature.keyID.toHex().toUpperCase());
  }
  return { data: Buffer.from(result.data as Uint8Array), filename: result.filename ?? '', signedBy };
}
