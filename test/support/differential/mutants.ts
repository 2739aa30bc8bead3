/** Signed messages, changed at random and from a seed: bytes, packets, framing, armor, line ends, escapes, charset. */
import { dice } from '../dice.js';
import type { Original } from './originals.js';
import { compressed, type Frame, type Piece, type Pieces, putTogether, takeApart } from './pieces.js';

export interface Mutant {
  seed: number;
  original: Original;
  /** What was done to it. */
  steps: string[];
  message: Buffer;
  data: Buffer | undefined;
}

interface Roll {
  /** A number from 0 to below `most`. */
  below: (most: number) => number;
  pick: <T>(choices: readonly T[]) => T;
}

/** Changes the pieces in place. @returns what was done; `undefined`: it does not fit this message */
type Change = (pieces: Pieces, roll: Roll) => string | undefined;

const FRAMES: readonly Frame[] = ['five-octets', 'partial', 'legacy', 'legacy-four', 'to-the-end', 'current'];
/** Marker, padding, private, trust, an unknown critical one, a literal, a user ID. */
const STRAY: readonly Piece[] = [
  { tag: 10, body: Buffer.from('PGP'), frame: 'current' },
  { tag: 21, body: Buffer.alloc(8, 7), frame: 'current' },
  { tag: 60, body: Buffer.from('private'), frame: 'current' },
  { tag: 12, body: Buffer.from([0]), frame: 'current' },
  { tag: 25, body: Buffer.from('unknown'), frame: 'current' },
  { tag: 11, body: Buffer.from('b\0\0\0\0\0other', 'latin1'), frame: 'current' },
  { tag: 13, body: Buffer.from('Mallory'), frame: 'current' },
];

const onPackets: Record<string, Change> = {
  reframe: ({ packets }, { below, pick }) => {
    const one = packets[below(packets.length)];
    if (!one) return undefined;
    one.frame = pick(FRAMES);
    return `${one.tag} as ${one.frame}`;
  },
  drop: ({ packets }, { below }) => packets.splice(below(packets.length), 1)[0]?.tag.toString(),
  duplicate: ({ packets }, { below }) => {
    const one = packets[below(packets.length)];
    if (!one) return undefined;
    packets.splice(below(packets.length + 1), 0, { ...one });
    return `${one.tag}`;
  },
  swap: ({ packets }, { below }) => {
    const [at, other] = [below(packets.length), below(packets.length)];
    const [first, second] = [packets[at], packets[other]];
    if (!first || !second || at === other) return undefined;
    packets[at] = second;
    packets[other] = first;
    return `${at} and ${other}`;
  },
  insert: ({ packets }, { below, pick }) => {
    const one = pick(STRAY);
    packets.splice(below(packets.length + 1), 0, { ...one });
    return `${one.tag}`;
  },
  compress: (pieces, { pick }) => {
    if (pieces.clear || pieces.armor?.label === 'SIGNATURE') return undefined;
    const algorithm = pick([0, 1, 2] as const);
    pieces.packets = [compressed(pieces.packets, algorithm)];
    return `with ${algorithm}`;
  },
  'change the body': ({ packets }, { below }) => {
    const one = packets[below(packets.length)];
    if (!one || one.body.length === 0) return undefined;
    const body = Buffer.from(one.body);
    // the fields of a packet stand at its start
    const at = below(2) ? below(Math.min(12, body.length)) : below(body.length);
    body[at] = (body[at] ?? 0) ^ (1 << below(8));
    one.body = body;
    return `${one.tag} at ${at}`;
  },
};

const onArmor: Record<string, Change> = {
  width: ({ armor }, { pick }) => set(armor, 'width', pick([1, 4, 10, 63, 76, 77, 200, 20_000])),
  checksum: ({ armor }, { pick }) => set(armor, 'crc', pick(['wrong', 'none'] as const)),
  header: ({ armor }, { pick }) => {
    const header = pick([
      'Comment: a',
      'Version: 1',
      'Hash: SHA256',
      'X-Odd: b',
      'Comment:',
      'no header',
      'Charset: latin-1',
    ]);
    armor?.headers.push(header);
    return armor && header;
  },
  'blank line': ({ armor }, { pick }) => set(armor, 'blank', pick([' ', '\t ', '\xa0', 'x', '\xc2\xa0'])),
  label: ({ armor }, { pick }) =>
    set(
      armor,
      'label',
      pick(['MESSAGE', 'SIGNATURE', 'SIGNED MESSAGE', 'ARMORED FILE', 'MESSAGE, PART 1/2']),
    ),
  'end label': ({ armor }, { pick }) => set(armor, 'end', pick(['MESSAGE', 'SIGNATURE', 'PUBLIC KEY BLOCK'])),
  'line ends': (pieces, { pick }) => {
    if (!pieces.armor) return undefined;
    pieces.eol = pick(['\r\n', '\r', '\r\r\n', ' \n', '\t\r\n', '\n\n', '\n ', '\n> ', '=\n', '<br>\n']);
    return JSON.stringify(pieces.eol);
  },
  'text before': (pieces, { pick }) => {
    pieces.before = pick(['Pay Mallory', '\xef\xbb\xbf', '> quoted', '-----BEGIN PGP', '\n\n', ' ', '\0']);
    return JSON.stringify(pieces.before);
  },
  'text after': (pieces, { pick }) => {
    pieces.after = pick([
      'Pay Mallory',
      '-----END PGP SIGNATURE-----',
      '-----BEGIN PGP SIGNED MESSAGE-----',
      '\x1a',
      '\0\0',
    ]);
    return JSON.stringify(pieces.after);
  },
};

