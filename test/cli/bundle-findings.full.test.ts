import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { enums, revokeKey } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FindingCode } from '../../src/output/words/bundle-findings.js';
import { cutPackets, writePacket } from '../../src/pgp/format/key-packet-frames.js';
import { at, bytesOf, sign } from '../support/certificates.js';
import { cleartext, packet } from '../support/messages.js';
import { root, run, scrubbed } from '../support/run.js';
import { goodBundle, makeVendor, type TestVendor } from '../support/vendor.js';

const DAY = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString();
const PAGE = '# Example\n\nWrite to security@example.com.\n';
const CONTACT = 'Contact: mailto:security@example.com\n';
const GOOD = `${CONTACT}Expires: ${inDays(200)}\n`;

let vendor: TestVendor;
let other: TestVendor;
let ending: TestVendor;

beforeAll(async () => {
  const soon = { type: 'ecc' as const, keyExpirationTime: 20 * 86_400 };
  [vendor, other, ending] = await Promise.all([
    makeVendor({ type: 'ecc', date: at(-100) } as never),
    makeVendor({ type: 'ecc', userIDs: [{ name: 'Other', email: 'other@example.org' }] } as never),
    makeVendor(soon as never),
  ]);
});

/** A bundle, and the options to check it with. */
type Case = [dir: string, ...options: string[]];
const changed = (changes: object): Case => [goodBundle(vendor, changes)];
const page = (text: string, changes: object = {}): Case => [goodBundle(vendor, changes, { 'page.md': text })];
const certificate = (data: string | Uint8Array): Case => [goodBundle(vendor, {}, { 'key.asc': data })];
const endingBundle = () => goodBundle(ending);

/** A bundle beside a published file. */
function published(text: string): Case {
  const dir = goodBundle(vendor);
  writeFileSync(join(dir, 'security.txt'), text);
  return [dir, '--security-txt', 'security.txt'];
}

/** A key that a revoker, whose certificate is not there, may have revoked. */
async function perhapsRevoked(): Promise<Uint8Array> {
  const [key, by] = [vendor.privateKey, other.privateKey];
  const names = {
    signatureType: enums.signature.key,
    revocationKeyClass: 0x80,
    revocationKeyAlgorithm: by.keyPacket.algorithm,
    revocationKeyFingerprint: Buffer.from(by.getFingerprint(), 'hex'),
  };
  const revokes = { signatureType: enums.signature.keyRevocation };
  const signatures = [
    await sign(by, revokes, { key: key.keyPacket }, at(-5)),
    await sign(key, names, { key: key.keyPacket }, at(-50)),
  ].map((signature) => packet(2, signature.write()));
  const [primary, ...rest] = cutPackets(Buffer.from(bytesOf(key))).map(writePacket) as [Buffer, ...Buffer[]];
  return Buffer.concat([primary, ...signatures, ...rest]);
}

function withStrangeUser(): string {
  const mixed = vendor.privateKey.toPublic();
  mixed.users.push(...other.privateKey.toPublic().users);
  return mixed.armor();
}

