/**
 * Looks at a signed message while it is read: its content is hashed and handed on, and not held. What is said of it is
 * what `lookAt` says.
 */
import { isMail } from '../../../../mail/file/mail-file.js';
import { peekPacket } from '../../../format/packet-start.js';
import { TAG } from '../../../format/tags.js';
import { passingArmor } from '../../armor/passing-armor.js';
import { type PassingContent, passingContent, verdictFrom } from '../../judge/judge-content.js';
import { MalformedError, malformed } from '../../malformed.js';
import { announcedSignatures } from '../../packets/announced.js';
import { OVERHEAD } from '../../packets/decompress.js';
import { PacketScan } from '../../packets/packet-scan.js';
import { literalStart, MAX_DEPTH, readLayer } from '../../packets/read-message.js';
import { type Packet, significant } from '../../packets/read-packets.js';
import { type Allowance, unpacking } from '../../packets/unpacking.js';
import { keepHead } from '../holds-signed.js';
import { decided, type Given, type Look, literalAlone } from '../look-at-message.js';
import { startsLikePackets } from '../starts-like-packets.js';

/** Takes the content of a message, piece by piece; its memory is used again. */
export type TakeContent = (bytes: Uint8Array) => Promise<void>;

/** Reads the rest of a message, and judges it. Reading may end before the rest does: the message is malformed then. */
export type PassingSigned = (rest: AsyncIterable<Uint8Array>, take: TakeContent) => Promise<Look>;

/**
 * @param head the start of a file: what is not surely a signed message by it is left to `lookAt`
 * @returns `undefined` for what must be held
 */
export function passingSigned(head: Buffer, given: Omit<Given, 'warnings'>): PassingSigned | undefined {
  const decoded: Buffer[] = [];
  const isBinary = startsLikePackets(head);
  const armor =
    isBinary || isMail(head) ? undefined : passingArmor(head, (bytes) => decoded.push(Buffer.from(bytes)));
  const start = isBinary ? head : armor?.firstLine;
  const tag = start && startsLikePackets(start) ? peekPacket(start)?.tag : undefined;
  if (tag !== TAG.ONE_PASS && tag !== TAG.COMPRESSED) return undefined;
  async function* binary(rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    if (!armor) yield head;
    yield* decoded.splice(0);
    for await (const chunk of rest) {
      if (!armor) yield chunk;
      armor?.push(chunk);
      yield* decoded.splice(0);
    }
  }
  return async (rest, take) => {
    const { maxSize } = given.options;
    const judging: Given = { ...given, warnings: [] };
    const kept = keepHead(take);
    const message = new SignedMessageReader({ maxSize, left: 2 * maxSize + OVERHEAD }, judging, kept.take);
    try {
      const layer = await message.read(binary(rest), 0);
      judging.warnings.push(...(armor?.end() ?? []));
      const { signatures, fileName } = readLayer(layer, maxSize);
      if (signatures.length === 0) return literalAlone(kept.head(), judging.warnings);
      if (armor && armor.headers > 0) judging.warnings.push({ code: 'armor-headers', count: armor.headers });
      if (fileName !== '') judging.warnings.push({ code: 'literal-name', text: fileName });
      const judged = await message.content(layer).judge(signatures);
      return decided(await verdictFrom('inline', judged, null, judging));
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      const { problem } = error;
      return decided({ kind: 'inline', verdict: 'malformed', problem, warnings: judging.warnings });
    }
  };
}

/** A piece of a packet that is not kept. */
interface Piece {
  packet: Packet;
  bytes: Uint8Array;
}

class SignedMessageReader {
  readonly #allowed: Allowance;
  readonly #given: Given;
  readonly #take: TakeContent;
  #content: PassingContent | undefined;

  constructor(allowed: Allowance, given: Given, take: TakeContent) {
    this.#allowed = allowed;
    this.#given = given;
    this.#take = take;
  }

