import type { LiteralDataPacket } from 'openpgp';
import type { KeyFacts } from '../../facts.js';
import { hashName, keyAlgorithmName } from '../../format/algorithms.js';
import { reservation } from '../../policy/signature-dates.js';
import type { ParsedSignature, SignatureShape } from '../packets/signature-packet.js';
import type { SignatureFinding, SignatureReport } from '../signature-report.js';
import type { OpenedKey, Trust, TrustedKey } from '../trust.js';
import { candidates, type Expected } from './candidates.js';
import type { Digests } from './digests.js';

/** What a signature is judged against. */
export interface Circumstances extends Expected {
  digests: Digests;
  now: Date;
}

/**
 * Judges one signature, alone. The order: what it is, who claims to have made it, whether it verifies; only then,
 * with the signature's own fields proven, when and with which right it was made.
 */
export async function judgeSignature(shape: SignatureShape, given: Circumstances): Promise<SignatureReport> {
  if (shape.state === 'unreadable') return shape.report;
  const { signature } = shape;
  const found = candidates(signature, given);
  const reportFor = reporter(signature);
  if ('obstacle' in found) return reportFor(found.key, found.obstacle);
  const stranger = reportFor(undefined, { status: 'unknown-signer' });
  const notHashed = given.digests.obstacle(signature);
  if (notHashed && !found.named) return stranger;
  if (notHashed && shape.disputed) return reportFor(found.keys[0], DISPUTED);
  if (notHashed) return reportFor(found.keys[0], { status: 'unsupported', why: notHashed });
  for (const key of found.keys) {
    if (!mayHaveMade(key.facts, signature)) continue;
    const opened = await key.open();
    if (!(await verifies(signature, opened, given.digests))) continue;
    const facts = opened.signerAt(signature.created, given.now);
    return reportFor(key, reservation(signature, facts, given.now) ?? (shape.disputed ? DISPUTED : GOOD));
  }
  return found.named ? reportFor(found.keys[0], { status: 'bad' }) : stranger;
}

const GOOD: SignatureFinding = { status: 'good' };
const DISPUTED: SignatureFinding = { status: 'malformed', why: 'one-pass' };

/** An RSA signature is as long as the modulus: of one in 2^64, more than so many bits in front are zero. */
const ZEROS = 64;

/** Whether a key is one of the kind and size that made a signature: a stranger's mostly is not. */
function mayHaveMade(
  { algorithm, bits }: KeyFacts,
  { algorithm: number, firstBits }: ParsedSignature,
): boolean {
  if (keyAlgorithmName(number) !== algorithm) return false;
  return algorithm !== 'RSA' || bits === null || (firstBits <= bits && firstBits >= bits - ZEROS);
}

async function verifies(
  signature: ParsedSignature,
  { packet: key }: OpenedKey,
  digests: Digests,
): Promise<boolean> {
  const hashed = digests.digest(signature);
  if (!hashed) return false;
  const [{ SignaturePacket }, { cryptographyAlone }] = await Promise.all([
    import('openpgp'),
    import('../../policy/openpgp-config.js'),
  ]);
  // dates, algorithms and the rest have their own reasons, so nothing is rejected by them
  const rules = cryptographyAlone();
  try {
    const packet = new SignaturePacket();
    (packet as unknown as { read(body: Uint8Array): void }).read(signature.bare);
    packet.issuerKeyID = key.getKeyID();
    // OpenPGP.js takes a hash that was computed before: so the data is read once, whatever the number of signatures
    Object.assign(packet, { hashed });
    const nothing = null as unknown as LiteralDataPacket;
    await packet.verify(key, signature.type, nothing, null as unknown as Date, false, rules);
    return true;
  } catch {
    return false;
  }
}

/** The trusted key that made a good signature. */
export function signingKeyOf(report: SignatureReport, trust: Trust): TrustedKey {
  const key = trust.keys.find(
    ({ facts, primary }) =>
      facts.fingerprint === report.fingerprint && primary.fingerprint === report.primaryFingerprint,
  );
  if (!key) throw new Error('no-such-key');
  return key;
}

function reporter(signature: ParsedSignature) {
  return (key: TrustedKey | undefined, finding: SignatureFinding): SignatureReport => {
    const fingerprint = key?.facts.fingerprint ?? signature.issuers.fingerprints[0] ?? null;
    return {
      ...finding,
      keyID: key?.facts.keyID ?? signature.issuers.keyIDs[0] ?? keyIDOf(fingerprint),
      fingerprint,
      primaryFingerprint: key?.primary.fingerprint ?? null,
      created: signature.created.toISOString(),
      hash: hashName(signature.hash),
    };
  };
}

/** Section 5.5.4: the last (version 4) or first (version 6) eight octets of the fingerprint. */
function keyIDOf(fingerprint: string | null): string | null {
  if (fingerprint === null) return null;
  return fingerprint.length === 64 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
}
