/** Whose a signature may be, and what keeps it from being verified at all: decided before any cryptography. */
import { keyAlgorithmName, onlyEncrypts } from '../../format/algorithms.js';
import { SIGNATURE_TYPE } from '../../format/signature-fields.js';
import { countsInMessage } from '../../policy/hashes.js';
import { isVerified, unverifiable } from '../../policy/key-kinds.js';
import type { ParsedSignature } from '../packets/signature-packet.js';
import type { SignatureFinding, Unsupported } from '../signature-report.js';
import type { Trust, TrustedKey } from '../trust.js';

/** The signature types that sign a document; in the cleartext framework only text (RFC 9580 sections 5.2.1 and 7). */
export const TEXT_ONLY: readonly number[] = [SIGNATURE_TYPE.TEXT];
export const DOCUMENT: readonly number[] = [SIGNATURE_TYPE.BINARY, SIGNATURE_TYPE.TEXT];

/** What a signature is looked at for. */
export interface Expected {
  trust: Trust;
  /** The types that count here. */
  types: readonly number[];
}

interface Obstacle {
  obstacle: SignatureFinding;
  key: TrustedKey | undefined;
}

interface Candidates {
  keys: readonly TrustedKey[];
  /** The signature names one of them, or nobody: where none of them made it, it is bad. Otherwise it is a stranger's. */
  named: boolean;
}

/**
 * The keys that may have made a signature; or why it need not be verified, whoever made it. Issuers are hints: one that
 * names another key is tried with ours, and is a stranger's where that fails.
 */
export function candidates(signature: ParsedSignature, given: Expected): Candidates | Obstacle {
  const found = issuerKeys(signature, given.trust);
  if (found.length > 0) return candidatesAmong(found, signature, given);
  const tried = candidatesAmong(given.trust.keys, signature, given);
  return 'obstacle' in tried
    ? { obstacle: { status: 'unknown-signer' }, key: undefined }
    : { ...tried, named: false };
}

function candidatesAmong(
  named: readonly TrustedKey[],
  signature: ParsedSignature,
  given: Expected,
): Candidates | Obstacle {
  const [first] = named;
  if (!first) return { obstacle: { status: 'unknown-signer' }, key: undefined };
  // section 5.2: a version 6 signature only by a version 6 key, and by that key no other
  const keys = named.filter(({ facts }) => facts.version === signature.version);
  const [key] = keys;
  if (!key) {
    const versions = { signature: signature.version, key: first.facts.version };
    return unsupported(first, { what: 'key-version', ...versions });
  }
  if (!given.types.includes(signature.type)) {
    return { obstacle: { status: 'wrong-type', type: signature.type }, key };
  }
  const obstacles = keys.map((one) => obstacleOfKind(signature, one));
  const able = keys.filter((_one, index) => obstacles[index] === undefined);
  const [obstacle] = obstacles;
  if (able.length === 0 && obstacle) return obstacle;
  if (signature.notUnderstood) return unsupported(key, signature.notUnderstood);
  return countsInMessage(signature)
    ? { keys: able, named: true }
    : { obstacle: { status: 'weak-hash' }, key };
}

function unsupported(key: TrustedKey, why: Unsupported): Obstacle {
  return { obstacle: { status: 'unsupported', why }, key };
}

/** An algorithm or a curve that is not verified here: nothing is known of such a signature, not even that it is bad. */
function obstacleOfKind({ algorithm }: ParsedSignature, key: TrustedKey): Obstacle | undefined {
  // a signature that names an algorithm that signs nothing is as impossible as one by a key of that kind
  const name = keyAlgorithmName(algorithm);
  const encrypts = [name, key.facts.algorithm].find(onlyEncrypts);
  if (encrypts !== undefined) {
    const why = { fault: 'encrypts-only' as const, algorithm: encrypts };
    return { obstacle: { status: 'key-cannot-sign', why }, key };
  }
  if (!isVerified(name)) return unsupported(key, { what: 'algorithm', algorithm: name });
  const own = unverifiable(key.facts);
  if (own) return unsupported(key, { what: 'key', fault: own });
  const above = unverifiable(key.primary);
  return above && unsupported(key, { what: 'primary-key', fault: above });
}

/** Our keys that the signature names; all of them where it names none. A fingerprint counts more than a key ID. */
function issuerKeys(signature: ParsedSignature, trust: Trust): readonly TrustedKey[] {
  const { fingerprints, keyIDs } = signature.issuers;
  if (fingerprints.length > 0) {
    return trust.keys.filter(({ facts }) => fingerprints.includes(facts.fingerprint));
  }
  return keyIDs.length > 0 ? trust.keys.filter(({ facts }) => keyIDs.includes(facts.keyID)) : trust.keys;
}
