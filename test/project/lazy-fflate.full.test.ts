import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as OpenPGP from 'openpgp';
import { expect, it, vi } from 'vitest';
import { lazyFflate } from '../../build/lazy-fflate.mjs';
import { emptyFolder, root } from '../support/run.js';

const BUILDS = ['node/openpgp.mjs', 'openpgp.mjs'].map((name): [string, string] => [
  name,
  readFileSync(join(root, 'node_modules/openpgp/dist', name), 'utf8'),
]);

it.each(BUILDS)('fails where the code is not what it expects: %s', (_name, source) => {
  expect(() => lazyFflate('const a = 1;')).toThrow(/has changed/);
  expect(() => lazyFflate(source.replace('.compressor, Deflate)', '.compressor, Other)'))).toThrow(
    /has changed/,
  );
  expect(() => lazyFflate(source.replace('tds = 1;', 'tds = 2;'))).toThrow(/has changed/);
});

it.each(BUILDS)('leaves every line, and adds what stands around them: %s', (_name, source) => {
  const rest = lazyFflate(source)
    .replace('let fflateMade; const fflate = () => (fflateMade ??= (() => {\n', '')
    .replace('return { Deflate, Zlib, Inflate, Unzlib };\n})());\n', '')
    .replace(/function \(\) \{ return new \(fflate\(\)\.(\w+)\)\(\); \}\)/g, '$1)');
  expect(rest === source).toBe(true);
});

it('compresses and unpacks where the system has no streams for it', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  vi.stubGlobal('DecompressionStream', undefined);
  const path = join(emptyFolder(), 'openpgp.mjs');
  const [[, source = ''] = []] = BUILDS;
  writeFileSync(path, lazyFflate(source));
  const lazily: typeof OpenPGP = await import(pathToFileURL(path).href);
  vi.unstubAllGlobals();
  const { createMessage, decrypt, encrypt, enums, readMessage } = lazily;
  const text = 'the same again and again, '.repeat(5000);
  for (const preferredCompressionAlgorithm of [enums.compression.zip, enums.compression.zlib]) {
    const armoredMessage = await encrypt({
      message: await createMessage({ text }),
      passwords: 'p',
      config: { preferredCompressionAlgorithm },
    });
    expect(armoredMessage.length).toBeLessThan(text.length / 50);
    const { data } = await decrypt({ message: await readMessage({ armoredMessage }), passwords: 'p' });
    expect(data).toBe(text);
  }
});
