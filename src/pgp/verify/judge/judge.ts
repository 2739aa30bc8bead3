import { config, type enums, type LiteralDataPacket, SignaturePacket } from 'openpgp';
import type { Revocation } from '../../certificate/facts.js';
import { weakness } from '../../certificate/policy.js';
import { hashName } from '../../format/algorithms.js';
import type { ParsedSignature, SignatureShape } from '../packets/signature-packet.js';
import type { Trust, TrustedKey } from '../trust.js';
import type { SignatureReport, SignatureStatus } from '../types.js';
import { candidates, type Expected } from './candidates.js';
import type { Digests } from './digests.js';

/** What a signature is judged against. */
export interface Case extends Expected {
  digests: Digests;
  now: Date;
}

/**
 * Judges one signature, alone. The order: what it is, who claims to have made it, whether it verifies; only then,
 * with the signature's own fields proven, when and with which right it was made.
 */
export async function judgeSignature(shape: SignatureShape, given: Case): Promise<SignatureReport> {
  if (shape.state === 'unreadable') return shape.report;
  const { signature } = shape;
  const found = candidates(signature, given);
  const reportFor = reporter(signature, given.trust);
  if ('obstacle' in found) return reportFor(found.key, found.obstacle, found.about);
  const notHashed = given.digests.obstacle(signature);
  if (notHashed !== undefined) return reportFor(found.keys[0], 'unsupported', notHashed);
  for (const key of found.keys) {
    if (!(await verifies(signature, key, given.digests))) continue;
    const reason = reservation(signature, key, given) ?? (shape.disputed ? DISPUTED : undefined);
    return reportFor(key, reason?.status ?? 'good', reason?.about);
  }
  return reportFor(found.keys[0], 'bad');
}

/** The cryptography alone: dates, algorithms and the rest have their own reasons, so nothing is rejected by them. */
const EVERYTHING = {
  ...config,
  rejectHashAlgorithms: new Set<enums.hash>(),
  rejectMessageHashAlgorithms: new Set<enums.hash>(),
};

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
    await packet.verify(key.packet, signature.type, nothing, null as unknown as Date, false, EVERYTHING);
    return true;
  } catch {
    return false;
  }
}

interface Reason {
  status: SignatureStatus;
  about?: string;
}

const DISPUTED: Reason = { status: 'malformed', about: 'one-pass' };

/** Why a signature that verifies does not count, or `undefined`. */
function reservation(signature: ParsedSignature, key: TrustedKey, given: Case): Reason | undefined {
  const { created, expires } = signature;
  const keys = key === given.trust.primary ? [key] : [key, given.trust.primary];
  const facts = keys.map((one) => one.facts);
  if (created > given.now) return { status: 'from-the-future' };
  if (expires && expires <= given.now) return { status: 'signature-expired', about: expires.toISOString() };
  const revocation = facts
    .map((one) => one.revoked)
    .find((one) => one && (one.hard || before(one.date, created)));
  if (revocation) return { status: 'key-revoked', about: revocation.date };
  const born = facts.map((one) => one.created).find((date) => created < new Date(date));
  if (born) return { status: 'before-key', about: born };
  const ended = facts.map((one) => one.expires).find((date) => date && before(date, created));
  if (ended) return { status: 'key-expired', about: ended };
  const weak = weakness(key.facts) ?? weakness(given.trust.primary.facts);
  if (weak) return { status: 'key-cannot-sign', about: weak };
  return key.facts.canSign ? undefined : { status: 'key-cannot-sign' };
}

/** `date` is not later than `created`. */
function before(date: string, created: Date): boolean {
  return Date.parse(date) <= created.getTime();
}

/** Whether the key that made a good signature has expired by `now`. */
export function hasExpired(report: SignatureReport, trust: Trust, now: Date): boolean {
  const key = trust.keys.find(({ facts }) => facts.fingerprint === report.fingerprint);
  return [key, trust.primary].some(
    (one) => one?.facts.expires && Date.parse(one.facts.expires) <= now.getTime(),
  );
}

/** The soft revocation, made later, of the key that made a good signature (a hard one leaves none good). */
export function revokedSince(report: SignatureReport, trust: Trust): Revocation | null {
  const key = trust.keys.find(({ facts }) => facts.fingerprint === report.fingerprint);
  return key?.facts.revoked ?? trust.primary.facts.revoked;
}

function reporter(signature: ParsedSignature, { primary }: Trust) {
  return (
    key: TrustedKey | undefined,
    status: SignatureStatus,
    about: string | null = null,
  ): SignatureReport => {
    const fingerprint = key?.facts.fingerprint ?? signature.issuers.fingerprints[0] ?? null;
    return {
      status,
      keyID: key?.facts.keyID ?? signature.issuers.keyIDs[0] ?? keyIDOf(fingerprint),
      fingerprint,
      primaryFingerprint: key ? primary.facts.fingerprint : null,
      created: signature.created.toISOString(),
      hash: hashName(signature.hash),
      about,
    };
  };
}

/** Section 5.5.4: the last (version 4) or first (version 6) eight octets of the fingerprint. */
function keyIDOf(fingerprint: string | null): string | null {
  if (fingerprint === null) return null;
  return fingerprint.length === 64 ? fingerprint.slice(0, 16) : fingerprint.slice(-16);
}
