import { execFile } from 'node:child_process';
import { chmodSync, cpSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createCleartextMessage, createMessage, encrypt, readKey, sign } from 'openpgp';
import { emptyFolder, launcher, root, scrubbed } from './run.js';
import { TEST_PAGE, type TestVendor } from './vendor.js';

/** The command lines of a help text: the texts stand beside them, or below. */
export function examplesOf(help: string): string[] {
  const [, examples = ''] = /^Examples:\n((?: .*\n)+)/m.exec(help) ?? [];
  return [...examples.matchAll(/^ {2}(codeship-sec .+?)(?: {2}.*)?$/gm)].map(([, line]) => line ?? '');
}

/** A script for the PATH that is the built program. */
export function shim(options: readonly string[] = []): string {
  const quoted = [process.execPath, launcher, ...options].map((word) => `'${word}'`).join(' ');
  return `#!/bin/sh\nexec ${quoted} "$@"\n`;
}

/**
 * Runs a line in a shell, in a new folder that holds the files that it names. Messages to verify are signed by the
 * vendor of the tests, whose bundle stands in for the program's own there: nobody here has the other's secret key.
 */
export async function runExample(
  line: string,
  vendor: TestVendor,
): Promise<{ status: number; output: string }> {
  const [cwd, bin] = [emptyFolder(), emptyFolder()];
  await prepareFiles(cwd, line, vendor);
  const ours = /codeship-sec (verify|key update)/.test(line) ? ['--bundle', vendor.dir] : [];
  for (const [name, script] of Object.entries({
    'codeship-sec': shim(ours),
    gpg: TAKER,
    less: TAKER,
    writer: WRITER,
  })) {
    writeFileSync(join(bin, name), script);
    chmodSync(join(bin, name), 0o755);
  }
  // a home of its own, so that no example meets what another has stored
  const env = {
    ...scrubbed({ HOME: cwd, XDG_DATA_HOME: join(cwd, '.data'), EDITOR: 'writer' }),
    PATH: `${bin}${delimiter}${process.env.PATH}`,
  };
  return new Promise((resolve) => {
    const child = execFile('sh', ['-c', line], { cwd, env }, (error, stdout, stderr) => {
      const status = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ status, output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

/** Programs that examples hand over to: they take their input and are content. */
const TAKER = '#!/bin/sh\nexec cat > /dev/null\n';

/** An editor in which something is written. */
export const WRITER = '#!/bin/sh\necho "It breaks." >> "$1"\n';

const TEXT = 'Dear reporter,\n\nthank you.\n';

/** Files that must be more than any text. */
const MAKERS: Record<string, (vendor: TestVendor) => string | Promise<string>> = {
  'message.asc': signedText,
  'notice.asc': signedText,
  'mail.eml': signedMail,
  'finding.md.eml': () => 'To: security@example.com\n\n',
  'me.asc': ({ certificate }) => certificate,
  'my-key.asc': ({ secretKey }) => secretKey,
  'newer.asc': ({ certificate }) => certificate,
  'release.asc': ({ certificate }) => certificate,
  'report.txt.asc': async ({ certificate }) =>
    encrypt({
      message: await createMessage({ text: TEXT }),
      encryptionKeys: await readKey({ armoredKey: certificate }),
    }),
  'reply.asc': async ({ certificate, privateKey }) =>
    encrypt({
      message: await createMessage({ text: TEXT }),
      encryptionKeys: await readKey({ armoredKey: certificate }),
      signingKeys: privateKey,
    }),
  'SECURITY.md': () => TEST_PAGE,
  'security.txt': () =>
    `Contact: mailto:security@example.com\nExpires: ${new Date(Date.now() + 100 * 86_400_000).toISOString()}\n`,
};

/** Makes the files that a line reads: the names with a dot in them that it does not write itself. */
export async function prepareFiles(cwd: string, line: string, vendor: TestVendor): Promise<void> {
  const read = line.replace(/(>|-o|--output)[ =]\S+/g, '');
  for (const [name] of read.matchAll(/(?<=[\s=])[\w-]+\.[\w.]+/g)) {
    const maker = MAKERS[name] ?? ((): string => `${name}\n`);
    if (!existsSync(join(cwd, name))) writeFileSync(join(cwd, name), await maker(vendor));
    const signed = /^(.+)\.(?:asc|sig)$/.exec(name)?.[1];
    if (signed && !MAKERS[name]) writeFileSync(join(cwd, name), await detached(`${signed}\n`, vendor));
  }
  if (/bundle init/.test(line)) writeFileSync(join(cwd, 'SECURITY.md'), TEST_PAGE);
  for (const [, dir = ''] of line.matchAll(/bundle check ([\w-]+)/g)) {
    cpSync(vendor.dir, join(cwd, dir), { recursive: true });
  }
  for (const [, dir = ''] of read.matchAll(/--bundle[ =](\S+)/g)) {
    cpSync(join(root, 'data'), join(cwd, dir), { recursive: true });
  }
}

async function signedText({ privateKey }: TestVendor): Promise<string> {
  return sign({ message: await createCleartextMessage({ text: TEXT }), signingKeys: privateKey });
}

async function detached(text: string, { privateKey }: TestVendor): Promise<string> {
  const message = await createMessage({ binary: Buffer.from(text) });
  return (await sign({ message, signingKeys: privateKey, detached: true })) as string;
}

/** RFC 3156 section 5. */
async function signedMail(vendor: TestVendor): Promise<string> {
  const part = `Content-Type: text/plain; charset=utf-8\n\n${TEXT}`.replace(/\n/g, '\r\n');
  const signature = await detached(part, vendor);
  return [
    'From: security@example.com',
    'To: reporter@example.com',
    'Subject: Re: your report',
    'MIME-Version: 1.0',
    'Content-Type: multipart/signed; micalg=pgp-sha512;',
    ' protocol="application/pgp-signature"; boundary="b"',
    '',
    '--b',
    `${part}`,
    '--b',
    'Content-Type: application/pgp-signature; name="signature.asc"',
    '',
    signature,
    '--b--',
    '',
  ].join('\r\n');
}
