import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unarmor } from 'openpgp';
import { found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { leftBehind } from '../../support/jobs.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { runProgram } from '../../support/program.js';
import { writeBundle } from '../../support/vendor.js';
import { newFolder } from '../../support/work.js';
import { joined, packetsIn, type RawPacket } from '../fuzz/packets.js';

export const HOSTILE_CERTIFICATES: Row[] = [
  {
    name: 'hostile-certificate',
    title: 'Flooded certificates',
    meaning:
      'A certificate with 10,000 forged signatures on its key, user ID or subkey, by the key itself as they say or by others, with 10,000 user IDs, subkeys, packets that nobody knows, or the same signature 10,000 times. The answer is the same as without them, within the limit of time, for `key check`, `encrypt`, `verify` and `key update`.',
    tries: 0,
    prepare: prepareFloods,
  },
];

const MANY = 10_000;
const isSignature = ({ tag }: RawPacket) => tag === 2;

/** A signature that says what a genuine one says, and does not verify. */
function forged({ tag, body }: RawPacket): RawPacket {
  const other = Buffer.from(body);
  randomBytes(48).copy(other, other.length - 48);
  return { tag, body: other };
}

/** The same as a revocation, or by another key. */
function changed(signature: RawPacket, type: number): RawPacket {
  const { tag, body } = forged(signature);
  body[1] = type;
  return { tag, body };
}

const times = (make: () => RawPacket) => Array.from({ length: MANY }, make);

const FLOODS: Record<string, (packets: RawPacket[]) => RawPacket[]> = {
  'on the key': ([key, ...rest]) => [key as RawPacket, ...times(() => changed(first(rest), 0x1f)), ...rest],
  'revocations of the key': ([key, ...rest]) => [
    key as RawPacket,
    ...times(() => changed(first(rest), 0x20)),
    ...rest,
  ],
  'on the user ID': (packets) => after(packets, 13, (signature) => times(() => forged(signature))),
  'revocations of the user ID': (packets) => after(packets, 13, (one) => times(() => changed(one, 0x30))),
  'on the subkey': (packets) => after(packets, 14, (signature) => times(() => forged(signature))),
  'revocations of the subkey': (packets) => after(packets, 14, (one) => times(() => changed(one, 0x28))),
  'the same one': (packets) => after(packets, 13, (signature) => times(() => signature)),
  'user IDs': (packets) => [
    ...packets,
    ...Array.from({ length: MANY }, (_, at) => ({
      tag: 13,
      body: Buffer.from(`Evil \u202e ${at} <a@b.example>`),
    })),
  ],
  subkeys: (packets) => [...packets, ...times(() => packets.find(({ tag }) => tag === 14) as RawPacket)],
  'unknown packets': (packets) => [...packets, ...times(() => ({ tag: 60, body: randomBytes(20) }))],
};

const first = (packets: RawPacket[]) => packets.find(isSignature) as RawPacket;

/** Puts packets behind the first one of a tag, before its own signatures. */
function after(packets: RawPacket[], tag: number, make: (signature: RawPacket) => RawPacket[]): RawPacket[] {
  const at = packets.findIndex((one) => one.tag === tag);
  return [...packets.slice(0, at + 1), ...make(packets[at + 1] as RawPacket), ...packets.slice(at + 1)];
}

async function prepareFloods(world: World): Promise<Prepared> {
  const { root, folder, vendor } = world;
  const packets = packetsIn((await unarmor(vendor.certificate)).data as Uint8Array);
  const lines = [
    { args: ['key', 'check'], status: 0 },
    { args: ['encrypt', 'report', '-o', 'out'], status: 0 },
    { args: ['verify', 'message'], status: 0 },
    { args: ['key'], status: 0 },
    { args: ['key', 'update', 'flooded'], status: 0 },
  ];
  const all = Object.entries(FLOODS).flatMap(([name, flood]) =>
    lines.map((line) => ({ name, flood, ...line })),
  );
  return {
    all: all.length,
    async attempt(_seed, at) {
      const { name, flood, args, status } = all[at] as (typeof all)[number];
      const cwd = newFolder(folder);
      const certificate = joined(flood(packets));
      const update = args[1] === 'update';
      writeBundle(join(cwd, 'bundle'), update ? vendor : { ...vendor, certificate });
      writeFileSync(join(cwd, 'flooded'), certificate);
      writeFileSync(join(cwd, 'report'), 'a report\n');
      writeFileSync(join(cwd, 'message'), vendor.signedText);
      const ended = await runProgram(root, [...args, '--bundle', 'bundle'], { cwd });
      const findings = [...lookAtRun(ended), ...leftBehind(cwd)];
      if (!ended.hung && ended.status !== status)
        findings.push(found('lost', `exit ${ended.status}: ${ended.stdout} ${ended.stderr}`));
      rmSync(cwd, { recursive: true, force: true });
      return findings.map(({ kind, what }) => found(kind, `${name}: ${what}`));
    },
  };
}
