/** A signed message taken apart, so that it can be put together in another way. */
import { deflateRawSync, deflateSync } from 'node:zlib';
import { crc24 } from '../../../src/pgp/format/crc24.js';
import { readPackets } from '../../../src/pgp/verify/packets/read-packets.js';
import type { Original } from './originals.js';

/** How a packet's header is written (RFC 9580 section 4.2). */
export type Frame = 'current' | 'five-octets' | 'partial' | 'legacy' | 'legacy-four' | 'to-the-end';

export interface Piece {
  tag: number;
  body: Buffer;
  frame: Frame;
}

export interface Pieces {
  /** Of the cleartext framework: its headers, and the text's lines as they stand, escaped. */
  clear: { headers: string[]; lines: string[] } | undefined;
  packets: Piece[];
  armor:
    | {
        label: string;
        headers: string[];
        width: number;
        crc: 'right' | 'wrong' | 'none';
        blank: string;
        end: string;
      }
    | undefined;
  eol: string;
  before: string;
  after: string;
}

const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';

export function takeApart({ message }: Original): Pieces {
  const around = { eol: '\n', before: '', after: '' };
  if (((message[0] ?? 0) & 0x80) !== 0)
    return { clear: undefined, packets: cut(message), armor: undefined, ...around };
  const lines = message.toString('latin1').replace(/\r/g, '').trimEnd().split('\n');
  const start = lines.findIndex((line) => line.startsWith('-----BEGIN PGP') && line !== SIGNED);
  const block = lines.slice(start);
  const blank = block.indexOf('');
  const data = block.slice(blank + 1, -1).filter((line) => !/^=[A-Za-z0-9+/]{4}$/.test(line));
  const label = /BEGIN PGP (.*)-----/.exec(block[0] ?? '')?.[1] ?? '';
  const headers = block.slice(1, blank);
  return {
    clear: start > 0 ? clearOf(lines.slice(0, start)) : undefined,
    packets: cut(Buffer.from(data.join(''), 'base64')),
    armor: { label, headers, width: 64, crc: 'right', blank: '', end: label },
    ...around,
  };
}

function clearOf(lines: string[]): Pieces['clear'] {
  const blank = lines.indexOf('');
  return { headers: lines.slice(1, blank), lines: lines.slice(blank + 1) };
}

const cut = (data: Buffer): Piece[] =>
  readPackets(data).map(({ tag, body }) => ({ tag, body, frame: 'current' }));

/** The message that these pieces are. */
export function putTogether(pieces: Pieces): Buffer {
  const { armor, clear, packets, eol, before, after } = pieces;
  const data = Buffer.concat(packets.map(framed));
  if (!armor) return Buffer.concat([Buffer.from(before, 'latin1'), data, Buffer.from(after, 'latin1')]);
  const text = clear ? [SIGNED, ...clear.headers, '', ...clear.lines] : [];
  const lines = [...(before === '' ? [] : [before]), ...text, ...armored(armor, data), after];
  return Buffer.from(lines.join(eol), 'latin1');
}

function armored(
  { label, headers, width, crc, blank, end }: NonNullable<Pieces['armor']>,
  data: Buffer,
): string[] {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc24(data) ^ (crc === 'wrong' ? 1 : 0));
  const lines = data.toString('base64').match(new RegExp(`.{1,${width}}`, 'g')) ?? [];
  const check = crc === 'none' ? [] : [`=${sum.subarray(1).toString('base64')}`];
  return [`-----BEGIN PGP ${label}-----`, ...headers, blank, ...lines, ...check, `-----END PGP ${end}-----`];
}

/** A packet with its header. */
function framed({ tag, body, frame }: Piece): Buffer {
  const current = 0xc0 | tag;
  const legacy = 0x80 | ((tag & 15) << 2);
  const { length } = body;
  switch (frame) {
    case 'current':
      return Buffer.concat([Buffer.from([current]), shortest(length), body]);
    case 'five-octets':
      return Buffer.concat([Buffer.from([current, 0xff]), long(length), body]);
    case 'partial':
      return Buffer.concat([Buffer.from([current]), ...inParts(body)]);
    case 'legacy': {
      const size = length < 256 ? Buffer.from([length]) : Buffer.from([length >> 8, length & 255]);
      return Buffer.concat([Buffer.from([legacy | (length < 256 ? 0 : 1)]), size, body]);
    }
    case 'legacy-four':
      return Buffer.concat([Buffer.from([legacy | 2]), long(length), body]);
    case 'to-the-end':
      return Buffer.concat([Buffer.from([legacy | 3]), body]);
  }
}

function long(length: number): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  return size;
}

function shortest(length: number): Buffer {
  if (length < 192) return Buffer.from([length]);
  const rest = length - 192;
  return length < 8384
    ? Buffer.from([192 + (rest >> 8), rest & 255])
    : Buffer.concat([Buffer.from([255]), long(length)]);
}

/** The first part should hold 512 octets at least (section 4.2.1.4): these are shorter, as some programs write them. */
function inParts(body: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  let at = 0;
  for (; body.length - at > 64; at += 64) parts.push(Buffer.from([0xe0 | 6]), body.subarray(at, at + 64));
  return [...parts, shortest(body.length - at), body.subarray(at)];
}

/** The packets inside of a compressed one (section 5.6). */
export function compressed(packets: readonly Piece[], algorithm: 0 | 1 | 2): Piece {
  const data = Buffer.concat(packets.map(framed));
  const packed = [data, deflateRawSync(data), deflateSync(data)][algorithm] as Buffer;
  return { tag: 8, body: Buffer.concat([Buffer.from([algorithm]), packed]), frame: 'current' };
}
