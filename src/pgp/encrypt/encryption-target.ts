import { type PublicKey, PublicSubkeyPacket, type SignaturePacket } from 'openpgp';
import type { Certificate } from '../certificate/index.js';
import { readKeyPacket } from '../certificate/read/key-packet.js';
import type { CertificateFacts, KeyFacts } from '../facts.js';

/** What encrypting takes of a certificate whose self-signatures were verified: plain data, which the build can keep. */
export interface EncryptionFacts {
  facts: CertificateFacts;
  announced: Announced;
  /** The bodies of the key packets that may be encrypted to (RFC 9580 section 5.5.2), base64, by fingerprint. */
  packets: Record<string, string>;
}

/** What a self-signature says that the key's owner can read: RFC 9580 sections 5.2.3.14, 5.2.3.15 and 5.2.3.32. */
interface Announced {
  features: number[] | null;
  preferredSymmetricAlgorithms: number[] | null;
  preferredCipherSuites: [cipher: number, mode: number][] | null;
}

/** A certificate that a message is encrypted to, and the one key of it that pgp/policy chose. */
export interface EncryptionTarget extends EncryptionFacts {
  key: KeyFacts;
}

export function encryptionFacts({ facts, ruling, components }: Certificate): EncryptionFacts {
  const { primary, subkeys } = components;
  const capable = new Set(
    [facts.primary, ...facts.subkeys].flatMap((key) => (key.canEncrypt ? [key.fingerprint] : [])),
  );
  const packets = [primary, ...subkeys].map(({ packet }): [string, string] => [
    packet.getFingerprint().toUpperCase(),
    Buffer.from(packet.write()).toString('base64'),
  ]);
  // the one that speaks for the certificate: section 5.2.3.10
  const { direct, user } = ruling;
  const self = (facts.primary.version === 6 ? undefined : user?.signature) ?? direct;
  return {
    facts,
    announced: announcedBy(self),
    packets: Object.fromEntries(packets.filter(([fingerprint]) => capable.has(fingerprint))),
  };
}

/** Left out of OpenPGP.js's types. */
type Suites = { preferredCipherSuites?: Announced['preferredCipherSuites'] };

function announcedBy(self: (SignaturePacket & Suites) | undefined): Announced {
  const numbers = (list: Iterable<number> | null | undefined) => (list ? [...list] : null);
  return {
    features: numbers(self?.features),
    preferredSymmetricAlgorithms: numbers(self?.preferredSymmetricAlgorithms),
    preferredCipherSuites: self?.preferredCipherSuites ?? null,
  };
}

/** Of several files in one command, each is encrypted to the same. */
const known = new WeakMap<EncryptionTarget, PublicKey>();

/**
 * For OpenPGP.js, in place of a `PublicKey`: it asks what the certificate announces and which key to encrypt to. It
 * would verify the certificate again to find out, and not choose as pgp/policy does (it refuses one that has expired;
 * told to look at no date, it takes a subkey dated 2099).
 *
 * @throws Error where the packet is not that of the chosen key
 */
export async function encryptionKeyOf(target: EncryptionTarget): Promise<PublicKey> {
  const key = known.get(target) ?? (await readEncryptionKey(target));
  known.set(target, key);
  return key;
}

async function readEncryptionKey({ key, announced, packets }: EncryptionTarget): Promise<PublicKey> {
  const body = Buffer.from(packets[key.fingerprint] ?? '', 'base64');
  const keyPacket = await readKeyPacket(body, new PublicSubkeyPacket());
  if (
    !(keyPacket instanceof PublicSubkeyPacket) ||
    keyPacket.getFingerprint().toUpperCase() !== key.fingerprint
  ) {
    throw new Error(`packet-of-another-key: ${key.fingerprint}`);
  }
  const answers = {
    getPrimarySelfSignature: async () => announced,
    getEncryptionKey: async () => ({ keyPacket }),
  };
  return answers as unknown as PublicKey;
}
