import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { cleartext, inline, packet, signatureBody } from '../../support/messages.js';
import { emptyFolder, launcher, run, scrubbed } from '../../support/run.js';
import { makeVendor } from '../../support/vendor.js';
import { DATA, verifier } from '../../support/verifier.js';

const given = verifier();
const { put } = given;

let strange: string;
let dsa: Buffer;
let large: Buffer;
/** A folder with the program, as an install has it. */
let bin: string;
beforeAll(async () => {
  const { privateKey } = await makeVendor({ type: 'curve25519' });
  strange = await cleartext(privateKey, 'text');
  dsa = await signatureBody(given.vendor.privateKey, DATA);
  dsa[2] = 17;
  large = await inline(given.vendor.privateKey, Buffer.alloc(5000, 'text\n'));
  bin = emptyFolder();
  const script = `#!/bin/sh\nexec '${process.execPath}' '${launcher}' "$@"\n`;
  writeFileSync(join(bin, 'codeship-sec'), script, { mode: 0o755 });
});

/** What is said about files, with the files; `answer` is what the first hint leads to. */
const CASES: [what: string, files: () => Record<string, string | Buffer>, args: string[], answer: RegExp][] =
  [
    ['bad', () => ({ m: given.clear.replace('10', '99') }), ['m'], /security@example.com/],
    ['good', () => ({ "it's.asc": given.clear }), ["it's.asc"], /^Pay 10 to Bob/],
    ['text outside', () => ({ m: `more\n${given.clear}` }), ['m'], /^Pay 10 to Bob\nand 20 to Eve$/],
    ['quoted', () => ({ m: given.clear.trimEnd().replace(/^/gm, '> ') }), ['m'], /^Pay 10 to Bob/],
    ['indented', () => ({ m: given.clear.trimEnd().replace(/^/gm, '  ') }), ['m'], /^Pay 10 to Bob/],
    ['a byte order mark', () => ({ m: `\ufeff${given.clear}` }), ['m'], /^Pay 10 to Bob/],
    ['UTF-16', () => ({ m: Buffer.from(`\ufeff${given.clear}`, 'utf16le') }), ['m'], /^Pay 10 to Bob/],
    ['carriage returns', () => ({ m: given.clear.replace(/\n/g, '\r') }), ['m'], /^GENUINE: /],
    ['too large', () => ({ m: large }), ['m', '--max-size', '4k'], /^GENUINE: /],
    ['data as a signature', () => ({ m: given.clear, d: DATA }), ['--signature', 'm', 'd'], /^GENUINE: /],
    ['encrypted, as a signature', () => ({ m: given.secret }), ['--signature', 'm', 'm'], /^CANNOT TELL: /],
    ['two that are none', () => ({ m: given.clear, d: DATA }), ['m', 'd'], /^GENUINE: /],
    [
      'encrypted beside it',
      () => ({ d: DATA, 'd.asc': given.secret }),
      ['d'],
      /^CANNOT TELL: it is encrypted/,
    ],
    ['--signed', () => ({ m: given.clear }), ['--signed', 'm'], /^GENUINE: /],
    [
      '--addressed with data',
      () => ({ m: given.secret, d: DATA }),
      ['--addressed', 'm', 'd'],
      /^ADDRESSED: /,
    ],
    ['--addressed -o', () => ({ m: given.secret }), ['--addressed', '-o', 'x', 'm'], /^ADDRESSED: /],
    [
      'two and --signature',
      () => ({ s: given.signature, d: DATA }),
      ['--signature', 's', 'd', 'x'],
      /^GENUINE: /,
    ],
    ['--json -o -', () => ({ m: given.clear }), ['--json', '-o', '-', 'm'], /^Pay 10 to Bob/],
    ['by a stranger', () => ({ m: strange }), ['m'], /security@example.com/],
    ['plain text', () => ({ m: DATA }), ['m'], /security@example.com/],
    ['data that is missing', () => ({ 'd.sig': given.signature }), ['d.sig'], /^Usage: /],
    ['a size that is none', () => ({ m: given.clear }), ['m', '--max-size', 'x'], /^GENUINE: /],
  ];

/** Command lines and nothing else. */
const COMMAND = /^(codeship-sec|tr|gpg) /;

async function hintsOf(args: readonly string[]): Promise<string[]> {
  const { stderr } = await run(['verify', '--bundle', given.vendor.dir, ...args], { cwd: given.cwd });
  return [...stderr.matchAll(/^codeship-sec: hint: (.*)$/gm)].map(([, hint = '']) => hint);
}

/** What the hint prints, run as it stands by a shell. */
function outputOf(hint: string): string {
  const env = scrubbed({ PATH: `${bin}:${process.env.PATH}` });
  const options = { cwd: given.cwd, env, encoding: 'utf8', stdio: 'pipe' } as const;
  return execFileSync('sh', ['-c', `${hint} || true`], options);
}

describe.skipIf(process.platform === 'win32')(
  'the first hint is a command that works as it is printed',
  () => {
    it.each(CASES)('%s', async (_what, files, args, answer) => {
      for (const [name, content] of Object.entries(files())) put(name, content);
      const hints = await hintsOf(args);
      for (const hint of hints) expect(hint).toMatch(COMMAND);
      expect(outputOf(hints[0] ?? 'false')).toMatch(answer);
    });

    it('of a signature that only another program may know: that program, and the key for it', async () => {
      put('d', DATA);
      put('d.sig', packet(2, dsa));
      expect(await hintsOf(['d'])).toEqual([
        expect.stringMatching(/^codeship-sec key export --output [0-9A-F]{40}\.asc --bundle /),
        expect.stringMatching(/^gpg --import [0-9A-F]{40}\.asc$/),
        'gpg --verify d.sig d',
      ]);
    });

    it('there is none where nothing can be done', async () => {
      put('m.gpg', await inline(given.vendor.privateKey, DATA));
      put('cut.asc', given.clear.slice(0, 120));
      put('joined.asc', given.secret.replace(/^\n/m, ''));
      for (const file of ['cut.asc', 'joined.asc']) expect(await hintsOf([file])).toEqual([]);
      expect(await hintsOf(['-o', 'out', 'm.gpg'])).toEqual([]);
    });
  },
);
