import { randomBytes } from 'node:crypto';
import { decrypt, readMessage } from 'openpgp';
import { expect } from 'vitest';
import { type BulkMessage, writeMessageV1 } from '../../src/pgp/encrypt/bulk/index.js';

type Algorithm = BulkMessage['sessionKey']['algorithm'];
export const ALGORITHMS = ['aes128', 'aes192', 'aes256'] as const;
export const KEY_BYTES: Record<Algorithm, number> = { aes128: 16, aes192: 24, aes256: 32 };

export function sessionKeyFor(algorithm: Algorithm) {
  return { data: new Uint8Array(randomBytes(KEY_BYTES[algorithm])), algorithm };
}

/** A message without session key packets: AES-256, of as many bytes as come, binary. */
export function messageWith(changes: Partial<BulkMessage> = {}): BulkMessage {
  const sessionKey = sessionKeyFor('aes256');
  return { eskPackets: new Uint8Array(0), sessionKey, size: undefined, armor: false, ...changes };
}

export async function collect(message: BulkMessage, source: AsyncIterable<Uint8Array>) {
  const chunks: Buffer[] = [];
  const counts = await writeMessageV1(message, source, async (chunk) => {
    chunks.push(Buffer.from(chunk));
  });
  const bytes = Buffer.concat(chunks);
  expect(counts.bytesOut).toBe(bytes.length);
  return { bytes, counts };
}

/** What OpenPGP.js makes of it; it fails on a wrong detection code, a wrong length and bytes left over. */
export async function opened(bytes: Buffer, { armor, sessionKey }: BulkMessage) {
  const message = armor
    ? await readMessage({ armoredMessage: bytes.toString('latin1') })
    : await readMessage({ binaryMessage: new Uint8Array(bytes) });
  const { data, filename } = await decrypt({ message, sessionKeys: sessionKey, format: 'binary' });
  return { data: Buffer.from(data), filename: filename ?? '' };
}
