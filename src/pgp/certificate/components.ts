import {
  type AnyPacket,
  PacketList,
  PublicKeyPacket,
  PublicSubkeyPacket,
  SecretKeyPacket,
  SecretSubkeyPacket,
  SignaturePacket,
  UnparseablePacket,
  UserAttributePacket,
  UserIDPacket,
} from 'openpgp';
import { Refusal } from '../../errors.js';
import { TAG } from '../format/tags.js';
import { keyBytes } from './key-bytes.js';
import { refuseCertificate } from './reason.js';

/** A packet of a certificate and the signatures that stand behind it (RFC 9580 section 10.1). Nothing is verified. */
export interface Component<P> {
  packet: P;
  signatures: SignaturePacket[];
}

/** A certificate taken apart, packet by packet. */
export interface Components {
  primary: Component<PublicKeyPacket>;
  users: Component<UserIDPacket>[];
  subkeys: Component<PublicSubkeyPacket>[];
  /** Subkeys of an algorithm that OpenPGP.js does not know, or damaged ones: the binding tells. */
  unknownSubkeys: Component<UnknownKey>[];
  /** Signature packets of the versions in use today that could not be read. */
  unreadable: number;
}

/** A key packet of which only the bytes are known: enough to verify a signature over it. */
export interface UnknownKey {
  writeForHash(signatureVersion: number): Uint8Array;
}

/** What may stand in a certificate; of a secret key the first packet is read, to call it by its name. */
const ALLOWED = Object.fromEntries(
  [
    SignaturePacket,
    PublicKeyPacket,
    PublicSubkeyPacket,
    SecretKeyPacket,
    SecretSubkeyPacket,
    UserIDPacket,
    UserAttributePacket,
  ].map((type) => [type.tag, type]),
);

/**
 * Takes one certificate apart, armored or binary.
 *
 * @param implied the primary key that signatures by themselves are taken to stand on
 * @throws Refusal BAD_DATA: not OpenPGP, damaged, a secret key, none or several certificates
 */
export async function readComponents(data: Uint8Array, implied?: PublicKeyPacket): Promise<Components> {
  const packets = await parse(data);
  const primaries = packets.filter(isPrimary);
  if (packets.some((packet) => packet instanceof SecretKeyPacket)) {
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-secret' });
  }
  const onlySignatures = packets.every((packet) => packet instanceof SignaturePacket);
  const primary = primaries[0] ?? (onlySignatures && packets.length > 0 ? implied : undefined);
  if (!primary) throw refuseCertificate('BAD_DATA', { reason: 'certificate-none' });
  if (primaries.length > 1) {
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-several', count: primaries.length });
  }
  return group(packets, primary);
}

/** OpenPGP.js's subkey class is a kind of its key class. */
function isPrimary(packet: AnyPacket): packet is PublicKeyPacket {
  return packet instanceof PublicKeyPacket && !(packet instanceof PublicSubkeyPacket);
}

async function parse(data: Uint8Array): Promise<AnyPacket[]> {
  try {
    const bytes = await keyBytes(data);
    // OpenPGP.js declares a Map here and takes a plain object
    const allowed = ALLOWED as unknown as Parameters<typeof PacketList.fromBinary>[1];
    return [...(await PacketList.fromBinary(bytes, allowed))];
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-unreadable' }, error);
  }
}

function group(packets: readonly AnyPacket[], primary: PublicKeyPacket): Components {
  const found: Components = {
    primary: { packet: primary, signatures: [] },
    users: [],
    subkeys: [],
    unknownSubkeys: [],
    unreadable: 0,
  };
  /** Where a signature belongs; nowhere after a packet that is not shown (an attribute, an unknown subkey). */
  let current: SignaturePacket[] = found.primary.signatures;
  for (const packet of packets) {
    if (packet instanceof SignaturePacket) {
      current.push(packet);
    } else if (packet instanceof UserIDPacket) {
      current = add(found.users, packet);
    } else if (packet instanceof PublicSubkeyPacket) {
      current = add(found.subkeys, packet);
    } else if (packet instanceof UserAttributePacket) {
      current = [];
    } else if (packet instanceof UnparseablePacket) {
      if (packet.tag === TAG.PUBLIC_SUBKEY) {
        current = add(found.unknownSubkeys, unknownKey(packet.write()));
      } else if (packet.tag !== TAG.SIGNATURE) {
        current = [];
      } else if (!isOld(packet)) {
        found.unreadable++;
      }
    }
  }
  return found;
}

function add<P>(list: Component<P>[], packet: P): SignaturePacket[] {
  const component: Component<P> = { packet, signatures: [] };
  list.push(component);
  return component.signatures;
}

/** RFC 9580 section 5.2.4: what stands for a key packet in the hash. */
function unknownKey(body: Uint8Array): UnknownKey {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length);
  return {
    writeForHash: (version) =>
      version === 6
        ? Buffer.concat([Buffer.from([0x9b]), length, body])
        : Buffer.concat([Buffer.from([0x99]), length.subarray(2), body]),
  };
}

/** Signatures of version 2 and 3 are old certifications by others, of no use and no harm. */
function isOld(packet: UnparseablePacket): boolean {
  const version = packet.write()[0];
  return version === 2 || version === 3;
}
