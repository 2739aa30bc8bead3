import { encryptSessionKey, generateSessionKey, type SessionKey } from 'openpgp';
import type { LineEnd } from '../../streams/base64-lines.js';
import type { ByteCounts, Write } from '../../streams/byte-streams.js';
import { OPENPGP_CONFIG } from '../policy/openpgp-config.js';
import { writeMessageV1 } from './bulk/index.js';
import { type EncryptionTarget, encryptionKeyOf } from './encryption-target.js';
import { refuseEncryption } from './reason.js';
import type { Signer } from './signer.js';

export interface EncryptRequest {
  recipients: readonly EncryptionTarget[];
  armor: boolean;
  /** Of the armor; a line feed where it is not given. */
  lineEnd?: LineEnd | undefined;
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
  const { signer, size, filename, armor, lineEnd } = request;
  const { sessionKey, esk } = await openSession(request);
  const signature =
    signer && (await import('./passing-signature.js').then((it) => it.startSignature(signer)));
  const message = { size, filename, signature, armor, lineEnd };
  if (isPlainV1(sessionKey)) {
    return writeMessageV1({ ...message, eskPackets: esk.write(), sessionKey }, source, write);
  }
  const { writeMessageStreamed } = await import('./write-streamed.js');
  return writeMessageStreamed({ ...message, esk, sessionKey }, source, write);
}

/** A session key and the packets that hold it, one for each recipient. */
async function openSession({ recipients, hidden = false }: EncryptRequest) {
  const encryptionKeys = await Promise.all(recipients.map(encryptionKeyOf));
  const sessionKey: SessionKey = await generateSessionKey({ encryptionKeys, config: OPENPGP_CONFIG });
  const esk = await encryptSessionKey({
    ...sessionKey,
    encryptionKeys,
    wildcard: hidden,
    config: OPENPGP_CONFIG,
    format: 'object',
  }).catch((error) => {
    const fingerprints = recipients.map(({ key }) => key.fingerprint);
    throw refuseEncryption('CERT_CANNOT_ENCRYPT', { reason: 'key-damaged', fingerprints }, error);
  });
  return { sessionKey, esk: esk.packets };
}

/** What pgp/encrypt/bulk writes: version 1 of the encrypted data packet, AES. */
function isPlainV1(key: SessionKey): key is SessionKey & { algorithm: 'aes128' | 'aes192' | 'aes256' } {
  return key.aeadAlgorithm === undefined && /^aes(128|192|256)$/.test(key.algorithm);
}
