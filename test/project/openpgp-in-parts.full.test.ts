import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as OpenPGP from 'openpgp';
import type { PartialConfig } from 'openpgp';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';
import { isPart, MAIN, openpgpInParts } from '../../build/openpgp-in-parts.mjs';
import { emptyFolder, root } from '../support/run.js';

const source = readFileSync(join(root, 'node_modules/openpgp/dist/node/openpgp.mjs'), 'utf8');
const parts = openpgpInParts(source);
const ids = [...parts.keys()].filter(isPart);

/** The statements of a module as they stand there, but for how a part is asked for and what was added to link it. */
function statements(code: string): string[] {
  const asked = code
    .replace(/Promise\.resolve\(\)\.then\(function \(\) \{ return ([\w$]+); \}\)/g, '$1')
    .replace(/import\('openpgp-part:[^']+'\)\.then\(\(part\) => part\.([\w$]+)\)/g, '$1');
  return parseAst(asked)
    .body.map(({ start, end }) => asked.slice(start, end))
    .filter((text) => !/^import .* from 'openpgp|^export \{(?!.*readMessage)/.test(text));
}

/** The keys of an object of exports, and of the maps in it. */
const shape = (exports: object) =>
  Object.fromEntries(
    Object.entries(exports).map(([name, value]) => [
      name,
      value instanceof Map ? [...value.keys()] : typeof value,
    ]),
  );

const nameOf = (id: string) => `./${id.replaceAll(/[^\w+-]/g, '_')}.mjs`;

/** The parts as files that import each other. */
function write(): string {
  const folder = emptyFolder();
  for (const [id, code] of parts) {
    const linked = code.replace(
      /(from |import\()'(openpgp(?:-part:[^']+)?)'/g,
      (_, start, to) => `${start}'${nameOf(to)}'`,
    );
    writeFileSync(join(folder, nameOf(id)), linked);
  }
  return folder;
}

async function loaded(): Promise<typeof OpenPGP> {
  const folder = write();
  return import(pathToFileURL(join(folder, nameOf(MAIN))).href);
}

describe('OpenPGP.js in parts', () => {
  it('has a part for each that it asks for, and a third of its code in them', () => {
    expect(ids.map((id) => id.replace('openpgp-part:', '')).sort()).toEqual(
      [
        'index$1',
        'index$2',
        'legacy_ciphers',
        'naclFast',
        'noble_curves',
        'noble_curves+noble_hashes',
        'noble_hashes',
      ].sort(),
    );
    const size = (some: string[]) => some.reduce((sum, id) => sum + (parts.get(id)?.length ?? 0), 0);
    expect(size(ids) / size([...parts.keys()])).toBeGreaterThan(0.3);
  });

  it('has every statement of it, once, and in each part in their order', () => {
    const before = statements(source);
    const after = [...parts.values()].map(statements);
    expect(after.flat().sort()).toEqual([...before].sort());
    for (const part of after) {
      let at = 0;
      for (const one of part) {
        at = before.indexOf(one, at) + 1;
        expect(at, one).toBeGreaterThan(0);
      }
    }
  });

  it('fails where the code is not what it expects', () => {
    expect(() => openpgpInParts('export const a = 1;')).toThrow(/has changed/);
    expect(() => openpgpInParts(`${source}\nexport { legacy_ciphers };`)).toThrow(
      /legacy_ciphers is always needed/,
    );
    const crossing = source.replace('nacl.setPRNG = function(fn) {', '$& Worker = fn;');
    expect(() => openpgpInParts(crossing)).toThrow(/changed from another part/);
  });

  it('hands out the same, part by part', async () => {
    const path = join(emptyFolder(), 'whole.mjs');
    const names = ids.map((id) => id.replace('openpgp-part:', '')).filter((name) => !name.includes('+'));
    writeFileSync(path, `${source}\nexport { ${names.join(', ')} };\n`);
    const whole = await import(pathToFileURL(path).href);
    const folder = write();
    for (const name of names) {
      const part = await import(pathToFileURL(join(folder, nameOf(`openpgp-part:${name}`))).href);
      expect(shape(part[name])).toEqual(shape(whole[name]));
    }
    expect(shape(whole.legacy_ciphers)).toEqual({
      legacyCiphers: ['tripledes', 'cast5', 'twofish', 'blowfish'],
    });
  });

  it('works: curves and Argon2, each from its part', async () => {
    const { createMessage, decryptKey, encryptKey, enums, generateKey, readMessage, sign, verify } =
      await loaded();
    const { privateKey, publicKey } = await generateKey({
      userIDs: [{ name: 'A' }],
      type: 'curve448',
      format: 'object',
    });
    const armoredMessage = await sign({
      message: await createMessage({ text: 'x' }),
      signingKeys: privateKey,
    });
    const message = await readMessage({ armoredMessage });
    const { signatures } = await verify({ message, verificationKeys: publicKey });
    expect(await signatures[0]?.verified).toBe(true);
    const locks: PartialConfig[] = [
      {
        aeadProtect: true,
        s2kType: enums.s2k.argon2,
        s2kArgon2Params: { passes: 1, parallelism: 1, memoryExponent: 8 },
      },
      { s2kType: enums.s2k.iterated },
    ];
    for (const config of locks) {
      const locked = await encryptKey({ privateKey, passphrase: 'p', config });
      expect((await decryptKey({ privateKey: locked, passphrase: 'p' })).isDecrypted()).toBe(true);
      await expect(decryptKey({ privateKey: locked, passphrase: 'q' })).rejects.toThrow();
    }
  });
});
