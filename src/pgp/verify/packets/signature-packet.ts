import { hashInfo } from '../../format/algorithms.js';
import {
  exactly,
  type Issuers,
  issuersOf,
  readSubpackets,
  subpacketArea,
  tolerantSubpackets,
} from '../../format/subpackets.js';
import type { SignatureFinding, SignatureReport, Unsupported } from '../signature-report.js';
import { understand } from './subpacket-meaning.js';

/** A signature packet taken apart by us (RFC 9580 section 5.2), strictly; OpenPGP.js checks the cryptography. */
export interface ParsedSignature {
  version: 4 | 6;
  type: number;
  algorithm: number;
  hash: number;
  created: Date;
  /** `null`: the signature does not expire. */
  expires: Date | null;
  /** Upper-case hex, from both subpacket areas: hints where to look, never a reason to believe. */
  issuers: Issuers;
  /** What section 5.2.3.7 tells us not to accept without understanding it. */
  notUnderstood: Unsupported | undefined;
  /** From the version to the end of the hashed subpackets: this is hashed after the data (section 5.2.4). */
  hashedPart: Buffer;
  salt: Buffer;
  /** How many bits the first number of the signature itself has (section 3.2); with some algorithms it means nothing. */
  firstBits: number;
  /** The same packet without its unhashed subpackets, for OpenPGP.js. */
  bare: Buffer;
}

/** A signature that cannot be judged, or one that can. */
export type SignatureShape =
  | {
      state: 'readable';
      signature: ParsedSignature;
      /** The one-pass packet in front says something else: whatever it is, it is not good. */
      disputed?: boolean;
    }
  | { state: 'unreadable'; report: SignatureReport };

/** Takes the body of a signature packet apart. Never throws. */
export function parseSignature(body: Buffer): SignatureShape {
  const version = body[0];
  if (version !== 4 && version !== 6) {
    return version === undefined
      ? unreadable(DAMAGED)
      : unreadable({ status: 'unsupported', why: { what: 'version', version } });
  }
  try {
    return { state: 'readable', signature: parseModern(body, version) };
  } catch (error) {
    if (error instanceof RangeError) return unreadable(DAMAGED);
    throw error;
  }
}

const DAMAGED: SignatureFinding = { status: 'malformed', why: 'damaged' };

function unreadable(finding: SignatureFinding): SignatureShape {
  const nothing = { keyID: null, fingerprint: null, primaryFingerprint: null, created: null, hash: null };
  return { state: 'unreadable', report: { ...finding, ...nothing } };
}

/** RFC 9580 section 5.2.3, where version 6 has wider lengths and a salt. @throws RangeError */
function parseModern(body: Buffer, version: 4 | 6): ParsedSignature {
  const width = version === 6 ? 4 : 2;
  const hashed = subpacketArea(body, 4, width);
  const unhashed = subpacketArea(body, hashed.end, width);
  const subpackets = readSubpackets(hashed.data);
  const meaning = understand(subpackets, version);
  let at = unhashed.end + 2;
  let salt: Buffer = Buffer.alloc(0);
  if (version === 6) {
    const size = body.readUInt8(at);
    salt = exactly(body, at + 1, size);
    at += 1 + size;
  }
  if (at >= body.length) throw new RangeError('no-signature-value');
  const hash = body.readUInt8(3);
  return {
    version,
    type: body.readUInt8(1),
    algorithm: body.readUInt8(2),
    hash,
    created: meaning.created,
    expires: meaning.expires,
    issuers: issuersOf([...subpackets, ...tolerantSubpackets(unhashed.data)]),
    notUnderstood: meaning.notUnderstood ?? saltProblem(version, hash, salt),
    hashedPart: body.subarray(0, hashed.end),
    salt,
    firstBits: at + 2 <= body.length ? body.readUInt16BE(at) : 0,
    bare: Buffer.concat([body.subarray(0, hashed.end), Buffer.alloc(width), body.subarray(unhashed.end)]),
  };
}

/** What is wrong with the salt of a signature, or with its hash algorithm. */
export function saltProblem(version: 4 | 6, hash: number, salt: Buffer): Unsupported | undefined {
  const info = hashInfo(hash);
  if (!info) return { what: 'unknown-hash', hash };
  const wrong = version === 6 && info.salt !== salt.length;
  return wrong ? { what: 'salt-length', octets: salt.length } : undefined;
}
