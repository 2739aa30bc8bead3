/**
 * Keys that a certificate names so that they can revoke it in its place (RFC 9580 section 5.2.3.23: deprecated, and
 * GnuPG makes them still). Their word is good where their own key is in the same file; elsewhere nobody can tell it
 * from a forged one, so that it is named and not believed.
 */
import { PublicKeyPacket, type SignaturePacket } from 'openpgp';
import { SIGNATURE_TYPE } from '../format/signature-fields.js';
import { fingerprintOf, readKeyPacket } from './read/key-packet.js';
import { isAnonymous, namesIssuer, type RawSignature, readRawSignature } from './read/raw-signature.js';
import { checkSelfSignature } from './self-signatures.js';
import { type Checking, ownFingerprint, type VerifiedComponent } from './verify-component.js';

/** More than this are made to exhaust. */
const MOST_REVOKERS = 16;

/**
 * Looks for revocations by designated revokers among those that do not verify by the certificate's own key.
 *
 * @param signatures by the certificate's own key, verified
 * @param keys bodies of the other primary keys of the file
 * @returns the keys of the revokers that have revoked the certificate: what is kept of it must keep them
 */
export async function takeDesignated(
  { key, passedOver, displaced }: Checking,
  primary: VerifiedComponent<PublicKeyPacket>,
  signatures: readonly SignaturePacket[],
  keys: readonly Buffer[],
): Promise<PublicKeyPacket[]> {
  const named = new Set(signatures.flatMap(revokersIn).slice(0, MOST_REVOKERS));
  const used: PublicKeyPacket[] = [];
  for (const fingerprint of named) {
    const theirs = new Map<string, RawSignature>();
    for (const { raw } of displaced.filter((one) => isBy(one.raw, fingerprint))) {
      theirs.set(raw.body.toString('latin1'), raw);
    }
    if (theirs.size === 0) continue;
    const revoker = await readRevoker(keys, fingerprint);
    let found = false;
    for (const raw of theirs.values()) {
      const result = revoker ? await checkSelfSignature(raw, revoker, { key }) : undefined;
      if (result?.state === 'good') {
        primary.revocations.push(result.packet);
        found = true;
      } else
        passedOver.add('revocation', result ? result.state : 'no-revoker', ownFingerprint(key), fingerprint);
    }
    if (revoker && found) used.push(revoker);
  }
  return used;
}

function revokersIn(signature: SignaturePacket): string[] {
  const raw = readRawSignature(Buffer.from(signature.write()));
  return typeof raw === 'string' ? [] : raw.revokers;
}

/** Whether it says that it is a revocation by a key of version 4, whose key ID is the end of its fingerprint. */
function isBy(raw: RawSignature, fingerprint: string): boolean {
  return (
    raw.type === SIGNATURE_TYPE.KEY_REVOCATION &&
    !isAnonymous(raw) &&
    namesIssuer(raw, { fingerprint, keyID: fingerprint.slice(-16) })
  );
}

async function readRevoker(
  keys: readonly Buffer[],
  fingerprint: string,
): Promise<PublicKeyPacket | undefined> {
  const body = keys.find((one) => fingerprintOf(one) === fingerprint);
  const packet = body && (await readKeyPacket(body, new PublicKeyPacket()));
  return packet instanceof PublicKeyPacket ? packet : undefined;
}
