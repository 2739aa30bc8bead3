import { encryptSessionKey, generateSessionKey, type SessionKey } from 'openpgp';
import { OPENPGP_CONFIG } from '../policy/openpgp-config.js';
import { writeMessageV1 } from './bulk/index.js';
import { type ByteCounts, ofSize, type Write } from './byte-streams.js';
import { type EncryptionTarget, forcedKey } from './encryption-target.js';
import type { Signer } from './signer.js';
import { writeMessageStreamed } from './write-streamed.js';

export interface EncryptRequest {
  recipients: readonly EncryptionTarget[];
  armor: boolean;
  signer?: Signer | undefined;
  /** Leave all key IDs out (RFC 9580 section 5.1.8). */
  hidden?: boolean | undefined;
  /** For the literal packet; at most 255 bytes of UTF-8. Without it the packet carries none. */
  filename?: string | undefined;
  /** Bytes promised for a regular file. More or fewer: IO_ERROR. */
  size?: number | undefined;
}

/**
 * Encrypts `source` to the chosen key of each recipient. Nothing is held back and nothing compressed; `write` is
 * waited for. The format follows what all recipients announce: version 2 of the encrypted data packet (RFC 9580
 * section 5.13.2) or version 1 (5.13.1). The literal packet carries no date.
 *
 * @throws Refusal IO_ERROR where the source does not keep the promised size, and what source and `write` throw
 */
export async function encryptStream(
  request: EncryptRequest,
  source: AsyncIterable<Uint8Array>,
  write: Write,
): Promise<ByteCounts> {
  const { signer, size, filename, armor } = request;
  const { sessionKey, esk } = await openSession(request);
  if (isPlainV1(sessionKey) && !signer) {
    const message = { eskPackets: esk.write(), sessionKey, size, filename, armor };
    return writeMessageV1(message, source, write);
  }
  return writeMessageStreamed({ esk, sessionKey, signer, filename, armor }, ofSize(source, size), write);
}

/** A session key and the packets that hold it, one for each recipient. */
async function openSession({ recipients, hidden = false }: EncryptRequest) {
  const encryptionKeys = recipients.map(forcedKey);
  const date = null as unknown as Date; // OpenPGP.js's way to say "leave dates alone", left out of its types
  const sessionKey: SessionKey = await generateSessionKey({
    encryptionKeys,
    date,
    config: OPENPGP_CONFIG,
  });
  const esk = await encryptSessionKey({
    ...sessionKey,
    encryptionKeys,
    date,
    wildcard: hidden,
    config: OPENPGP_CONFIG,
    format: 'object',
  });
  return { sessionKey, esk: esk.packets };
}

/** What pgp/bulk writes: version 1 of the encrypted data packet, AES. */
function isPlainV1(key: SessionKey): key is SessionKey & { algorithm: 'aes128' | 'aes192' | 'aes256' } {
  return key.aeadAlgorithm === undefined && /^aes(128|192|256)$/.test(key.algorithm);
}
