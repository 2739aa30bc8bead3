import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateKey, readKey, unarmor } from 'openpgp';
import { armored } from '../../../test/support/messages.js';
import { type Finding, found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { type Choice, choiceFrom } from '../../support/choice.js';
import { leftBehind } from '../../support/jobs.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';
import { writeBundle } from '../../support/vendor.js';
import { joined, packetsIn, type RawPacket, vouchedFor } from './packets.js';

const CHANGES =
  'packets left out, doubled, moved, damaged by bits and bytes, taken from another certificate, and with wrong lengths';

export const CERTIFICATES: Row[] = [
  {
    name: 'fuzz-certificate',
    title: 'Random certificates',
    meaning: `The certificate of a bundle with ${CHANGES}. The program refuses it or passes over what does not verify: \`key export\` hands out nothing that its key did not sign, and \`encrypt\` does not encrypt to a subkey of another.`,
    tries: 10_000,
    prepare: prepareCertificates,
  },
  {
    name: 'fuzz-update',
    title: 'Random copies for key update',
    meaning: `Newer copies of a certificate with ${CHANGES}, given to \`key update\` where a revocation or a new user ID is stored already. Nothing is stored that the key did not sign; what was stored stays.`,
    tries: 10_000,
    prepare: prepareUpdates,
  },
];

interface Stock {
  /** The vendor's own packets: as published, and all that the newer copies add. */
  published: RawPacket[];
  newer: RawPacket[][];
  foreign: RawPacket[];
  /** What the vendor vouches for. */
  genuine: Set<string>;
}

async function stockOf({ vendor }: World): Promise<Stock> {
  const packets = async (armor: string) => packetsIn((await unarmor(armor)).data as Uint8Array);
  const other = await generateKey({
    type: 'curve25519',
    userIDs: [{ name: 'Example Security', email: 'security@example.com' }],
    format: 'armored',
  });
  const newer = await Promise.all(Object.values(vendor.copies).map(packets));
  const published = await packets(vendor.certificate);
  const genuine = new Set([published, ...newer].flat().map(vouchedFor));
  return { published, newer, foreign: await packets(other.publicKey), genuine };
}

/** One to four changes to a list of packets, as bytes. */
function mangle(choice: Choice, from: readonly RawPacket[], others: readonly RawPacket[]): Buffer {
  const packets = [...from];
  const { below, pick, odd } = choice;
  const changes = [
    () => packets.splice(below(packets.length), 1),
    () => packets.splice(below(packets.length), 0, pick(packets)),
    () => packets.splice(below(packets.length + 1), 0, pick(others)),
    () => packets.push(...packets.splice(below(packets.length), 1 + below(3))),
    () => spoil(choice, packets),
    () => spoil(choice, packets),
    () => packets.splice(below(packets.length), 1, { tag: below(64), body: pick(packets).body }),
  ];
  for (let count = 1 + below(4); count > 0 && packets.length > 0; count--) pick(changes)();
  const bytes = joined(packets);
  if (odd(0.1)) return bytes.subarray(0, below(bytes.length + 1));
  if (odd(0.1) && bytes.length > 0) bytes[below(bytes.length)] = below(256);
  return bytes;
}

function spoil({ below, odd }: Choice, packets: RawPacket[]): void {
  const at = below(packets.length);
  const { tag, body } = packets[at] as RawPacket;
  const spoilt = Buffer.from(body);
  if (odd(0.2)) packets[at] = { tag, body: spoilt.subarray(0, below(spoilt.length + 1)) };
  else {
    const place = below(spoilt.length);
    spoilt[place] = odd(0.5) ? (spoilt[place] ?? 0) ^ (1 << below(8)) : below(256);
    packets[at] = { tag, body: spoilt };
  }
}

const written = ({ odd }: Choice, bytes: Buffer): Buffer =>
  odd(0.3) ? bytes : Buffer.from(armored('PUBLIC KEY BLOCK', bytes));

function foreignIn(data: Uint8Array, { genuine }: Stock): Finding[] {
  return packetsIn(data)
    .filter((one) => !genuine.has(vouchedFor(one)))
    .map(({ tag, body }) =>
      found('fooled', `taken over: packet ${tag}, ${body.toString('hex').slice(0, 200)}`),
    );
}

async function prepareCertificates(world: World): Promise<Prepared> {
  const stock = await stockOf(world);
  const { fingerprint } = world.vendor;
  const lines = [
    ['key'],
    ['key', 'check', '--json'],
    ['key', 'export', '--binary'],
    ['key', 'export', '--binary'],
  ];
  const more = [...lines, ['key', '--json'], ['contact'], ['encrypt', 'report', '-f', '-o', 'out']];
  return inLanes(
    world,
    async ({ folder, run }, seed) => {
      const choice = choiceFrom(seed);
      const from = choice.odd(0.6) ? stock.published : choice.pick(stock.newer);
      const certificate = written(choice, mangle(choice, from, [...stock.foreign, ...stock.newer.flat()]));
      writeBundle(join(folder, 'bundle'), { certificate, fingerprint });
      const args = choice.pick(more);
      const ended = await run([...args, '--bundle', 'bundle']);
      const bytes = args[1] === 'export';
      const findings = [...lookAtRun(ended, { bytes }), ...leftBehind(folder)];
      if (bytes && ended.status === 0) findings.push(...foreignIn(ended.stdout, stock));
      return findings;
    },
    ({ folder }) => writeFileSync(join(folder, 'report'), 'a report\n'),
  );
}

async function prepareUpdates(world: World): Promise<Prepared> {
  const stock = await stockOf(world);
  const { vendor, folder: place } = world;
  const name = `${vendor.fingerprint.toLowerCase()}.pgp`;
  const before = await Promise.all(
    (['revoked', 'renewed'] as const).map(async (copy) =>
      Buffer.from((await readKey({ armoredKey: vendor.copies[copy] })).write()),
    ),
  );
  before.forEach((data, at) => {
    const folder = join(place, `stored-${at}/data/codeship-sec/certificates`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), data);
  });
  return inLanes(world, async ({ folder, run }, seed) => {
    const choice = choiceFrom(seed);
    const which = choice.below(before.length);
    rmSync(join(folder, 'data'), { recursive: true, force: true });
    cpSync(join(place, `stored-${which}/data`), join(folder, 'data'), { recursive: true });
    const copy = mangle(choice, choice.pick([stock.published, ...stock.newer]), [
      ...stock.foreign,
      ...stock.newer.flat(),
    ]);
    writeFileSync(join(folder, 'copy'), written(choice, copy));
    const ended = await run([
      'key',
      'update',
      'copy',
      '--bundle',
      vendor.bundle,
      ...choice.pick([[], ['--json']]),
    ]);
    const findings = [...lookAtRun(ended), ...leftBehind(folder)];
    const certificates = join(folder, 'data/codeship-sec/certificates');
    const stored = existsSync(certificates)
      ? readdirSync(certificates).map((one) => readFileSync(join(certificates, one)))
      : [];
    for (const data of stored) findings.push(...foreignIn(data, stock));
    const now = new Set(stored.flatMap(packetsIn).map(vouchedFor));
    const gone = packetsIn(before[which] ?? Buffer.alloc(0)).filter((one) => !now.has(vouchedFor(one)));
    if (gone.length > 0) findings.push(found('lost', `${gone.length} packets of the stored copy`));
    return findings;
  });
}
