import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKey, readPrivateKey } from 'openpgp';
import { openMessage } from './decrypt.js';
import { emptyFolder } from './run.js';

/** What a peer is given. */
export interface Task {
  message: Uint8Array;
  /** Armored secret key, not locked. */
  secretKey: string;
  /** Armored certificate of whoever signed, if anybody did. */
  signer: string | undefined;
}

/** What it gives back. */
export interface Opened {
  data: Buffer;
  /** The inner signature was verified. */
  signed: boolean;
}

/** Another OpenPGP program; `open` throws where it does not decrypt. */
export interface Peer {
  name: string;
  /** The program to be found on the PATH; `undefined`: a library of ours. */
  tool: string | undefined;
  version: () => string;
  open: (task: Task) => Promise<Opened>;
}

function prepare({ message, secretKey, signer }: Task) {
  const folder = emptyFolder();
  const path = (name: string) => join(folder, name);
  writeFileSync(path('message'), message);
  writeFileSync(path('secret.asc'), secretKey);
  if (signer) writeFileSync(path('signer.asc'), signer);
  return { folder, path };
}

function execute(tool: string, args: string[], input?: Uint8Array): { stdout: Buffer; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(tool, args, {
    ...(input ? { input } : {}),
    maxBuffer: 64 << 20,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${tool} exits ${status}: ${stderr.toString().trim().split('\n').at(-1)}`);
  return { stdout, stderr: stderr.toString() };
}

const line = (tool: string, args: string[], pattern: RegExp) => () =>
  pattern.exec(execFileSync(tool, args, { stdio: 'pipe' }).toString())?.[1] ?? '';

async function gpg(task: Task): Promise<Opened> {
  const { path } = prepare(task);
  mkdirSync(path('home'), { mode: 0o700 });
  const home = ['--homedir', path('home'), '--batch', '--quiet'];
  try {
    execute('gpg', [...home, '--import', path('secret.asc')]);
    if (task.signer) execute('gpg', [...home, '--import', path('signer.asc')]);
    const options = ['--status-fd', '1', '--output', path('out'), '--decrypt', path('message')];
    // it exits 2 where it does not trust the signer: its status lines are what counts
    const { stdout, stderr } = spawnSync('gpg', [...home, ...options]);
    const status = stdout.toString();
    if (!status.includes('DECRYPTION_OKAY')) throw new Error(`gpg: ${stderr.toString().trim()}`);
    return { data: readFileSync(path('out')), signed: /^\[GNUPG:\] VALIDSIG /m.test(status) };
  } finally {
    spawnSync('gpgconf', ['--homedir', path('home'), '--kill', 'all']);
  }
}

async function sq(task: Task): Promise<Opened> {
  const { path } = prepare(task);
  const signer = task.signer ? ['--signer-cert', path('signer.asc'), '--signatures', '1'] : [];
  const options = ['--recipient-key', path('secret.asc'), ...signer, '--output', path('out')];
  execute('sq', ['decrypt', ...options, path('message')]);
  return { data: readFileSync(path('out')), signed: signer.length > 0 };
}

/** A program with the Stateless OpenPGP interface. */
function sop(tool: string) {
  return async (task: Task): Promise<Opened> => {
    const { path } = prepare(task);
    const signer = task.signer
      ? [`--verify-out=${path('verified')}`, `--verify-with=${path('signer.asc')}`]
      : [];
    const { stdout } = execute(tool, ['decrypt', ...signer, path('secret.asc')], task.message);
    const verified = existsSync(path('verified')) ? readFileSync(path('verified'), 'utf8') : '';
    return { data: stdout, signed: verified.trim() !== '' };
  };
}

async function rnp(task: Task): Promise<Opened> {
  const { path } = prepare(task);
  mkdirSync(path('home'), { mode: 0o700 });
  const home = ['--homedir', path('home')];
  execute('rnpkeys', [...home, '--import', path('secret.asc')]);
  if (task.signer) execute('rnpkeys', [...home, '--import', path('signer.asc')]);
  const options = ['--password', 'none', '--output', path('out'), '--decrypt', path('message')];
  const { stderr } = execute('rnp', [...home, ...options]);
  return { data: readFileSync(path('out')), signed: /Good signature/.test(stderr) };
}

async function openpgpjs({ message, secretKey, signer }: Task): Promise<Opened> {
  const key = await readPrivateKey({ armoredKey: secretKey });
  const signers = signer ? [await readKey({ armoredKey: signer })] : [];
  const { data, signedBy } = await openMessage(message, key, signers);
  return { data, signed: signedBy.length > 0 };
}

const openpgpVersion = () =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../node_modules/openpgp/package.json'), 'utf8'))
    .version;

export const peers: readonly Peer[] = [
  { name: 'gpg', tool: 'gpg', version: line('gpg', ['--version'], /^gpg \(GnuPG\) (\S+)/), open: gpg },
  { name: 'sq', tool: 'sq', version: line('sq', ['--version'], /^sq (\S+)/), open: sq },
  { name: 'sqop', tool: 'sqop', version: line('sqop', ['version'], /^sqop (\S+)/), open: sop('sqop') },
  { name: 'rnp', tool: 'rnp', version: line('rnp', ['--version'], /^rnp (\S+)/), open: rnp },
  {
    name: 'pgpainless-cli',
    tool: 'pgpainless-cli',
    version: line('pgpainless-cli', ['version'], /^PGPainless-SOP (\S+)/),
    open: sop('pgpainless-cli'),
  },
  { name: 'gosop', tool: 'gosop', version: line('gosop', ['version'], /^gosop (\S+)/), open: sop('gosop') },
  { name: 'OpenPGP.js', tool: undefined, version: openpgpVersion, open: openpgpjs },
];
