import { randomBytes } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simpleParser } from 'mailparser';
import { generateKey } from 'openpgp';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import { peers } from '../support/peers.js';
import { emptyFolder, expectRun, run } from '../support/run.js';
import { requireTool, runTool } from '../support/tools.js';
import { makeVendor, type TestVendor } from '../support/vendor.js';

const READERS = peers.filter(
  ({ name, tool }) => (name === 'gpg' || name === 'sq') && tool && requireTool(tool),
);
const PYTHON = requireTool('python3');

/** Fixed, and with all that a mail must keep: line ends, trailing blanks, what looks like a mail's own syntax. */
const ANSWER = 'Grüße \n--=_boundary\nFrom here on \n.\n';

const ATTACHMENTS = [
  { name: 'log.txt', data: Buffer.from('a\r\nb\nc\rd') },
  { name: 'crash.bin', data: randomBytes(50_000_000) },
  { name: 'Fehler – „größer“ 💥; "x".png', data: randomBytes(3000) },
];

let vendor: TestVendor;
let me: { publicKey: string };
let mail: Buffer;

/** The way of a reporter: template, editor, one signed and encrypted mail. */
beforeAll(async () => {
  vendor = await makeVendor();
  const generated = await generateKey({
    type: 'rsa',
    rsaBits: 2048,
    userIDs: [{ name: 'Ann', email: 'ann@example.org' }],
    format: 'armored',
  });
  me = generated;
  const cwd = emptyFolder();
  const bundle = ['--bundle', vendor.dir];
  for (const { name, data } of ATTACHMENTS) writeFileSync(join(cwd, name), data);
  writeFileSync(join(cwd, 'me.asc'), generated.privateKey);
  const editor = join(cwd, 'editor.sh');
  writeFileSync(join(cwd, 'answer'), ANSWER);
  writeFileSync(editor, '#!/bin/sh\ncat answer >> "$1"\n');
  chmodSync(editor, 0o755);
  expectRun(await run(['report', '-o', 'report.md', ...bundle], { cwd }), { status: 0 });
  const files = ['report.md', ...ATTACHMENTS.map(({ name }) => name)];
  const options = [
    '--edit',
    '--email',
    '--sign-with',
    'me.asc',
    '--from',
    'Änne <ann@example.org>',
    '--subject',
    'Überlauf',
  ];
  const result = await run(['encrypt', ...files, ...options, ...bundle], { cwd, env: { EDITOR: editor } });
  expectRun(result, { status: 0 });
  mail = readFileSync(join(cwd, 'report.md.eml'));
});

/** The armored message in the mail. */
function message(): Buffer {
  const start = mail.indexOf('-----BEGIN PGP MESSAGE-----');
  return mail.subarray(start, mail.indexOf('\r\n--=_', start));
}

/** What a reader finds: the report, the names and the bytes of the attachments, the header fields. */
interface Read {
  subject: string | undefined;
  from: string | undefined;
  text: string;
  files: { name: string | undefined; data: Buffer }[];
}

const PROGRAM = `
import email, email.policy, json, os, sys
mail = email.message_from_binary_file(open(sys.argv[1], 'rb'), policy=email.policy.default)
report, *parts = mail.iter_parts()
assert not any(part.defects for part in mail.walk()), [part.defects for part in mail.walk()]
os.makedirs(sys.argv[2])
for at, part in enumerate(parts):
    open(os.path.join(sys.argv[2], str(at)), 'wb').write(part.get_payload(decode=True))
print(json.dumps({'subject': mail['subject'], 'from': mail['from'], 'outer': mail.get_all('HP-Outer'),
    'text': report.get_payload(decode=True).decode(), 'names': [part.get_filename() for part in parts]}))
`;

function byPython(inner: Buffer): Read {
  const folder = emptyFolder();
  writeFileSync(join(folder, 'inner.eml'), inner);
  const said = JSON.parse(
    runTool('python3', ['-c', PROGRAM, join(folder, 'inner.eml'), join(folder, 'parts')]).toString(),
  );
  expect(said.outer).toContain('Subject: [...]');
  const files = said.names.map((name: string, at: number) => ({
    name,
    data: readFileSync(join(folder, 'parts', String(at))),
  }));
  return { subject: said.subject, from: said.from, text: said.text, files };
}

async function byPostalMime(inner: Buffer): Promise<Read> {
  const {
    subject,
    from,
    text = '',
    attachments,
  } = await PostalMime.parse(inner, { attachmentEncoding: 'arraybuffer' });
  const files = attachments.map(({ filename, content }) => ({
    name: filename ?? undefined,
    data: Buffer.from(content as ArrayBuffer),
  }));
  return { subject, from: `${from?.name} <${from?.address}>`, text, files };
}

async function byMailparser(inner: Buffer): Promise<Read> {
  const { subject, from, text = '', attachments } = await simpleParser(inner);
  const files = attachments.map(({ filename, content }) => ({ name: filename, data: content }));
  const [sender] = from?.value ?? [];
  return { subject, from: `${sender?.name} <${sender?.address}>`, text, files };
}

describe.each(READERS)('$name decrypts the mail', ({ open }) => {
  let inner: Buffer;

  it('and finds the signature good', async () => {
    const opened = await open({ message: message(), secretKey: vendor.secretKey, signer: me.publicKey });
    inner = opened.data;
    expect(opened.signed).toBe(true);
  });

  it.each([
    ...(PYTHON ? [['Python’s email', byPython] as const] : []),
    ['postal-mime', byPostalMime] as const,
    ['mailparser', byMailparser] as const,
  ])('and %s reads every byte and name', async (_reader, read) => {
    const { subject, from, text, files } = await read(inner);
    expect({ subject, from }).toEqual({ subject: 'Überlauf', from: 'Änne <ann@example.org>' });
    expect(text.trimEnd().endsWith(ANSWER.trimEnd())).toBe(true);
    expect(files.map(({ name }) => name)).toEqual(ATTACHMENTS.map(({ name }) => name));
    for (const [at, { data }] of ATTACHMENTS.entries()) expect(files[at]?.data.equals(data)).toBe(true);
  });
});
