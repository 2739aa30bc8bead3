import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { root } from '../support/run.js';

interface Component {
  'bom-ref': string;
  name: string;
  version: string;
  hashes: { alg: string; content: string }[];
  licenses: ({ license: { id: string } } | { expression: string })[];
  purl: string;
}

/** An entry of package-lock.json. */
interface Locked {
  version: string;
  license: string;
  integrity: string;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const text = read('dist/sbom.cdx.json');
const bill = JSON.parse(text);
const components: Component[] = bill.components;

/** What CycloneDX's own schema has against a document. It knows every SPDX licence by its name. */
const faults = (() => {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@cyclonedx/cyclonedx-library/package.json'));
  const schema = (name: string) =>
    JSON.parse(readFileSync(join(folder, 'res/schema', `${name}.SNAPSHOT.schema.json`), 'utf8'));
  // it has keywords for people, and formats of fields that the document does not have
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  for (const name of ['spdx', 'jsf-0.82']) {
    const { $id, ...rest } = schema(name);
    ajv.addSchema(rest, new URL(`${name}.SNAPSHOT.schema.json`, $id).href);
  }
  const validate = ajv.compile(schema('bom-1.5'));
  return (document: unknown) =>
    validate(document)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
})();

describe('the bill of materials', () => {
  it('is CycloneDX by its schema', () => {
    const [first] = components;
    expect(faults({ ...bill, components: [{ ...first, type: 'part' }] })).not.toEqual([]);
    expect(
      faults({ ...bill, components: [{ ...first, licenses: [{ license: { id: 'MINE' } }] }] }),
    ).not.toEqual([]);
    expect(faults(bill)).toEqual([]);
  });

  it('is of this package', () => {
    const { name, version } = JSON.parse(read('package.json'));
    expect(bill.metadata.component).toMatchObject({ name, version, purl: `pkg:npm/${name}@${version}` });
  });

  it('names the packages of which the licences are there, and no other', () => {
    const licences = read('dist/THIRD-PARTY-LICENSES.txt');
    const heads = [...licences.matchAll(/^=+\n(\S+) (\S+) \(.+\)\n=+$/gm)];
    expect(heads.length).toBeGreaterThan(15);
    expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual(
      heads.map(([, name, version]) => `${name} ${version}`),
    );
  });

  it('has each with its licence and its hash as the lockfile has them', () => {
    const packages = Object.entries<Locked>(JSON.parse(read('package-lock.json')).packages);
    for (const { name, version, licenses, hashes, purl } of components) {
      const locked = packages.find(
        ([path, one]) => path.endsWith(`node_modules/${name}`) && one.version === version,
      );
      const { integrity, license } = locked?.[1] ?? {};
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect(licenses.map((one) => ('license' in one ? one.license.id : one.expression))).toEqual([license]);
      const [{ alg, content } = { alg: '', content: '' }] = hashes;
      expect(`${alg.replace('SHA-', 'sha')}-${Buffer.from(content, 'hex').toString('base64')}`).toBe(
        integrity,
      );
    }
  });

  it('says nothing of when it was made: the same sources give the same bytes', () => {
    expect(bill).not.toHaveProperty('serialNumber');
    expect(text).not.toMatch(/timestamp|\d{4}-\d\d-\d\dT/);
  });
});