  /** The packets of the innermost layer; of the literal packet what stands before its data. @throws MalformedError */
  async read(stream: AsyncIterable<Uint8Array>, depth: number): Promise<Packet[]> {
    const scan = new LayerScan();
    const pieces = scan.pieces(stream);
    const first = await pieces.next();
    if (first.done || first.value.packet.tag === TAG.LITERAL) {
      if (!first.done) await this.#handOn(first.value, pieces, scan);
      return significant(scan.end());
    }
    if (depth === MAX_DEPTH) malformed('too-deep', { number: MAX_DEPTH });
    const inner = await this.read(unpacking(bodyOf(first.value, pieces), this.#allowed), depth + 1);
    // what stands behind the compressed data
    while (!(await pieces.next()).done);
    const [compressed, behind] = significant(scan.end());
    if (compressed?.tag !== TAG.COMPRESSED)
      malformed('grammar', { number: TAG.COMPRESSED, offset: first.value.packet.offset });
    if (behind) malformed('trailing-data', { offset: behind.offset });
    return inner;
  }

  async #handOn(first: Piece, rest: AsyncIterable<Piece>, scan: LayerScan): Promise<void> {
    const content = this.content(significant(scan.packets));
    const { maxSize } = this.#allowed;
    let size = 0;
    const hand = async ({ packet, bytes }: Piece) => {
      // a second one is malformed, which shows at the end
      if (packet !== first.packet) return;
      size += bytes.length;
      if (size > maxSize) malformed('too-large', { number: maxSize });
      content.update(bytes);
      await this.#take(bytes);
    };
    await hand(first);
    for await (const piece of rest) await hand(piece);
  }

  /** @param before the packets that stand before the content */
  content(before: readonly Packet[]): PassingContent {
    this.#content ??= passingContent(announcedSignatures(before, this.#given.trust), this.#given);
    return this.#content;
  }
}

async function* bodyOf(first: Piece, rest: AsyncGenerator<Piece>): AsyncGenerator<Uint8Array> {
  yield first.bytes;
  for (let next = await rest.next(); !next.done; next = await rest.next()) {
    if (next.value.packet !== first.packet) return;
    yield next.value.bytes;
  }
}

const SIGNATURES: ReadonlySet<number> = new Set([TAG.SIGNATURE, TAG.ONE_PASS]);

/** The most that stands before the data of a literal packet. */
const LONGEST_START = 2 + 255 + 4;

/** Cuts one layer into packets, and hands out what is in them: signatures are kept, and content is not. */
class LayerScan {
  /** All that have begun. */
  readonly packets: Packet[] = [];
  #pieces: Piece[] = [];
  #kept = 0;
  readonly #scan = new PacketScan((packet, bytes) => this.#takeBody(packet, bytes));

  #takeBody(packet: Packet, bytes: Uint8Array): boolean {
    if (this.packets.at(-1) !== packet) this.packets.push(packet);
    if (packet.tag === TAG.COMPRESSED) return this.#handOut(packet, bytes);
    if (packet.tag !== TAG.LITERAL) return SIGNATURES.has(packet.tag) && this.#keep(packet, bytes);
    const start = literalStart(packet.body);
    if (packet.body.length === start) return this.#handOut(packet, bytes);
    // format, name and date
    const before = packet.body.length;
    packet.body = Buffer.concat([packet.body, bytes.subarray(0, LONGEST_START)]);
    const end = literalStart(packet.body);
    packet.body = packet.body.subarray(0, end);
    return packet.body.length < end || this.#handOut(packet, bytes.subarray(end - before));
  }

  #handOut(packet: Packet, bytes: Uint8Array): boolean {
    this.#pieces.push({ packet, bytes });
    return true;
  }

  /** Whole: what stands around the content is small. */
  #keep(packet: Packet, bytes: Uint8Array): boolean {
    this.#kept += bytes.length;
    if (this.#kept > OVERHEAD) malformed('too-large', { number: OVERHEAD });
    packet.body = Buffer.concat([packet.body, bytes]);
    return true;
  }

  async *pieces(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Piece> {
    for await (const chunk of stream) {
      this.#scan.push(chunk);
      const pieces = this.#pieces;
      this.#pieces = [];
      yield* pieces;
      if (this.#scan.failure) throw this.#scan.failure;
    }
  }

  end(): Packet[] {
    return this.#scan.end();
  }
}
