import { readFileSync } from 'node:fs';
import { readMessage } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Certificate, readPinned } from '../../src/pgp/certificate/index.js';
import { fingerprintOf } from '../../src/pgp/certificate/read/key-packet.js';
import { encryptionFacts } from '../../src/pgp/encrypt/encryption-target.js';
import { encryptStream } from '../../src/pgp/encrypt/index.js';
import { cutPackets, type Frame, writePacket } from '../../src/pgp/format/key-packet-frames.js';
import { TAG } from '../../src/pgp/format/tags.js';
import { chooseEncryptionKey, type EncryptionChoice } from '../../src/pgp/policy/encryption-key.js';
import { pieces } from '../support/bytes.js';
import { emptyFolder } from '../support/run.js';
import { requireFile, requireTool, runTool } from '../support/tools.js';

const KEYRING = '/usr/share/keyrings/debian-keyring.gpg';
/** When the keys of Debian 12's package were in use. */
const THEN = new Date('2022-12-24T00:00:00Z');

/** Primary keys of RSA and of EdDSA, which is Ed25519 in all of them. */
const KINDS: readonly number[] = [1, 22];

/** The certificates of the keyring, each with its primary fingerprint. */
function certificates(): Map<string, Buffer> {
  const found = new Map<string, Frame[]>();
  let current: Frame[] = [];
  for (const frame of cutPackets(readFileSync(KEYRING))) {
    if (frame.tag === TAG.PUBLIC_KEY) {
      current = [];
      if (KINDS.includes(frame.body[5] ?? 0)) found.set(fingerprintOf(frame.body) ?? '', current);
    }
    current.push(frame);
  }
  return new Map([...found].map(([name, frames]) => [name, Buffer.concat(frames.map(writePacket))]));
}

/** The primary fingerprints of what GnuPG encrypts to, at that time. */
function usableForGpg(): Set<string> {
  const options = [
    '--homedir',
    emptyFolder(),
    '--batch',
    '--no-permission-warning',
    '--trust-model',
    'always',
  ];
  const keyring = ['--no-default-keyring', '--keyring', KEYRING, '--faked-system-time', '20221224T000000'];
  const list = runTool('gpg', [...options, ...keyring, '--with-colons', '--list-keys']).toString();
  const blocks = list.split(/^(?=pub:)/m).filter((block) => /^pub:(?:[^:]*:){10}[^:]*E/.test(block));
  return new Set(blocks.map((block) => /^fpr:+([0-9A-F]{40}):/m.exec(block)?.[1] ?? ''));
}

/** Why a certificate is not used; `undefined`: it is. */
function obstacleOf(outcome: Certificate | string): string | undefined {
  if (typeof outcome === 'string') return outcome;
  const choice = chooseEncryptionKey(outcome.facts, THEN);
  return choice.status === 'no-encryption-key' ? reasonOf(choice) : undefined;
}

function reasonOf({ obstacle }: Extract<EncryptionChoice, { status: 'no-encryption-key' }>): string {
  return obstacle.obstacle === 'weak' ? `${obstacle.which} ${obstacle.fault.fault}` : obstacle.obstacle;
}

/** What is refused by policy, and GnuPG takes. */
const POLICY = [
  'encryption algorithm', // Elgamal
  'primary rsa-bits',
  'encryption rsa-bits',
  'certificate-nothing-counts', // RIPEMD-160 in all self-signatures
  'no-key', // no flag says that a key encrypts
];

describe.skipIf(!requireFile(KEYRING, 'debian-keyring') || !requireTool('gpg'))("Debian's keyring", () => {
  const outcomes = new Map<string, Certificate | string>();

  beforeAll(async () => {
    for (const [fingerprint, bytes] of certificates()) {
      const reason = (error: { facts?: { reason: string } }) => error.facts?.reason ?? 'fault';
      outcomes.set(fingerprint, await readPinned(bytes, fingerprint, THEN).catch(reason));
    }
  });

  it('is usable where it is for GnuPG, but for what policy refuses', () => {
    const usable = usableForGpg();
    expect(usable.size).toBeGreaterThan(500);
    const refused: Record<string, number> = {};
    for (const [fingerprint, outcome] of outcomes) {
      const reason = usable.has(fingerprint) ? obstacleOf(outcome) : undefined;
      if (reason !== undefined) refused[reason] = (refused[reason] ?? 0) + 1;
    }
    process.stderr.write(`of ${outcomes.size} certificates, refused by policy: ${JSON.stringify(refused)}\n`);
    expect(Object.keys(refused).filter((reason) => !POLICY.includes(reason))).toEqual([]);
    expect(Object.values(refused).reduce((sum, count) => sum + count, 0)).toBeLessThan(outcomes.size / 50);
  });

  it('is never damaged', () => {
    const reasons = [...outcomes.values()].filter((outcome) => typeof outcome === 'string');
    expect(reasons.filter((reason) => reason !== 'certificate-nothing-counts')).toEqual([]);
  });

  it('is encrypted to with the key that was chosen', async () => {
    let count = 0;
    for (const certificate of outcomes.values()) {
      if (typeof certificate === 'string') continue;
      const choice = chooseEncryptionKey(certificate.facts, THEN);
      if (choice.status !== 'usable' && choice.status !== 'expired') continue;
      const parts: Uint8Array[] = [];
      const request = { recipients: [{ ...encryptionFacts(certificate), key: choice.key }], armor: false };
      await encryptStream(request, pieces(Buffer.from('x')), async (part) => {
        parts.push(Uint8Array.from(part));
      });
      const message = await readMessage({ binaryMessage: Buffer.concat(parts) });
      const named = message.getEncryptionKeyIDs().map((keyID) => keyID.toHex().toUpperCase());
      expect(named).toEqual([choice.key.keyID]);
      count++;
    }
    expect(count).toBeGreaterThan(500);
  });
});
