import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { lazyAesTables } from '../../build/lazy-aes-tables.mjs';
import { emptyFolder, root } from '../support/run.js';

const source = readFileSync(join(root, 'node_modules/openpgp/dist/node/openpgp.mjs'), 'utf8');

it('fails where the code is not what it expects', () => {
  expect(() => lazyAesTables('const a = 1;')).toThrow(/has changed/);
  expect(() => lazyAesTables(source.replace(' = tableDecoding;', ' = (tableDecoding);'))).toThrow(
    /has changed/,
  );
  expect(() => lazyAesTables(lazyAesTables(source))).toThrow(/has changed/);
});

it('changes two definitions and their uses, and nothing else', () => {
  const changed = lazyAesTables(source).split('\n');
  const before = source.split('\n');
  expect(changed.length).toBe(before.length);
  const lines = changed.filter((line, at) => line !== before[at]);
  expect(lines.every((line) => /table(En|De)coding/.test(line))).toBe(true);
});

/** The module with its tables handed out. */
async function tablesOf(code: string): Promise<{ encoding: unknown; decoding: unknown }> {
  const path = join(emptyFolder(), 'openpgp.mjs');
  writeFileSync(path, `${code}\nexport { tableEncoding as encoding, tableDecoding as decoding };\n`);
  return import(path);
}

it('makes the same tables, once', async () => {
  const before = await tablesOf(source);
  const after = (await tablesOf(lazyAesTables(source))) as Record<'encoding' | 'decoding', () => unknown>;
  expect(after.encoding()).toEqual(before.encoding);
  expect(after.decoding()).toEqual(before.decoding);
  expect(after.encoding()).toBe(after.encoding());
});
