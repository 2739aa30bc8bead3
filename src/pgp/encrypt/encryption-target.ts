import { PacketList, PublicKey } from 'openpgp';
import type { Certificate } from '../certificate/index.js';
import type { KeyFacts } from '../facts.js';

/** A certificate that a message is encrypted to, and the one key of it that pgp/policy chose. */
export interface EncryptionTarget {
  certificate: Certificate;
  key: KeyFacts;
}

/**
 * A certificate cut down to what was verified and chosen: the primary key, the self-signatures in force and the one
 * encryption subkey. OpenPGP.js is given this with `date: null` ("do not look at dates"): with a single key in it
 * there is nothing left that it could choose badly. (Left alone with the whole certificate, `date: null` takes a
 * subkey dated 2099, and a date in the past takes a revoked one.)
 */
export function forcedKey({ certificate, key: chosen }: EncryptionTarget): PublicKey {
  const { key, ruling } = certificate;
  const packets: ConstructorParameters<typeof PublicKey>[0] = new PacketList();
  packets.push(key.keyPacket);
  if (ruling.direct) packets.push(ruling.direct);
  if (ruling.user) packets.push(ruling.user.packet, ruling.user.signature);
  // OpenPGP.js does not look for the flags of a version 4 key in its direct-key signature
  if (ruling.user?.signature.keyFlags === null && ruling.direct) {
    Object.assign(ruling.user.signature, { keyFlags: ruling.direct.keyFlags });
  }
  const binding = ruling.bindings.get(chosen.fingerprint);
  if (binding) packets.push(binding.packet, binding.signature);
  return new PublicKey(packets);
}
