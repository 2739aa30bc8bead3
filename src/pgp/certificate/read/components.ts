import { PublicKeyPacket, PublicSubkeyPacket, type UserIDPacket } from 'openpgp';
import { Refusal } from '../../../errors.js';
import {
  cutPackets,
  type Frame,
  isRevocationPacket,
  signatureTypeOf,
  writePacket,
} from '../../format/key-packet-frames.js';
import { SIGNATURE_TYPE } from '../../format/signature-fields.js';
import { packetType, TAG } from '../../format/tags.js';
import { type PassedOverList, passedOverList } from '../passed-over.js';
import { refuseCertificate, type UnknownKind } from '../reason.js';
import { keyBytes } from './key-bytes.js';
import { fingerprintOf, readKeyPacket } from './key-packet.js';
import { unreadableForm } from './unreadable-form.js';
import { userIDPacket } from './user-id-packet.js';

/** A packet of a certificate and the signatures that stand behind it (RFC 9580 section 10.1). Nothing is verified. */
export interface Component<P> {
  packet: P;
  /** The bodies of the signature packets. */
  signatures: Buffer[];
}

/** A certificate taken apart, packet by packet. */
export interface Components {
  primary: Component<PublicKeyPacket>;
  users: Component<UserIDPacket>[];
  subkeys: Component<PublicSubkeyPacket>[];
  /** Bodies of revocations that stand on a packet that is not used, or outside of the certificate in its file. */
  strays: Buffer[];
  /** Bodies of the primary keys of other certificates in the file. */
  otherKeys: Buffer[];
  passedOver: PassedOverList;
}

/** Which certificate of a file is meant. */
export interface Wanted {
  /** Its primary fingerprint, upper-case hex; without it, the file holds one certificate. */
  pin?: string;
  /** The primary key that signatures by themselves are taken to stand on. */
  implied?: PublicKeyPacket;
}

/**
 * Takes one certificate apart, armored or binary. The same certificate twice is one.
 *
 * @throws Refusal PRIMARY_KEY_BAD: another one than the pinned; BAD_DATA: not OpenPGP, damaged, a secret key, none or
 *   several certificates; CERT_CANNOT_ENCRYPT: a primary key of a kind that is not known
 */
export async function readComponents(data: Uint8Array, { pin, implied }: Wanted = {}): Promise<Components> {
  const frames = framesOf(data);
  if (frames.some(({ tag }) => packetType(tag)?.role === 'secret-key')) {
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-secret' });
  }
  const alone = frames.length > 0 && frames.every(({ tag }) => tag === TAG.SIGNATURE);
  if (implied && alone) return group(implied, frames);
  const chosen = choose(frames, pin);
  const [first] = chosen;
  if (!first) throw refuseCertificate('BAD_DATA', { reason: 'certificate-none' });
  const primary = await readKeyPacket(first.body, new PublicKeyPacket());
  if (primary === 'damaged') {
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-unreadable', form: 'damaged' });
  }
  if ('unknown' in primary) {
    throw refuseCertificate('CERT_CANNOT_ENCRYPT', { reason: 'certificate-unknown-kind', kind: primary });
  }
  const own = new Set(chosen);
  const others = frames.filter((frame) => !own.has(frame));
  const bodies = (wanted: (frame: Frame) => boolean) => others.filter(wanted).map(({ body }) => body);
  const found = await group(primary, chosen);
  return {
    ...found,
    strays: [...found.strays, ...bodies(isRevocationPacket)],
    otherKeys: bodies(({ tag }) => tag === TAG.PUBLIC_KEY),
  };
}

/**
 * The packets of the certificate with a fingerprint, as they stand: nothing of them is verified.
 *
 * @param pin upper-case hex
 * @throws Refusal as `readComponents`
 */
export function pinnedPackets(data: Uint8Array, pin: string): Buffer {
  return Buffer.concat(choose(framesOf(data), pin).map(writePacket));
}

function framesOf(data: Uint8Array): Frame[] {
  try {
    return cutPackets(keyBytes(data));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const form = unreadableForm(data, error);
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-unreadable', form }, error);
  }
}

