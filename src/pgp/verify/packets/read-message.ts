import { COMPRESSION } from '../../format/algorithms.js';
import { LITERAL_FORMATS, TAG } from '../../format/tags.js';
import { malformed } from '../malformed.js';
import { decompress } from './decompress.js';
import { type Packet, readPackets, significant } from './read-packets.js';
import { parseSignature, type SignatureShape } from './signature-packet.js';

/** A message that is not encrypted (RFC 9580 section 10.3): its signatures and its one literal packet. */
export interface SignedMessage {
  signatures: SignatureShape[];
  /** The literal packet's file name, which no signature covers. */
  fileName: string;
  /** The literal packet's data, as it stands. */
  content: Buffer;
}

/** Compressed in compressed happens (gpg takes it); more than this is made to exhaust. */
export const MAX_DEPTH = 4;

/**
 * Reads a message down to its literal packet.
 *
 * @param maxSize the most bytes of content
 * @throws MalformedError: another order than section 10.3 allows, several literal packets, something behind it
 */
export function readMessage(packets: readonly Packet[], maxSize: number): SignedMessage {
  let layer = significant(packets);
  // a message compressed twice may hold its content twice; a heap of bombs holds much more
  let left = 2 * maxSize;
  for (let depth = 0; layer[0]?.tag === TAG.COMPRESSED; depth++) {
    if (depth === MAX_DEPTH) malformed('too-deep', { number: MAX_DEPTH });
    if (layer.length > 1) malformed('trailing-data', { offset: layer[1]?.offset ?? 0 });
    const { body } = layer[0];
    const unpacked = decompress(body, { content: maxSize, left });
    // bzip2 takes several times as long as the others: one layer of it is enough
    left = Math.max(0, left - unpacked.length * (body[0] === COMPRESSION.BZIP2 ? 2 : 1));
    layer = significant(readPackets(unpacked));
  }
  return readLayer(layer, maxSize);
}

/** `Signature* One-Pass* Literal Signature*` (section 10.3), each one-pass packet with its signature, the last one first. */
export function readLayer(layer: readonly Packet[], maxSize: number): SignedMessage {
  const at = layer.findIndex(({ tag }) => tag !== TAG.SIGNATURE && tag !== TAG.ONE_PASS);
  const literal = layer[at];
  if (!literal) return malformed('truncated', { offset: layer.at(-1)?.offset ?? 0, number: TAG.LITERAL });
  if (literal.tag === TAG.COMPRESSED)
    malformed('grammar', { number: TAG.COMPRESSED, offset: literal.offset });
  if (literal.tag !== TAG.LITERAL) malformed('grammar', { number: literal.tag, offset: literal.offset });
  const before = layer.slice(0, at);
  const behind = layer.slice(at + 1);
  const stray = behind.find(({ tag }) => tag !== TAG.SIGNATURE);
  if (stray?.tag === TAG.LITERAL) malformed('several-literals', { offset: stray.offset });
  if (stray) malformed('trailing-data', { offset: stray.offset });
  const content = literalData(literal);
  if (content.length > maxSize) malformed('too-large', { number: maxSize });
  return { signatures: pair(before, behind), content, fileName: literalName(literal) };
}

/** Section 5.9: format, file name, date, data. Name and date are not signed: they are passed over. */
function literalData({ body, offset }: Packet): Buffer {
  const format = String.fromCharCode(body[0] ?? 0);
  const start = literalStart(body);
  if (!LITERAL_FORMATS.includes(format) || body.length < start) malformed('literal-header', { offset });
  return body.subarray(start);
}

/** Where the data of a literal packet begins. @param body as much of it as is there */
export function literalStart(body: Buffer): number {
  return 2 + (body[1] ?? 0) + 4;
}

/** The name that the writer's program gave the content; `_CONSOLE` says that it is for the eyes alone. */
function literalName({ body }: Packet): string {
  const name = body.toString('utf8', 2, 2 + (body[1] ?? 0));
  return name === '_CONSOLE' ? '' : name;
}

function pair(before: readonly Packet[], behind: readonly Packet[]): SignatureShape[] {
  const prefixed = before.filter(({ tag }) => tag === TAG.SIGNATURE).map(({ body }) => parseSignature(body));
  const onePass = before.filter(({ tag }) => tag === TAG.ONE_PASS);
  if (behind.length > onePass.length)
    malformed('grammar', { number: TAG.SIGNATURE, offset: behind[onePass.length]?.offset ?? 0 });
  if (behind.length < onePass.length)
    malformed('truncated', { number: TAG.SIGNATURE, offset: behind.at(-1)?.offset ?? 0 });
  const suffixed = behind.map((packet, index) => matched(onePass[onePass.length - 1 - index], packet));
  return [...prefixed, ...suffixed];
}

/** Section 5.4: what a one-pass packet announces must be what the signature says. */
function matched(onePass: Packet | undefined, packet: Packet): SignatureShape {
  const shape = parseSignature(packet.body);
  const body = onePass?.body;
  if (shape.state === 'unreadable' || !body) return shape;
  const { signature } = shape;
  const version = body[0];
  const announced = [body[1], body[2], body[3]].join();
  const same = announced === [signature.type, signature.hash, signature.algorithm].join();
  const fits =
    version === 6 ? signature.version === 6 && saltFits(body, signature.salt) : signature.version === 4;
  return same && fits && body.length >= 13 ? shape : { ...shape, disputed: true };
}

function saltFits(onePass: Buffer, salt: Buffer): boolean {
  return onePass[4] === salt.length && onePass.subarray(5, 5 + salt.length).equals(salt);
}
