import { enums, armor as toArmor } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPinned } from '../../../../src/pgp/certificate/index.js';
import type { UnreadableForm } from '../../../../src/pgp/certificate/reason.js';
import { bytesOf, make, NOW } from '../../../support/certificates.js';

let armor: string;
let pin: string;

beforeAll(async () => {
  const key = await make();
  pin = key.getFingerprint();
  armor = toArmor(enums.armor.publicKey, bytesOf(key)).replaceAll('\r\n', '\n');
});

const quotedPrintable = (text: string) => text.replaceAll('=', '=3D').replace(/^(.{40})(.)/gm, '$1=\n$2');

describe('a file in which no key can be read', () => {
  it.each<[UnreadableForm, (text: string) => string | Buffer]>([
    ['empty', () => ''],
    ['empty', () => '\n\n'],
    ['text', () => 'Our key is on our website.\n'],
    ['truncated', (text) => text.slice(0, -60)],
    ['quoted-printable', quotedPrintable],
    ['one-line', (text) => text.replaceAll('\n', ' ')],
    ['json', (text) => JSON.stringify({ key: text })],
    ['dashes', (text) => text.replaceAll('-----', '\u2014\u2013\u2013')],
    ['dashes', (text) => Buffer.from(text.replaceAll('-----', '\x96\x96-'), 'latin1')],
    ['mid-packet', () => Buffer.of(0x99, 0xff, 0xff, 0x04)],
    ['mid-packet', (text) => text.replace(/(?:.+\n){3}(?=-----END)/, '')],
    ['headless', (text) => text.slice(text.indexOf('\n'))],
    ['damaged', (text) => text.replace(/\n\n..../, '\n\n*?!&')],
  ])('is named for what it is: %s', async (form, change) => {
    await expect(readPinned(Buffer.from(change(armor)), pin, NOW)).rejects.toMatchObject({
      facts: { reason: 'certificate-unreadable', form },
    });
  });

  it.each(['\n=abcd', '=\n=abcd', '==\n=3Dab', '=\n'])(
    'is damaged, whatever its padding and checksum: %j',
    async (end) => {
      const data = Buffer.from(
        `-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nxjMEZQ*?!&${end}\n-----END PGP PUBLIC KEY BLOCK-----\n`,
      );
      await expect(readPinned(data, pin, NOW)).rejects.toMatchObject({ facts: { form: 'damaged' } });
    },
  );

  it.each(['\u00a0', ' \u00a0 '])('is none with a no-break space in its empty line', async (space) => {
    const data = Buffer.from(armor.replace('\n\n', `\n${space}\n`));
    expect((await readPinned(data, pin, NOW)).facts.userIDs).toHaveLength(1);
  });
});
