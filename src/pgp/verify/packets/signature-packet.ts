import { hashInfo } from '../../format/algorithms.js';
import type { SignatureReport, SignatureStatus } from '../types.js';
import { exactly, readSubpackets, type Subpacket, tolerantSubpackets } from './subpackets.js';

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
  issuers: { keyIDs: string[]; fingerprints: string[] };
  /** What section 5.2.3.7 tells us not to accept without understanding it. */
  notUnderstood: string | undefined;
  /** From the version to the end of the hashed subpackets: this is hashed after the data (section 5.2.4). */
  hashedPart: Buffer;
  salt: Buffer;
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
      ? unreadable('malformed')
      : unreadable('unsupported', `a signature of version ${version}`);
  }
  try {
    return { state: 'readable', signature: parseModern(body, version) };
  } catch (error) {
    if (error instanceof RangeError) return unreadable('malformed');
    throw error;
  }
}

function unreadable(
  status: SignatureStatus,
  about: string | null = null,
): { state: 'unreadable'; report: SignatureReport } {
  return {
    state: 'unreadable',
    report: {
      status,
      keyID: null,
      fingerprint: null,
      primaryFingerprint: null,
      created: null,
      hash: null,
      about,
    },
  };
}

/** Sections 5.2.3 (version 4) and 5.2.3 with wider lengths and a salt (version 6). @throws RangeError */
function parseModern(body: Buffer, version: 4 | 6): ParsedSignature {
  const width = version === 6 ? 4 : 2;
  const hashed = area(body, 4, width);
  const unhashed = area(body, hashed.end, width);
  const subpackets = readSubpackets(hashed.data);
  const meaning = understand(subpackets, version);
  let at = unhashed.end + 2;
  let salt: Buffer = Buffer.alloc(0);
  if (version === 6) {
    const size = body.readUInt8(at);
    salt = exactly(body, at + 1, size);
    at += 1 + size;
  }
  if (at >= body.length) throw new RangeError('no signature value');
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
    bare: Buffer.concat([body.subarray(0, hashed.end), Buffer.alloc(width), body.subarray(unhashed.end)]),
  };
}

function saltProblem(version: 4 | 6, hash: number, salt: Buffer): string | undefined {
  const info = hashInfo(hash);
  if (!info) return `the unknown hash ${hash}`;
  return version === 6 && info.salt !== salt.length ? `a salt of ${salt.length} octets` : undefined;
}

function area(body: Buffer, start: number, width: number): { data: Buffer; end: number } {
  const data = exactly(body, start + width, body.readUIntBE(start, width));
  return { data, end: start + width + data.length };
}

/** Subpackets that change nothing for the signature of a document, or whose meaning is applied here. */
const UNDERSTOOD = new Set([2, 3, 4, 9, 11, 16, 21, 22, 23, 24, 25, 26, 27, 28, 30, 33, 34, 39]);

/** A revocation key, a signature target and an embedded signature belong to keys, not to a document. */
const OUT_OF_PLACE = new Set([12, 31, 32]);

function understand(subpackets: readonly Subpacket[], version: 4 | 6) {
  let created: Date | undefined;
  let lifetime: number | undefined;
  let notUnderstood: string | undefined;
  for (const { type, critical, data } of subpackets) {
    if (type === 2) created = once(created, new Date(number32(data) * 1000));
    else if (type === 3) lifetime = once(lifetime, number32(data));
    else if (type === 16 && (data.length !== 8 || version === 6)) throw new RangeError('issuer key ID');
    else if (OUT_OF_PLACE.has(type)) notUnderstood ??= `subpacket ${type}, which belongs to keys`;
    else if (type === 20) notUnderstood ??= criticalNotation(data, critical);
    else if (critical && !UNDERSTOOD.has(type)) notUnderstood ??= `the critical subpacket ${type}`;
  }
  if (!created) throw new RangeError('no creation time');
  const expires = lifetime ? new Date(created.getTime() + lifetime * 1000) : null;
  return { created, expires, notUnderstood };
}

/** Two dates in one signature: programs differ on which one counts. */
function once<T>(before: T | undefined, value: T): T {
  if (before !== undefined) throw new RangeError('given twice');
  return value;
}

function number32(data: Buffer): number {
  if (data.length !== 4) throw new RangeError('not a four-octet number');
  return data.readUInt32BE(0);
}

/** Section 5.2.3.24: no notation is known here. */
function criticalNotation(data: Buffer, critical: boolean): string | undefined {
  const name = exactly(data, 8, data.readUInt16BE(4)).toString('utf8').slice(0, 60);
  exactly(data, 8 + data.readUInt16BE(4), data.readUInt16BE(6));
  return critical ? `the critical notation ${name}` : undefined;
}

/** Sections 5.2.3.12 (key ID) and 5.2.3.35 (fingerprint). */
function issuersOf(subpackets: readonly Subpacket[]): ParsedSignature['issuers'] {
  const keyIDs: string[] = [];
  const fingerprints: string[] = [];
  for (const { type, data } of subpackets) {
    if (type === 16 && data.length === 8) keyIDs.push(data.toString('hex').toUpperCase());
    const version = data[0];
    if (type === 33 && ((version === 4 && data.length === 21) || (version === 6 && data.length === 33))) {
      fingerprints.push(data.subarray(1).toString('hex').toUpperCase());
    }
  }
  return { keyIDs, fingerprints };
}
