import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { emptyFolder, launcher, root, scrubbed } from '../../support/run.js';

const folder = emptyFolder();

/** The names of what a run has loaded at its end: Node's own modules beyond an empty program's, and our files. */
async function loadedBy(script: string, ...args: string[]): Promise<{ native: string[]; files: string[] }> {
  const preload = join(root, 'test/support/modules.cjs');
  const child = spawn(process.execPath, ['--require', preload, script, ...args], {
    cwd: folder,
    env: scrubbed({ NODE_OPTIONS: '' }),
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  return JSON.parse(await text(child.stdio[3] as Readable));
}

const BASE = ['cli.cjs', 'codeship-sec.cjs', 'core.cjs'];
/** What options take. */
const PARSER = ['parser.cjs', 'rolldown-runtime.cjs'];
/** Where the user's newer copy of the key would lie. */
const STORED_KEY = ['vendor-stored-key.cjs'];
const OPENPGP = [
  'certificate.cjs',
  'files.cjs',
  'openpgp.cjs',
  'vendor.cjs',
  'rolldown-runtime.cjs',
  ...STORED_KEY,
];
const OPENPGP_NATIVE = ['crypto', 'fs/promises', 'module', 'os', 'string_decoder', 'worker_threads'];
/** Node's streams, which are slow to load: writing a page takes none. */
const STREAMS = ['diagnostics_channel', 'stream', 'stream/promises'];

beforeAll(() => {
  writeFileSync(join(folder, 'note.txt'), 'a note\n');
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
      [
        'commands-look-up.cjs',
        'commands-show.cjs',
        'output-page-html-markdown-json.cjs',
        'vendor.cjs',
        ...PARSER,
      ],
    ],
    ['search key', ['commands-search.cjs', 'vendor.cjs']],
    ['key', ['commands-key-show-key.cjs', 'vendor.cjs', ...STORED_KEY], ['os']],
    ['key fingerprint', ['commands-key-show-key.cjs', 'vendor.cjs', ...STORED_KEY], ['os']],
    ['contact', ['commands-contact.cjs', 'vendor.cjs', ...STORED_KEY], ['os']],
    ['completion bash', ['commands-completion.cjs', 'vendor.cjs']],
    [
      'verify note.txt',
      [...OPENPGP, 'commands-verify.cjs'],
      [...OPENPGP_NATIVE, ...STREAMS, 'net', 'tty', 'zlib'],
    ],
    ['encrypt note.txt', [...OPENPGP, 'encrypt.cjs'], [...OPENPGP_NATIVE, ...STREAMS, 'stream/web']],
  ])('codeship-sec %s', async (command, files, native = []) => {
    const loaded = await loadedBy(launcher, ...command.split(' '));
    expect(loaded.files).toEqual([...BASE, ...files].sort());
    expect(loaded.native.filter((name) => !['process', ...native].includes(name))).toEqual([]);
  });

  it('the library, before a function of it is called', async () => {
    const { files } = await loadedBy(join(root, 'dist/index.cjs'));
    expect(files).toEqual(['core.cjs', 'index.cjs', 'vendor.cjs']);
  });
});
