import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { createCleartextMessage, sign } from 'openpgp';
import { beforeAll, describe, expect, it } from 'vitest';
import { pageBundles } from '../../support/page-bundle.js';
import { emptyFolder, launcher, root, run, scrubbed } from '../../support/run.js';
import { makeVendor } from '../../support/vendor.js';

const folder = emptyFolder();
const bundle = pageBundles();

/** The names of what a run has loaded at its end: Node's own modules beyond an empty program's, and our files. */
async function loadedBy(script: string, ...args: string[]): Promise<{ native: string[]; files: string[] }> {
  return loadedIn({}, script, ...args);
}

async function loadedIn(
  env: Record<string, string>,
  script: string,
  ...args: string[]
): Promise<{ native: string[]; files: string[] }> {
  const preload = join(root, 'test/support/modules.cjs');
  const child = spawn(process.execPath, ['--require', preload, script, ...args], {
    cwd: folder,
    env: scrubbed({ NODE_OPTIONS: '', ...env }),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return JSON.parse(await text(child.stdio[3] as Readable));
}

const BASE = ['cli.cjs', 'codeship-sec.cjs', 'core.cjs'];
/** What options take. */
const PARSER = ['parser.cjs', 'rolldown-runtime.cjs'];
/** Where the user's newer copy of the key would lie. */
const STORED_KEY = ['env-paths.cjs', 'vendor-stored-copies.cjs'];
const OPENPGP = ['files.cjs', 'openpgp.cjs', 'vendor.cjs', 'rolldown-runtime.cjs', ...STORED_KEY];
const OPENPGP_NATIVE = ['crypto', 'fs/promises', 'module', 'os', 'string_decoder', 'worker_threads'];
const VERIFY = ['commands-verify.cjs', 'files.cjs', 'rolldown-runtime.cjs', 'vendor.cjs', ...STORED_KEY];
/** Node's streams, which are slow to load: writing a page takes none. */
const STREAMS = ['diagnostics_channel', 'stream', 'stream/promises'];

beforeAll(async () => {
  writeFileSync(join(folder, 'note.txt'), 'a note\n');
  const { stdout } = await run(['encrypt', '-o', '-'], { stdin: 'a note\n' });
  writeFileSync(join(folder, 'encrypted.asc'), stdout);
  // of another kind than the program's own
  const { privateKey } = await makeVendor({ type: 'ecc' });
  const message = await createCleartextMessage({ text: 'a note\n' });
  writeFileSync(join(folder, 'signed.asc'), await sign({ message, signingKeys: privateKey }));
});

// A new name here costs every run of the command: is it needed there, or could it be loaded when it is?
describe('what a command loads', () => {
  it.each<[command: string, files: string[], native?: string[]]>([
    ['--help', ['help.cjs', 'rolldown-runtime.cjs']],
    ['toc --help', ['help.cjs', 'rolldown-runtime.cjs']],
    ['--help --color never', ['help.cjs', ...PARSER]],
    ['--version', PARSER],
    ['toc', ['commands-toc.cjs', 'vendor.cjs']],
    ['toc --color never', ['commands-toc.cjs', 'vendor.cjs', ...PARSER]],
    ['show', ['commands-show.cjs', 'vendor.cjs']],
    [
      'show --format json 2',
      ['commands-look-up.cjs', 'commands-show.cjs', 'html-markdown-json.cjs', 'vendor.cjs', ...PARSER],
    ],
    ['search key', ['commands-search.cjs', 'vendor.cjs']],
    ['key', ['commands-key-show-key.cjs', 'vendor.cjs', ...STORED_KEY], ['os']],
    ['key fingerprint', ['commands-key-show-key.cjs', 'vendor.cjs', ...STORED_KEY], ['os']],
    ['contact', ['commands-contact.cjs', 'vendor.cjs', ...STORED_KEY], ['os']],
    ['completion bash', ['commands-completion.cjs', 'vendor.cjs']],
    ['verify encrypted.asc', VERIFY, ['os']],
    [
      'verify signed.asc',
      [...VERIFY, 'verify-signed.cjs', 'verify-undone.cjs'],
      ['crypto', 'os', 'string_decoder', ...STREAMS, 'zlib'],
    ],
    ['verify note.txt', [...VERIFY, 'verify-undone.cjs'], ['fs/promises', 'os', 'string_decoder']],
    ['encrypt note.txt', [...OPENPGP, 'encrypt.cjs', 'report.cjs'], [...OPENPGP_NATIVE, ...STREAMS]],
  ])('codeship-sec %s', async (command, files, native = []) => {
    const loaded = await loadedBy(launcher, ...command.split(' '));
    expect(loaded.files).toEqual([...BASE, ...files].sort());
    expect(loaded.native.filter((name) => !['process', ...native].includes(name))).toEqual([]);
  });

  it('encrypt, what verifies a certificate: unless that is the very one that the build has verified', async () => {
    const verifies = async (env: Record<string, string>, script: string, ...args: string[]) => {
      const { files } = await loadedIn(env, script, 'encrypt', 'note.txt', '-o', '-', ...args);
      expect(files).toContain('encrypt.cjs');
      return files.includes('certificate.cjs');
    };
    expect(await verifies({}, launcher)).toBe(false);
    const vendor = await makeVendor({ type: 'ecc' });
    writeFileSync(join(folder, 'me.asc'), vendor.certificate);
    writeFileSync(join(folder, 'me.key'), vendor.secretKey);
    expect(await verifies({}, launcher, '--bundle', vendor.dir)).toBe(true);
    expect(await verifies({}, launcher, '--encrypt-to-self', 'me.asc')).toBe(true);
    expect(await verifies({}, launcher, '--sign-with', 'me.key')).toBe(true);

    const data = emptyFolder();
    const copies = join(data, 'codeship-sec/certificates');
    mkdirSync(copies, { recursive: true });
    const [pinned] = JSON.parse(readFileSync(join(root, 'dist/compiled/keys.json'), 'utf8'));
    const certificate = readFileSync(join(root, 'data/codeship.asc'));
    writeFileSync(join(copies, `${pinned.primary.fingerprint.toLowerCase()}.pgp`), certificate);
    expect(await verifies({ XDG_DATA_HOME: data }, launcher)).toBe(process.platform === 'linux');

    const copy = emptyFolder();
    for (const name of ['bin', 'dist', 'data', 'docs', 'package.json']) {
      cpSync(join(root, name), join(copy, name), { recursive: true });
    }
    const program = join(copy, 'bin/codeship-sec.cjs');
    expect(await verifies({}, program)).toBe(false);
    appendFileSync(join(copy, 'data/codeship.asc'), '\n');
    expect(await verifies({}, program)).toBe(true);
  });

  it('the library, before a function of it is called', async () => {
    const { files } = await loadedBy(join(root, 'dist/index.cjs'));
    expect(files).toEqual(['core.cjs', 'index.cjs', 'report.cjs', 'vendor.cjs']);
  });

  it('another page, by what is in it: the reader of HTML, the list of emoji, what measures wide characters', async () => {
    const lazy = ['drawing.cjs', 'gemoji.cjs', 'page-read-html-html-builder.cjs', 'string-width.cjs'];
    const loaded = async (page: string) => {
      const { files } = await loadedBy(launcher, 'show', '--bundle', bundle(page));
      return lazy.filter((name) => files.includes(name));
    };
    expect(await loaded('# A\n\n1 < 2 at 10:30 <https://a.example>\n')).toEqual([]);
    expect(await loaded('# A\n\na<br>b\n')).toEqual(['page-read-html-html-builder.cjs']);
    expect(await loaded('# A :lock:\n')).toEqual(['gemoji.cjs', 'string-width.cjs']);
    expect(await loaded('# A\n\n**bold**, “quoted”\n')).toEqual([]);
    for (const wide of ['\u754c', '&#x754c;']) {
      expect(await loaded(`# A\n\n${wide}\n`)).toEqual(['string-width.cjs']);
    }
  });
});
