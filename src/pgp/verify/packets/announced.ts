/** What is said of the signatures of a message before its content comes, so that the content need not be held. */
import { TAG } from '../../format/tags.js';
import type { Trust } from '../trust.js';
import type { Packet } from './read-packets.js';
import {
  type ParsedSignature,
  parseSignature,
  type SignatureShape,
  saltProblem,
} from './signature-packet.js';

/**
 * The signatures that stand before the content, and what one-pass packets announce (RFC 9580 section 5.4): what is said
 * to be by a key of ours first.
 *
 * @param before the packets before the content
 */
export function announcedSignatures(before: readonly Packet[], trust: Trust): SignatureShape[] {
  const prefixed = before.filter(({ tag }) => tag === TAG.SIGNATURE).map(({ body }) => parseSignature(body));
  const announced = before.filter(({ tag }) => tag === TAG.ONE_PASS).map(({ body }) => announcedBy(body));
  const isOurs = (issuer: string) =>
    trust.keys.some(({ facts }) => facts.keyID === issuer || facts.fingerprint === issuer);
  announced.sort((a, b) => Number(isOurs(b.issuer)) - Number(isOurs(a.issuer)));
  return [...prefixed, ...announced.map(({ shape }) => shape)];
}

/** The issuer orders them and says no more: a one-pass packet can name anybody. */
function announcedBy(body: Buffer): { shape: SignatureShape; issuer: string } {
  const version: 4 | 6 = body[0] === 6 ? 6 : 4;
  const [, type = -1, hash = -1, algorithm = -1, saltLength = 0] = body;
  const end = version === 6 ? 5 + saltLength : 4;
  const salt = version === 6 ? body.subarray(5, end) : Buffer.alloc(0);
  const nothing = Buffer.alloc(0);
  const signature: ParsedSignature = {
    ...{ version, type, algorithm, hash, salt, notUnderstood: saltProblem(version, hash, salt) },
    ...{ created: new Date(0), expires: null, issuers: { fingerprints: [], keyIDs: [] } },
    ...{ hashedPart: nothing, bare: nothing, firstBits: 0 },
  };
  const issuer = body.subarray(end, end + (version === 6 ? 32 : 8)).toString('hex');
  return { shape: { state: 'readable', signature }, issuer: issuer.toUpperCase() };
}
