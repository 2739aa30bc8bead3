import { aeadName, cipherName, keyAlgorithmName } from '../../format/algorithms.js';
import { packetType, TAG } from '../../format/tags.js';
import { malformed } from '../malformed.js';
import type { Trust } from '../trust.js';
import {
  type Encryption,
  MAX_RECIPIENTS,
  type Recipient,
  type Verification,
  type Warning,
} from '../verification.js';
import { type Packet, significant } from './read-packets.js';

/** Whether a packet begins an encrypted message (RFC 9580 section 10.3). */
export function beginsEncrypted(tag: number): boolean {
  const role = packetType(tag)?.role;
  return role === 'session-key' || role === 'encrypted-data';
}

/**
 * Looks at an encrypted message from outside: who it names, and what can be seen of its ciphers. Anyone can write
 * any key ID into it, so that it is addressed to somebody, and no more than that is known.
 *
 * @param packets all of them
 * @throws MalformedError: no encrypted data, or something else beside it
 */
export function lookAtEncrypted(packets: readonly Packet[], trust: Trust): Verification {
  const layer = significant(packets);
  const at = layer.findIndex(({ tag }) => packetType(tag)?.role !== 'session-key');
  const body = layer[at];
  if (!body) return malformed('no-encrypted-data', { offset: layer.at(-1)?.offset ?? 0 });
  if (packetType(body.tag)?.role !== 'encrypted-data')
    malformed('grammar', { number: body.tag, offset: body.offset });
  const behind = layer[at + 1];
  if (behind) malformed('trailing-data', { offset: behind.offset });
  const keys = layer.slice(0, at);
  const warnings: Warning[] = [];
  const named = keys.filter(({ tag }) => tag === TAG.SESSION_KEY).map((packet) => recipient(packet, trust));
  if (named.length > MAX_RECIPIENTS) warnings.push({ code: 'too-many-recipients', count: named.length });
  const recipients = named.slice(0, MAX_RECIPIENTS);
  const encryption = bodyEncryption(body, keys);
  if (encryption.version === 0) warnings.push({ code: 'no-integrity' });
  if (recipients.some(({ keyID }) => namesUnusable(keyID, trust))) warnings.push({ code: 'names-primary' });
  return {
    kind: 'encrypted',
    verdict: verdictOn(recipients),
    recipients,
    passwords: keys.filter(({ tag }) => tag === TAG.PASSWORD).length,
    encryption,
    warnings,
  };
}

function verdictOn(recipients: readonly Recipient[]) {
  if (recipients.some(({ ours }) => ours)) return 'addressed';
  return recipients.some(({ hidden }) => hidden) ? 'cannot-tell' : 'not-addressed';
}

function namesUnusable(keyID: string, trust: Trust): boolean {
  return trust.recipients.some((key) => key.keyID === keyID && !key.canEncrypt);
}

/** Section 5.1: version 3 names a key ID, version 6 a fingerprint. Unknown versions name nobody that we know. */
function recipient({ body, offset }: Packet, trust: Trust): Recipient {
  const version = body[0];
  if (version === 6) return recipientV6(body, offset, trust);
  if (version !== 2 && version !== 3) return named('?'.repeat(16), '', 0, trust);
  if (body.length < 10) malformed('packet-length', { number: TAG.SESSION_KEY, offset });
  return named(body.subarray(1, 9).toString('hex').toUpperCase(), '', body.readUInt8(9), trust);
}

function recipientV6(body: Buffer, offset: number, trust: Trust): Recipient {
  const length = body[1] ?? 0;
  const algorithm = body[2 + length];
  if (algorithm === undefined) return malformed('packet-length', { number: TAG.SESSION_KEY, offset });
  if (length === 0) return named('0'.repeat(16), '', algorithm, trust);
  const fingerprint = body
    .subarray(3, 2 + length)
    .toString('hex')
    .toUpperCase();
  const keyID = body[2] === 6 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
  return named(keyID, fingerprint, algorithm, trust);
}

function named(keyID: string, fingerprint: string, algorithm: number, trust: Trust): Recipient {
  const hidden = /^0+$/.test(keyID);
  const ours = trust.recipients.some(
    (key) => key.canEncrypt && key.keyID === keyID && (fingerprint === '' || key.fingerprint === fingerprint),
  );
  return { keyID, ours: ours && !hidden, hidden, algorithm: keyAlgorithmName(algorithm) };
}

/** Sections 5.7 and 5.13; a password's packet (section 5.3) tells the cipher where the body does not. */
function bodyEncryption({ tag, body, offset }: Packet, keys: readonly Packet[]): Encryption {
  const password = keys.find((key) => key.tag === TAG.PASSWORD && (key.body[0] === 4 || key.body[0] === 6));
  const told = password ? cipherName(password.body[password.body[0] === 6 ? 2 : 1] ?? 0) : null;
  if (tag === TAG.ENCRYPTED_UNPROTECTED) return { version: 0, cipher: told, aead: null };
  if (tag === TAG.ENCRYPTED_OCB)
    return { version: 'ocb', cipher: cipherName(body[1] ?? 0), aead: aeadName(body[2] ?? 0) };
  if (body[0] === 2) return { version: 2, cipher: cipherName(body[1] ?? 0), aead: aeadName(body[2] ?? 0) };
  if (body[0] === 1) return { version: 1, cipher: told, aead: null };
  const [version] = body;
  return version === undefined
    ? malformed('packet-length', { number: tag, offset })
    : malformed('encryption-version', { number: version });
}