/** The packets of the certificate that is meant, its primary key first. */
function choose(frames: readonly Frame[], pin: string | undefined): Frame[] {
  const byFingerprint = new Map<string, Frame[]>();
  let current: Frame[] = [];
  for (const frame of frames) {
    if (frame.tag === TAG.PUBLIC_KEY) {
      const name = fingerprintOf(frame.body) ?? frame.body.toString('hex');
      current = byFingerprint.get(name) ?? [];
      byFingerprint.set(name, current);
    }
    current.push(frame);
  }
  const [only = []] = byFingerprint.values();
  if (pin === undefined) {
    if (byFingerprint.size <= 1) return only;
    throw refuseCertificate('BAD_DATA', { reason: 'certificate-several', count: byFingerprint.size });
  }
  const [first] = only;
  const wanted = byFingerprint.get(pin.toUpperCase());
  if (wanted || !first) return wanted ?? [];
  const fingerprint = fingerprintOf(first.body);
  if (fingerprint === null) return [first]; // of a version without fingerprints: refused for that, right away
  const facts = { reason: 'pin-mismatch' as const, fingerprint, pin: pin.toUpperCase() };
  throw refuseCertificate('PRIMARY_KEY_BAD', facts);
}

async function group(primary: PublicKeyPacket, frames: readonly Frame[]): Promise<Components> {
  const found: Components = {
    primary: { packet: primary, signatures: [] },
    users: [],
    subkeys: [],
    strays: [],
    otherKeys: [],
    passedOver: passedOverList(),
  };
  const known = new Map<string, Component<unknown>>();
  /** Where a signature belongs; nowhere after a packet that is not used. */
  let current: Component<unknown> | undefined = found.primary;
  let last: number = TAG.PUBLIC_KEY;
  for (const { tag, body } of frames) {
    // GnuPG's keyrings hold trust, and what is to be ignored ends no component (RFC 9580 section 5.10)
    if (packetType(tag)?.role === 'ignored') continue;
    if (tag === TAG.SIGNATURE) {
      if (current) current.signatures.push(body);
      else if (isAstray(last, body)) found.strays.push(body);
      continue;
    }
    last = tag;
    const name = `${tag}:${body.toString('latin1')}`;
    current = tag === TAG.PUBLIC_KEY ? found.primary : (known.get(name) ?? (await add(found, tag, body)));
    if (current) known.set(name, current);
  }
  return found;
}

/**
 * Whether a signature behind a packet that is not used may revoke something else: the key, or a subkey where that
 * packet is none.
 */
function isAstray(behind: number, body: Buffer): boolean {
  const type = signatureTypeOf(body);
  if (type === SIGNATURE_TYPE.SUBKEY_REVOCATION) return behind !== TAG.PUBLIC_SUBKEY;
  return type === SIGNATURE_TYPE.KEY_REVOCATION;
}

/** Takes up a packet that signatures stand on; `undefined`: it is of no use here. */
async function add(found: Components, tag: number, body: Buffer): Promise<Component<unknown> | undefined> {
  if (tag === TAG.USER_ID) return append(found.users, userIDPacket(body));
  if (tag !== TAG.PUBLIC_SUBKEY) {
    if (packetType(tag) === undefined) found.passedOver.add('packet', 'unsupported', null, `type ${tag}`);
    return undefined;
  }
  const subkey = await readKeyPacket(body, new PublicSubkeyPacket());
  if (subkey === 'damaged') found.passedOver.add('subkey', 'damaged', fingerprintOf(body));
  else if ('unknown' in subkey) {
    found.passedOver.add('subkey', 'unsupported', fingerprintOf(body), kindName(subkey));
  } else return append(found.subkeys, subkey);
  return undefined;
}

function append<P>(list: Component<P>[], packet: P): Component<P> {
  const component: Component<P> = { packet, signatures: [] };
  list.push(component);
  return component;
}

function kindName(kind: UnknownKind): string {
  if (kind.unknown === 'version') return `version ${kind.version}`;
  return kind.unknown === 'algorithm' ? kind.algorithm : 'curve';
}
