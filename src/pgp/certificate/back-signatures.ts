import type { PublicKeyPacket, PublicSubkeyPacket, SignaturePacket } from 'openpgp';
import { SIGNATURE_TYPE } from '../format/signature-fields.js';
import { readRawSignature } from './read/raw-signature.js';
import { checkSelfSignature } from './self-signatures.js';
import type { VerifiedComponent } from './verify-component.js';

const MOST_EMBEDDED = 16;

/** The bindings in which a signature by the subkey over both keys stands; of several, one must verify. */
export async function provenBindings(
  subkeys: readonly VerifiedComponent<PublicSubkeyPacket>[],
  key: PublicKeyPacket,
): Promise<SignaturePacket[]> {
  const proven: SignaturePacket[] = [];
  for (const { packet, certifications } of subkeys) {
    for (const binding of certifications) {
      const raw = readRawSignature(Buffer.from(binding.write()));
      const bodies = typeof raw === 'string' ? [] : raw.embedded.slice(0, MOST_EMBEDDED);
      for (const body of bodies) {
        if (!(await isBackSignature(body, packet, key))) continue;
        proven.push(binding);
        break;
      }
    }
  }
  return proven;
}

async function isBackSignature(
  body: Buffer,
  subkey: PublicSubkeyPacket,
  key: PublicKeyPacket,
): Promise<boolean> {
  const raw = readRawSignature(body);
  if (typeof raw === 'string' || raw.type !== SIGNATURE_TYPE.PRIMARY_KEY_BINDING) return false;
  return (await checkSelfSignature(raw, subkey, { key, bind: subkey })).state === 'good';
}
