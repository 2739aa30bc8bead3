import { type LiteralDataPacket, SignaturePacket } from 'openpgp';
import { hashName } from '../../format/algorithms.js';
import { cryptographyAlone } from '../../policy/openpgp-config.js';
import { reservation, type SignerFacts } from '../../policy/signature-dates.js';
import type { ParsedSignature, SignatureShape } from '../packets/signature-packet.js';
import type { SignatureFinding, SignatureReport } from '../signature-report.js';
import type { Trust, TrustedKey } from '../trust.js';
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
  const reportFor = reporter(signature, given.trust);
  if ('obstacle' in found) return reportFor(found.key, found.obstacle);
  const stranger = reportFor(undefined, { status: 'unknown-signer' });
  const notHashed = given.digests.obstacle(signature);
  if (notHashed && !found.named) return stranger;
  if (notHashed) return reportFor(found.keys[0], { status: 'unsupported', why: notHashed });
  for (const key of found.keys) {
    if (!(await verifies(signature, key, given.digests))) continue;
    const facts = given.trust.signerAt(key, signature.created, given.now);
    return reportFor(key, reservation(signature, facts, given.now) ?? (shape.disputed ? DISPUTED : GOOD));
  }
  return found.named ? reportFor(found.keys[0], { status: 'bad' }) : stranger;
}

const GOOD: SignatureFinding = { status: 'good' };
const DISPUTED: SignatureFinding = { status: 'malformed', why: 'one-pass' };

/** Dates, algorithms and the rest have their own reasons, so nothing is rejected by them. */
const RULES = cryptographyAlone();

async function verifies(signature: ParsedSignature, key: TrustedKey, digests: Digests): Promise<boolean> {
  const hashed = digests.digest(signature);
  if (!hashed) return false;
  try {
    const packet = new SignaturePacket();
    (packet as unknown as { read(body: Uint8Array): void }).read(signature.bare);
    packet.issuerKeyID = key.packet.getKeyID();
    // OpenPGP.js takes a hash that was computed before: so the data is read once, whatever the number of signatures
    Object.assign(packet, { hashed });
    const nothing = null as unknown as LiteralDataPacket;
    await packet.verify(key.packet, signature.type, nothing, null as unknown as Date, false, RULES);
    return true;
  } catch {
    return false;
  }
}

/** The facts, as they are now, of the key that made a good signature. */
export function signerOf(report: SignatureReport, trust: Trust, now: Date): SignerFacts {
  const key = trust.keys.find(({ facts }) => facts.fingerprint === report.fingerprint) ?? trust.primary;
  return trust.signerAt(key, now, now);
}

function reporter(signature: ParsedSignature, { primary }: Trust) {
  return (key: TrustedKey | undefined, finding: SignatureFinding): SignatureReport => {
    const fingerprint = key?.facts.fingerprint ?? signature.issuers.fingerprints[0] ?? null;
    return {
      ...finding,
      keyID: key?.facts.keyID ?? signature.issuers.keyIDs[0] ?? keyIDOf(fingerprint),
      fingerprint,
      primaryFingerprint: key ? primary.facts.fingerprint : null,
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
