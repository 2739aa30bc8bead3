/**
 * What `encrypt` writes, opened by other programs: byte for byte, and the inner signature verified. The result is
 * kept in docs/interop.md: UPDATE_DOCS=1 writes it anew, and without it the table there must be what was found.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyOptions } from 'openpgp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { peers } from '../support/peers.js';
import { emptyFolder, expectRun, root, run } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

/** All bytes, line ends of every kind, and a byte order mark. */
const REPORT = Buffer.concat([
  Buffer.from('\ufeffone\r\ntwo\rthree\n\n  \t\r\n'),
  Buffer.from(Array.from({ length: 5000 }, (_, index) => (index * 7) % 256)),
]);

/** For a peer that changes anything else. */
const TEXT = Buffer.from('A report in plain text\nof two lines\n');

const V6: Partial<KeyOptions> = { type: 'curve25519', config: { v6Keys: true } };
const RECIPIENTS: Record<string, Partial<KeyOptions>> = {
  'RSA 4096, v4': { type: 'rsa', rsaBits: 4096 },
  'Curve25519, v4': { type: 'ecc' },
  'X25519, v6': V6,
};
const FORMS: Record<string, string[]> = {
  armored: [],
  binary: ['--binary'],
  signed: ['--sign-with', 'me.key'],
  'hidden recipient': ['--hidden-recipient'],
  'to self': ['--encrypt-to-self', 'me.asc'],
  'all of these': ['--binary', '--sign-with', 'me.key', '--hidden-recipient', '--encrypt-to-self', 'me.asc'],
};

const OLD = 'does not know version 6 keys';

/** What a peer of these versions cannot do, whoever wrote the message. */
function limit(peer: string, recipient: string, form: string): string | undefined {
  const v6 = recipient.endsWith('v6');
  // opened with the reporter's own key, of version 4
  if (v6 && peer !== 'OpenPGP.js' && form !== 'to self') return OLD;
  if (peer === 'rnp' && /hidden|all/.test(form)) return 'does not open messages with hidden recipients';
  if (peer === 'pgpainless-cli' && v6)
    return 'refuses a message that has a recipient of a kind that it does not know';
  return undefined;
}

const TEXT_ONLY = 'changes line ends and bytes that are not UTF-8: it was given plain text';

const found = new Map<string, string>();
const cellName = (recipient: string, form: string, peer: string) => `${recipient}|${form}|${peer}`;
const present = peers.filter(({ tool }) => tool === undefined || requireTool(tool));

let me: TestVendor;
const vendors: Record<string, TestVendor> = {};
const messages: Record<string, Buffer> = {};

beforeAll(async () => {
  me = await makeVendor({ type: 'ecc', userIDs: [{ name: 'Reporter', email: 'me@example.org' }] });
  const cwd = emptyFolder();
  writeFileSync(join(cwd, 'report'), REPORT);
  writeFileSync(join(cwd, 'text'), TEXT);
  writeFileSync(join(cwd, 'me.key'), me.secretKey);
  writeFileSync(join(cwd, 'me.asc'), me.certificate);
  for (const [recipient, options] of Object.entries(RECIPIENTS)) {
    const vendor = await makeVendor(options);
    vendors[recipient] = vendor;
    for (const [form, args] of Object.entries(FORMS)) {
      for (const name of ['report', 'text']) {
        const result = await run(['encrypt', name, '--bundle', vendor.dir, '-o', '-', ...args], { cwd });
        expectRun(result, { status: 0 });
        messages[`${recipient}|${form}|${name}`] = result.bytes;
      }
    }
  }
}, 300_000);

describe.each(Object.keys(RECIPIENTS))('to %s', (recipient) => {
  describe.each(Object.keys(FORMS))('%s', (form) => {
    it.each(present.map(({ name }) => name))('%s', async (name) => {
      const peer = present.find((one) => one.name === name);
      const vendor = vendors[recipient];
      const textOnly = name === 'gosop';
      const message = messages[`${recipient}|${form}|${textOnly ? 'text' : 'report'}`];
      const wanted = textOnly ? TEXT : REPORT;
      if (!peer || !vendor || !message) throw new Error('not made');
      const signed = (FORMS[form] ?? []).includes('--sign-with');
      const self = form === 'to self';
      const task = {
        message,
        secretKey: self ? me.secretKey : vendor.secretKey,
        signer: signed ? me.certificate : undefined,
      };
      const why = limit(name, recipient, form);
      const opened = await peer.open(task).catch((error: Error) => error);
      const good = !(opened instanceof Error) && opened.data.equals(wanted) && opened.signed === signed;
      found.set(
        cellName(recipient, form, name),
        good ? (textOnly ? `yes: ${TEXT_ONLY}` : 'yes') : `no: ${why}`,
      );
      if (why === undefined) {
        if (opened instanceof Error) throw opened;
        expect(opened.data.equals(wanted)).toBe(true);
        expect(opened.signed).toBe(signed);
      } else {
        expect(good, `${name} can do more than it could: ${why}`).toBe(false);
      }
    });
  });
});

describe('docs/interop.md', () => {
  it.skipIf(present.length < peers.length)('holds what was found', () => {
    const path = join(root, 'docs/interop.md');
    // what follows is of messages that others have signed
    const [, rest = ''] = readFileSync(path, 'utf8').split(/(?=^## )/m);
    const whole = `${document()}\n${rest}`;
    if (process.env.UPDATE_DOCS) writeFileSync(path, whole);
    const withoutVersions = (text: string) => text.replace(/^Made with .*$/m, '');
    expect(withoutVersions(readFileSync(path, 'utf8'))).toBe(withoutVersions(whole));
  });
});

/** Runs after the rest: the notes of the table are numbered in the order of their appearance. */
function document(): string {
  const notes: string[] = [];
  const cell = (value = 'not tried') => {
    const [answer = '', note] = value.split(/: (.*)/);
    if (note === undefined) return answer;
    if (!notes.includes(note)) notes.push(note);
    return `${answer} (${notes.indexOf(note) + 1})`;
  };
  const names = peers.map(({ name }) => name);
  const rows = Object.keys(RECIPIENTS).flatMap((recipient) =>
    Object.keys(FORMS).map((form) => {
      const cells = names.map((name) => cell(found.get(cellName(recipient, form, name))));
      return `| ${[recipient, form, ...cells].join(' | ')} |`;
    }),
  );
  return `# Interoperability

What \`codeship-sec encrypt\` writes, opened by other OpenPGP programs. *yes*: decrypted to the very bytes of the
report (all 256 byte values, line ends of every kind, a byte order mark), and where the message is signed, the signature
verified. "To self" is opened with the reporter's own key (Curve25519, v4), the rest with the vendor's.

Written by \`UPDATE_DOCS=1 npx vitest run test/interop/encrypt.full.test.ts\`; every test run compares.

Made with ${peers.map((peer) => `${peer.name} ${peer.version()}`).join(', ')}.

| ${['recipient', 'message', ...names].join(' | ')} |
| ${Array.from({ length: names.length + 2 }, () => '---').join(' | ')} |
${rows.join('\n')}

${notes.map((note, index) => `${index + 1}. This version of the program ${note}.`).join('\n')}
`;
}

afterAll(() => found.clear());
