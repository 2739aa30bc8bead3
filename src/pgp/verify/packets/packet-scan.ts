import { MalformedError, malformed } from '../malformed.js';
import { MAX_PACKETS, mayStream, type Packet, partialSize, readLead, TO_THE_END } from './read-packets.js';

/** Of a body: all that is looked at from outside. */
const KEPT = 512;

/**
 * Is handed what comes of a body.
 *
 * @returns whether it has taken it: then nothing of it is kept
 */
export type Take = (packet: Packet, bytes: Uint8Array) => boolean;

/** Cuts binary data into packets while it comes, as `readPackets` does with data that is held. */
export class PacketScan {
  readonly #packets: Packet[] = [];
  #failure: MalformedError | undefined;
  /** How much came before the chunk that is looked at. */
  #passed = 0;
  /** The packet that is read: none between two. */
  #packet: Packet | undefined;
  /** Octets of a length that are to come, and its value so far. */
  #octets = 0;
  #length = 0;
  /** Bytes of the body, or of a part of it, that are to come. */
  #left = 0;
  /** Another part follows this one. */
  #partial = false;
  /** No part of the body has come. */
  #first = true;
  /** It is the first of several and must not be. */
  #refused = false;
  readonly #take: Take;

  constructor(take: Take = () => false) {
    this.#take = take;
  }

  /** Takes what comes next; nothing of it is kept but the start of each body. Never throws. */
  push(chunk: Uint8Array): void {
    if (this.#failure) return;
    try {
      this.#read(chunk);
    } catch (error) {
      if (!(error instanceof MalformedError)) throw error;
      this.#failure = error;
    }
    this.#passed += chunk.length;
  }

  /** Why nothing more is read. */
  get failure(): MalformedError | undefined {
    return this.#failure;
  }

  /** The packets, each with the start of its body. @throws MalformedError, as `readPackets` */
  end(): Packet[] {
    if (this.#failure) throw this.#failure;
    if (this.#packet && this.#left !== Number.POSITIVE_INFINITY) {
      malformed('truncated', { offset: this.#passed, number: this.#packet.tag });
    }
    return this.#packet ? [...this.#packets, this.#packet] : this.#packets;
  }

  #read(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; ) {
      if (this.#left > 0) {
        const end = at + Math.min(this.#left, chunk.length - at);
        this.#keep(chunk, at, end);
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#endPart();
        continue;
      }
      const octet = chunk[at++] ?? 0;
      if (!this.#packet) this.#begin(octet, this.#passed + at - 1);
      else if (this.#octets > 0) this.#addOctet(octet);
      else this.#beginPart(octet, this.#packet);
    }
  }

  #begin(lead: number, offset: number): void {
    const first = this.#packets.length === 0;
    if (this.#packets.length === MAX_PACKETS) malformed('too-many-packets', { number: MAX_PACKETS, offset });
    const { tag, type } = readLead(lead, { offset, first });
    this.#packet = { tag, body: Buffer.alloc(0), offset };
    this.#first = true;
    if (type === undefined) return;
    if (type === TO_THE_END && !mayStream(tag)) malformed('packet-length', { offset, number: tag });
    if (type === TO_THE_END) this.#left = Number.POSITIVE_INFINITY;
    else this.#octets = 2 ** type;
  }

  /** RFC 9580 section 4.2.1: the first octet of a length. */
  #beginPart(octet: number, { tag }: Packet): void {
    const size = partialSize(octet);
    this.#refused = size > 0 && this.#first && (size < 512 || !mayStream(tag));
    this.#first = false;
    this.#partial = size > 0;
    if (size > 0) this.#left = size;
    else if (octet < 192) this.#setLeft(octet);
    else {
      this.#octets = octet < 224 ? 1 : 4;
      // so that 192 and 0 give 192, which one octet cannot
      this.#length = octet < 224 ? octet - 192 + 192 / 256 : 0;
    }
  }

  #addOctet(octet: number): void {
    this.#length = this.#length * 256 + octet;
    this.#octets--;
    if (this.#octets > 0) return;
    this.#setLeft(this.#length);
    this.#length = 0;
  }

  #setLeft(length: number): void {
    this.#left = length;
    if (length === 0) this.#endPart();
  }

  #endPart(): void {
    const packet = this.#packet as Packet;
    if (this.#refused) malformed('packet-length', { offset: packet.offset, number: packet.tag });
    if (this.#partial) return;
    this.#packets.push(packet);
    this.#packet = undefined;
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    const packet = this.#packet as Packet;
    if (this.#take(packet, chunk.subarray(start, end)) || packet.body.length >= KEPT) return;
    packet.body = Buffer.concat([packet.body, chunk.subarray(start, Math.min(end, start + KEPT))]);
  }
}
