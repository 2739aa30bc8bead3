/**
 * The tricks of docs/design/build-tricks.md: for each the commands that it serves, and what leaves it out (in a file,
 * the first `from` becomes `to`). SMALL, LARGE, MANY, KEY, VENDOR, ENCRYPTED and SIGNED stand for files, see tricks.mjs.
 */
const SMALL = 'encrypt SMALL -o -';
const BINARY = 'encrypt LARGE --binary -o -';
const ARMORED = 'encrypt LARGE -o -';
const SIGNED = 'encrypt LARGE --binary -o - --bundle VENDOR --sign-with KEY';
const MANY = 'encrypt -q -f MANY';
const SHORT_SIGNED = 'encrypt SMALL -o - --bundle VENDOR --sign-with KEY';
const PIPED = 'encrypt --binary -o - < LARGE';

const BUILD = 'build/make-dist.mjs';
const OPENPGP = 'build/openpgp-plugin.mjs';
const CFB = 'src/pgp/encrypt/bulk/cfb.ts';
const BASE64 = 'src/streams/base64-lines.ts';
const MEMORY = 'src/system/memory.ts';

export const TRICKS = {
  CommonJS: {
    commands: ['show', SMALL],
    changes: [
      [BUILD, "format: 'cjs'", "format: 'esm'"],
      [BUILD, "'[name].cjs'", "'[name].mjs'"],
      ['build/chunks.mjs', '?? name}.cjs`', '?? name}.mjs`'],
      [BUILD, "require(join(dist, 'compile.cjs'))", "(await import(join(dist, 'compile.mjs')))"],
      [
        'bin/codeship-sec.cjs',
        "program = require('../dist/cli.cjs');",
        "return import('../dist/cli.mjs').then(({ run }) => run(__dirname + '/..'));",
      ],
    ],
  },
  'files by use': { commands: ['toc', 'key', SMALL], changes: [[BUILD, 'codeSplitting: { groups },', '']] },
  minified: { commands: ['show', SMALL], changes: [[BUILD, 'minify: {', 'minify: false, _: {']] },
  'OpenPGP.js in parts': {
    commands: [SMALL],
    changes: [[OPENPGP, 'parts.get(MAIN)', 'lazyFflate(lazyAesTables(asCommonJs))']],
  },
  'AES tables when used': {
    commands: [SMALL],
    changes: [[OPENPGP, 'lazyAesTables(asCommonJs)', 'asCommonJs']],
  },
  'fflate when used': {
    commands: [SMALL, 'toc --bundle VENDOR'],
    changes: [[OPENPGP, 'lazyFflate(lazyAesTables(asCommonJs))', 'lazyAesTables(asCommonJs)']],
  },
  'commander as ES modules': {
    commands: ['show --color never'],
    changes: [
      [BUILD, 'commanderAsEsModules(code)', "code.replace(/require\\('node:child_process'\\)/, '{}')"],
    ],
  },
  'commander without child processes': {
    commands: ['show --color never'],
    changes: [['build/commander-as-es-modules.mjs', "from === 'node:child_process'", 'false']],
  },
  'env-paths without copies': {
    commands: ['key'],
    changes: [[BUILD, 'code.replace(/^import', 'code.replace(/^nothing']],
  },
  'stub for supports-color': {
    commands: ['key --color always'],
    changes: [[BUILD, "'#supports-color':", "'not-supports-color':"]],
  },
  'compiled page and facts': {
    commands: ['toc', 'show', 'search key', 'key'],
    changes: [['src/bundle/read.ts', 'readUnchanged(root)', "readUnchanged('/nowhere')"]],
  },
  'compiled for encrypting': {
    commands: [SMALL],
    changes: [['src/vendor/open-for-encryption.ts', 'compiled && !updated', 'compiled && updated']],
  },
  'compiled marks': {
    commands: ['show --bundle VENDOR'],
    changes: [
      [
        'src/vendor/open.ts',
        "JSON.parse(readAsset(io.root, 'dist/compiled/marks.json').toString())",
        "(await import('../page/render/marked-style.js')).markedStyles()",
      ],
    ],
  },
  'bytes compared': {
    commands: ['show', 'key'],
    changes: [
      ['src/bundle/read.ts', 'import {', "import { createHash } from 'node:crypto';\nimport {"],
      [
        'src/bundle/read.ts',
        'return Buffer.concat(',
        "return [createHash('sha256')].map((hash) => (all: Buffer) => hash.update(all).digest())[0]!(Buffer.concat(",
      ],
      ['src/bundle/read.ts', 'file]));', 'file])));'],
    ],
  },
  'no parser for words': {
    commands: ['toc', 'show', 'search key', 'key'],
    changes: [['src/program/direct.ts', "if (path === '' ||", "if (path !== '' ||"]],
  },
  'stdout without streams': {
    commands: ['toc', 'show', 'search key', 'key'],
    changes: [['src/files/write/stdout-descriptor.ts', '!takesBytes(descriptor)', 'takesBytes(descriptor)']],
  },
  'string-width when needed': {
    commands: ['show', 'key', 'show --bundle VENDOR'],
    changes: [
      ['src/text/cells.ts', "  const { default: stringWidth } = await import('string-width');\n", ''],
      ['src/text/cells.ts', '/** How', "import stringWidth from 'string-width';\n/** How"],
    ],
  },
  'near measure of messages': {
    commands: [SMALL],
    changes: [
      ['src/output/terminal/message-lines.ts', 'import', "import stringWidth from 'string-width';\nimport"],
      ['src/output/terminal/message-lines.ts', 'let count = 0;', 'let count = stringWidth(text);'],
    ],
  },
  'stdin without streams': {
    commands: [PIPED],
    changes: [['src/files/read/stdin-descriptor.ts', '?.isFile()', '?.isDirectory()']],
  },
  'memory by size': {
    commands: [MANY],
    changes: [
      ['src/files/read/chunks.ts', 'Math.min(CHUNK, source.size ?? CHUNK)', 'CHUNK'],
      [
        'src/pgp/encrypt/bulk/index.ts',
        'Math.min(SEGMENT, Math.ceil((size + BESIDES) / 16) * 16)',
        'Math.max(SEGMENT, size * 0)',
      ],
      [
        BASE64,
        'Math.min(BLOCK, Math.max(1, Math.ceil(likely / PIECE)) * PIECE)',
        'Math.max(BLOCK, likely * 0)',
      ],
    ],
  },
  'short data signed whole': {
    commands: [SHORT_SIGNED],
    changes: [['src/pgp/encrypt/passing-signature.ts', 'const KEPT = 1 << 20', 'const KEPT = -1']],
  },
  'young generation kept small': {
    commands: [SIGNED],
    changes: [['src/commands/encrypt/run-job.ts', 'await keepHeapSmall()', '']],
  },
  'top of the heap kept': {
    commands: [BINARY, ARMORED],
    changes: [[MEMORY, 'Buffer.allocUnsafeSlow(8 << 20)', 'Buffer.allocUnsafeSlow(8)']],
  },
  'results given back': {
    commands: [BINARY],
    changes: [
      [
        MEMORY,
        'pieces.map(({ buffer }) => buffer)',
        'pieces.map(({ buffer }) => buffer).slice(pieces.length)',
      ],
    ],
  },
  'CFB from CBC': {
    commands: [BINARY, ARMORED],
    changes: [
      [CFB, 'import { platform', "import { createCipheriv } from 'node:crypto';\nimport { platform"],
      [
        CFB,
        '  if (block.length >= SHORT',
        `  const cfb = createCipheriv(\`aes-\${key.length * 8}-cfb\`, key, new Uint8Array(BLOCK));
  yield cfb.update(block);
  for await (const one of { [Symbol.asyncIterator]: () => source }) yield cfb.update(one);
  if (key.length > 0) return;
  if (block.length >= SHORT`,
      ],
    ],
  },
  'eight bytes at a time': {
    commands: [BINARY],
    changes: [
      [
        CFB,
        '  const length = Math.ceil(',
        `  for (let j = BLOCK; j < block.length; j++) block[j] = (block[j] ?? 0) ^ (rest[j - BLOCK] ?? 0);
  const length = 0 * Math.ceil(`,
      ],
    ],
  },
  'lines as numbers': {
    commands: [ARMORED],
    changes: [
      [
        BASE64,
        '    to.setFloat64(end, words[i] ?? 0, LITTLE_ENDIAN);',
        '    text.set(characters.subarray(8 * i, 8 * i + LINE), end);',
      ],
      ...[8, 16, 24, 32, 40, 48, 56].map((at) => [
        BASE64,
        `    to.setFloat64(end + ${at}, words[i + ${at / 8}] ?? 0, LITTLE_ENDIAN);\n`,
        at === 8 ? '    void [words, to];\n' : '',
      ]),
    ],
  },
  'base64 in pieces': {
    commands: [ARMORED],
    changes: [
      [BASE64, '512 * LINE_BYTES', '4096 * LINE_BYTES'],
      [BASE64, '16 * PIECE', '2 * PIECE'],
    ],
  },
  'armor in blocks': {
    commands: ['verify --addressed --bundle VENDOR ENCRYPTED'],
    changes: [
      [
        'src/pgp/verify/armor/body-lines.ts',
        '(line.number < this.#singly',
        '(line.number > 0 || line.number < this.#singly',
      ],
    ],
  },
};