function set<T extends object, K extends keyof T>(
  of: T | undefined,
  key: K,
  value: T[K],
): string | undefined {
  if (of) of[key] = value;
  return of && JSON.stringify(value);
}

const onText: Record<string, Change> = {
  'hash header': ({ clear }, { pick }) => {
    if (!clear) return undefined;
    clear.headers = pick([
      [],
      ['Hash: SHA1'],
      ['Hash: MD5, SHA512'],
      ['Hash: nonsense'],
      ['Comment: Pay Mallory'],
      ['hash: SHA512'],
      ['Hash: SHA512', 'Hash: SHA256'],
      ['NotDashEscaped: yes'],
      ['Pay Mallory'],
      ['Charset: UTF-8'],
    ]);
    return JSON.stringify(clear.headers);
  },
  'one line': ({ clear }, { below, pick }) => {
    if (!clear) return undefined;
    const at = below(clear.lines.length);
    const line = clear.lines[at] ?? '';
    const made = pick([
      `${line} `,
      `${line}\t `,
      `${line}\r`,
      `${line}\x0b`,
      ` ${line}`,
      `- ${line}`,
      line.replace(/^- /, ''),
      `${line}\xa0`,
      line.replace(/\w/, 'x'),
      `${line}\0`,
      `${line}\f`,
      `>${line}`,
      line.toUpperCase(),
      `${line}\xfc`,
      `${line}${'x'.repeat(20_000)}`,
      line.replace('\xc3\x96', '\xd6'),
      `${line}=20`,
    ]);
    clear.lines[at] = made;
    return JSON.stringify(made.slice(0, 60));
  },
  'another line': ({ clear }, { below, pick }) => {
    const made = pick([
      '',
      ' ',
      'Pay Mallory',
      '- ',
      '-',
      '-- ',
      '-----BEGIN PGP SIGNATURE-----',
      '- -----BEGIN PGP SIGNED MESSAGE-----',
      '-----BEGIN CERTIFICATE-----',
      '-----END PGP SIGNED MESSAGE-----',
      '\r',
    ]);
    clear?.lines.splice(below((clear.lines.length ?? 0) + 1), 0, made);
    return clear && JSON.stringify(made);
  },
  'a line less': ({ clear }, { below }) =>
    clear && JSON.stringify(clear.lines.splice(below(clear.lines.length), 1)),
  'lines swapped': ({ clear }) => {
    const last = clear?.lines.pop();
    if (last !== undefined) clear?.lines.unshift(last);
    return last && 'the last one first';
  },
};

const CHANGES = { ...onPackets, ...onArmor, ...onText };
const NAMES = Object.keys(CHANGES) as (keyof typeof CHANGES)[];

type Bytes = (bytes: Buffer, roll: Roll) => Buffer;

/** What is done to the file as it lies there. */
const ON_BYTES: Record<string, Bytes> = {
  'flip a bit': (bytes, { below }) => {
    const made = Buffer.from(bytes);
    const at = below(made.length);
    made[at] = (made[at] ?? 0) ^ (1 << below(8));
    return made;
  },
  'cut the end': (bytes, { below }) => bytes.subarray(0, below(bytes.length)),
  'insert a byte': (bytes, { below, pick }) => {
    const at = below(bytes.length + 1);
    return Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from([pick([0, 10, 13, 32, 45, 61, 0x80, 0xff])]),
      bytes.subarray(at),
    ]);
  },
  'leave a byte out': (bytes, { below }) => {
    const at = below(bytes.length);
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]);
  },
  'all twice': (bytes) => Buffer.concat([bytes, bytes]),
};

const ON_DATA: Record<string, Bytes> = {
  'CRLF in the data': (data) => Buffer.from(data.toString('latin1').replace(/\n/g, '\r\n'), 'latin1'),
  'CR in the data': (data) => Buffer.from(data.toString('latin1').replace(/\n/g, '\r'), 'latin1'),
  'blanks at the ends of the data': (data) =>
    Buffer.from(data.toString('latin1').replace(/\n/g, ' \n'), 'latin1'),
  'one more line break': (data) => Buffer.concat([data, Buffer.from('\n')]),
  'no last line break': (data) => data.subarray(0, -1),
  ...ON_BYTES,
};

/** The mutant of a seed. */
export function mutantOf(seed: number, originals: readonly Original[]): Mutant {
  const random = dice(seed);
  const below = (most: number) => Math.floor(random() * most);
  const pick = <T>(choices: readonly T[]) => choices[below(choices.length)] as T;
  const roll = { below, pick };
  const original = pick(originals);
  const pieces = takeApart(original);
  const steps: string[] = [];
  const most = pick([0, 1, 1, 1, 2]);
  for (let tries = 0; steps.length < most && tries < 50; tries++) {
    const name = pick(NAMES);
    const done = CHANGES[name]?.(pieces, roll);
    if (done !== undefined) steps.push(`${name}: ${done}`);
  }
  let message = putTogether(pieces);
  let { data } = original;
  if (data && below(4) === 0) {
    const name = pick(Object.keys(ON_DATA));
    data = ON_DATA[name]?.(data, roll) ?? data;
    steps.push(name);
  } else if (most === 0 || below(5) === 0) {
    const name = pick(Object.keys(ON_BYTES));
    message = ON_BYTES[name]?.(message, roll) ?? message;
    steps.push(name);
  }
  return { seed, original, steps, message, data };
}