/** Each finding, with its place and its text. A new one is asked for here. */
const CASES: Record<FindingCode, [make: () => Case | Promise<Case>, line: () => string | RegExp]> = {
  'manifest-field': [() => changed({ name: 5 }), () => 'wrong: name: must be a text that is not empty'],
  unreadable: [
    () => changed({ key: { file: 'gone.asc', fingerprint: vendor.fingerprint } }),
    () => 'wrong: key.file: cannot be read: gone.asc: no such file or folder',
  ],
  'pin-mismatch': [
    () => certificate(other.certificate),
    () => new RegExp(`^wrong: key\\.fingerprint: .*${other.fingerprint}.*`),
  ],
  'key-unusable': [
    async () =>
      certificate((await revokeKey({ key: vendor.privateKey, format: 'armored' })).publicKey as string),
    () => /^wrong: key\.file: key\.asc: the key was revoked on \d{4}-\d\d-\d\d/,
  ],
  'key-ends-within': [
    () => [endingBundle(), '--within', '30d'],
    () => /^wrong: key\.file: key\.asc: the key ends on \d{4}-\d\d-\d\d, in \d+ days/,
  ],
  'key-ends-soon': [
    () => [endingBundle()],
    () => /^doubtful: key\.file: key\.asc: the key ends on \d{4}-\d\d-\d\d, in \d+ days/,
  ],
  'key-perhaps-revoked': [
    async () => certificate(await perhapsRevoked()),
    () => new RegExp(`^doubtful: key\\.file: key\\.asc: the key may be revoked: .*${other.fingerprint}`),
  ],
  'key-passed-over': [
    () => certificate(withStrangeUser()),
    () => 'doubtful: key.file: not used: the user ID Other <other@example.org>: the key has not signed it',
  ],
  'key-without-address': [
    () => page('# Example\n\nnew@example.com\n', { address: 'new@example.com' }),
    () => 'doubtful: contacts: no user ID of a key that is encrypted to has the address new@example.com',
  ],
  'contact-twice': [
    () =>
      changed({
        address: undefined,
        contacts: ['mailto:security@example.com', 'MAILTO:Security@example.com'],
      }),
    () => 'doubtful: contacts[1]: the contact is that of an entry before it: MAILTO:Security@example.com',
  ],
  'no-key': [
    () => page(PAGE, { key: undefined }),
    () => 'doubtful: keys: the vendor publishes no OpenPGP key: reports cannot be encrypted',
  ],
  'no-encryption-key': [
    () => changed({ key: { file: 'key.asc', fingerprint: vendor.fingerprint, use: ['verify'] } }),
    () => 'doubtful: key.use: no key is there to encrypt to, but to sign alone: reports cannot be encrypted',
  ],
  'page-empty': [() => page('\n'), () => 'doubtful: page.file: the page has no text'],
  'page-date-ahead': [
    () => changed({ page: { file: 'page.md', date: '2999-01' } }),
    () => 'doubtful: page.date: the page is dated in the future: 2999-01',
  ],
  'page-syntax': [
    () => page(`---\ntitle: x\n---\n${PAGE}{{ site.x }}\n`),
    () =>
      'doubtful: page.md:7: a Liquid variable is not understood, and shown as it is written: {{ site.x }}',
  ],
  'page-link-mislabelled': [
    () => page(`${PAGE}[a@example.com](mailto:security@example.com)`),
    () => 'doubtful: page.md:4: the link a@example.com goes elsewhere, to security@example.com',
  ],
  'page-link-dead': [
    () => page(`${PAGE}[a](#none) [b](#top) [c](#user-content-d)\n\n## D\n`),
    () =>
      'doubtful: page.md:4: the link to #none leads nowhere: no heading or anchor of the page has this id',
  ],
  'page-character': [
    () => page(`${PAGE}\nto \u202ehere\u200b, \u202e and a joiner: \u{1f469}\u200d\u{1f4bb}\n`),
    () =>
      'doubtful: page.md:5: the line holds characters that a reader does not see, and that are shown as escapes here: \\u202e \\u200b',
  ],
  'page-link-relative': [
    () => page(`${PAGE}[rules](rules.md)`),
    () =>
      'doubtful: page.md:4: the link to rules.md leads nowhere until page.url says where the page is published',
  ],
  'page-fingerprint': [
    () => page(`${PAGE}\nPGP: ${vendor.fingerprint}\nReleases: ${other.fingerprint}\n`),
    () =>
      `doubtful: page.md:6: the page names a fingerprint that is no key of the bundle: ${other.fingerprint}`,
  ],
  'page-key': [
    () => page(`${PAGE}\n${vendor.certificate}\n${other.certificate}`),
    () =>
      new RegExp(
        `^doubtful: page\\.md:\\d+: the page holds a key that is not in the bundle: ${other.fingerprint}$`,
      ),
  ],
  'page-fingerprint-differs': [
    () => page(`${PAGE}\nPGP: ${other.fingerprint}\n`),
    () =>
      `wrong: page.md:5: the page names another fingerprint than that of the bundle's key: ${other.fingerprint}`,
  ],
  'page-key-differs': [
    () => page(`${PAGE}\n${other.certificate}`),
    () => `wrong: page.md:5: the page holds another key than the bundle: ${other.fingerprint}`,
  ],
  'page-key-damaged': [
    () => page(`${PAGE}\n${vendor.certificate.replace(/\n-----END.*/, '')}`),
    () => 'wrong: page.md:5: the certificate is cut off: its last line, with END PGP, is missing',
  ],
  'key-unconfirmed': [
    () => page(PAGE),
    () =>
      `doubtful: key.fingerprint: nothing but the certificate names its fingerprint: put it on the page, for people to compare: ${vendor.fingerprint}`,
  ],
  'key-to-fill-in': [
    () => changed({ key: undefined, '// key': { file: 'key.asc' } }),
    () =>
      'wrong: key: the vendor publishes a key that is still to be put here: give key, or take out "// key" where there is none',
  ],
  'page-address': [
    () => page(`${PAGE}\npsirt@example.org, hello@example.org\n`),
    () => "doubtful: page.md:5: the page names an address that is not the bundle's: psirt@example.org",
  ],
  'contact-not-on-page': [
    () => changed({ address: undefined, contacts: ['mailto:security@example.com', 'tel:+1-555'] }),
    () => 'doubtful: contacts[1]: the page does not name it: tel:+1-555',
  ],
  'notice-ahead': [
    () => changed({ notices: [{ date: '2999', text: 'x', source: 'y', short: 'z' }] }),
    () => 'doubtful: notices[0]: the notice is dated in the future: 2999',
  ],
  'notice-long': [
    () => changed({ notices: [{ date: '2020', text: 'x', source: 'y' }] }),
    () => 'doubtful: notices[0]: the notice has no short form: encrypt only counts it',
  ],
  'expires-passed': [
    () => changed({ expires: '2020-01-01T00:00:00Z' }),
    () => /^wrong: expires: what is said of the contacts ended on 2020-01-01, \d+ years ago/,
  ],
  'expires-within': [
    () => [goodBundle(vendor, { expires: inDays(20) }), '--within', '30d'],
    () => /^wrong: expires: what is said of the contacts ends on \d{4}-\d\d-\d\d, in \d+ days/,
  ],
  'expires-soon': [
    () => changed({ expires: inDays(20) }),
    () => /^doubtful: expires: what is said of the contacts ends on \d{4}-\d\d-\d\d, in \d+ days/,
  ],
  'expires-far': [
    () => changed({ expires: '2998-01-01T00:00:00Z' }),
    () =>
      'doubtful: expires: 2998-01-01T00:00:00Z is more than a year ahead (RFC 9116 section 2.5.5): such files are forgotten',
  ],
  'security-txt-line': [
    () => published(`${GOOD}hello there\n`),
    () => 'wrong: security.txt:3: the line is neither a field nor a comment',
  ],
  'security-txt-missing': [
    () => published(CONTACT),
    () => 'wrong: security.txt: the field Expires is missing',
  ],
  'security-txt-twice': [
    () => published(`${GOOD}expires: ${inDays(100)}\n`),
    () => 'wrong: security.txt:3: the field Expires may stand once, and stands twice',
  ],
  'security-txt-value': [
    () => published(`${GOOD}Policy: http://example.com/\n`),
    () => 'wrong: security.txt:3: the URI must begin with https: http://example.com/',
  ],
  'security-txt-signature': [
    async () => published(await cleartext(other.privateKey, GOOD)),
    () =>
      /^wrong: security\.txt: the signature is not good by a key of the bundle: NOT GENUINE: not signed by /,
  ],
  'security-txt-unsigned': [
    () => published(GOOD),
    () => 'doubtful: security.txt: it is not signed, and RFC 9116 recommends that it be (section 2.3)',
  ],
  'security-txt-fingerprint': [
    () => published(`${GOOD}Encryption: openpgp4fpr:${'ab'.repeat(20)}\n`),
    () => `wrong: security.txt:3: the published fingerprint is no key of the bundle: ${'AB'.repeat(20)}`,
  ],
  'security-txt-contacts': [
    () => published(GOOD.replace(/^Contact: .*$/m, 'Contact: mailto:other@example.org')),
    () => 'wrong: security.txt: none of its contacts is one of the bundle: reports would go to somebody else',
  ],
  'security-txt-differs': [
    () => published(`${GOOD}Contact: https://example.com/form\n`),
    () => 'doubtful: security.txt:3: the bundle has no such contact: https://example.com/form',
  ],
};

