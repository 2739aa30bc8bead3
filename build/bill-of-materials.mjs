// What is bundled, as a CycloneDX document: for the tools that hold the parts of a program against lists of known
// faults. `npm sbom` would name every package of the clone, or none; here are those of which a module is in dist/. The
// document has no time and no serial number, so that the same sources give the same bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @param packages folders as package-lock.json names them
 * @returns a document of CycloneDX 1.5
 */
export function billOfMaterials(root, packages) {
  const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
  const { name, version, description, license } = read('package.json');
  const { packages: locked } = read('package-lock.json');
  const components = packages.map((folder) => componentOf(folder, locked[folder]));
  const own = `${name}@${version}`;
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.5.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      lifecycles: [{ phase: 'build' }],
      component: {
        'bom-ref': own,
        type: 'application',
        name,
        version,
        description,
        licenses: licencesOf(license),
        purl: purlOf(name, version),
      },
    },
    components,
    dependencies: [{ ref: own, dependsOn: components.map((component) => component['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function componentOf(folder, { version, license, integrity }) {
  const name = folder.split('node_modules/').at(-1);
  return {
    'bom-ref': `${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: 'required',
    hashes: [hashOf(integrity)],
    licenses: licencesOf(license),
    purl: purlOf(name, version),
  };
}

/** The hash of the package as the registry serves it. */
function hashOf(integrity) {
  const [algorithm, base64] = integrity.split(/-(.*)/);
  return {
    alg: algorithm.toUpperCase().replace(/^SHA/, 'SHA-'),
    content: Buffer.from(base64, 'base64').toString('hex'),
  };
}

const licencesOf = (license) => [/\s/.test(license) ? { expression: license } : { license: { id: license } }];

const purlOf = (name, version) => `pkg:npm/${name.replace('@', '%40')}@${version}`;