describe('each finding of bundle check has its place and its text', () => {
  it.each(Object.keys(CASES) as FindingCode[])('%s', async (code) => {
    const [make, line] = CASES[code];
    const [dir, ...options] = await make();
    const { stdout } = await run(['bundle', 'check', dir, ...options], { cwd: dir });
    const ours = stdout.split('\n').filter((one) => one.endsWith(` (${code})`));
    expect(ours, stdout).toHaveLength(1);
    const text = ours[0]?.slice(0, -` (${code})`.length);
    const wanted = line();
    expect(text).toEqual(wanted instanceof RegExp ? expect.stringMatching(wanted) : wanted);
  });

  it('of a day to come: only where it has begun in no time zone, as web --date takes it', async () => {
    const [dir] = changed({ page: { file: 'page.md', date: '2036-11-28' } });
    const preload = `${scrubbed().NODE_OPTIONS} --require ${join(root, 'test/support/clock.cjs')}`;
    for (const [clock, ahead] of [
      ['2036-11-27T09:59:59Z', true],
      ['2036-11-27T10:00:00Z', false],
    ] as const) {
      const env = { NODE_OPTIONS: preload, TEST_CLOCK: clock };
      const { stdout } = await run(['bundle', 'check', dir], { env });
      expect(stdout.includes('(page-date-ahead)')).toBe(ahead);
    }
  });

  it('of a key that may be revoked, in web too', async () => {
    const [dir] = certificate(await perhapsRevoked());
    const { stderr } = await run(['web', '--bundle', dir]);
    expect(stderr).toMatch(/warning: the page tells its readers of this before .*: the key may be revoked: /);
  });

  it('of a pin that no certificate has, that alone: not that the page should name it', async () => {
    const { stdout } = await run(['bundle', 'check', certificate(other.certificate)[0]]);
    expect(stdout).toContain('(pin-mismatch)');
    expect(stdout).not.toContain('(key-unconfirmed)');
  });

  it('is one that the schema of the JSON form names, and the schema names no other', () => {
    const schema = readFileSync(join(root, 'docs/json/bundle-check.schema.json'), 'utf8');
    const [, codes = ''] = /"code": \{[^[]*"enum": (\[[^\]]*\])/.exec(schema) ?? [];
    expect(JSON.parse(codes).sort()).toEqual(Object.keys(CASES).sort());
  });
});
