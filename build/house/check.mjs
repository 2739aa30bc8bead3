// Holds the order of src/ (see order.mjs): no import of what stands above, no circle, no folder that is too full.
// Called by `npm run lint`; .ci/run shows that it catches planted faults.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { faultsOf } from './faults.mjs';
import { importsIn } from './imports.mjs';

const [, , folder = fileURLToPath(new URL('../../src', import.meta.url))] = argv;
const read = (path) => {
  const name = path.replaceAll('\\', '/');
  return [name, importsIn(name, readFileSync(join(folder, path), 'utf8'))];
};
const paths = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith('.ts'));
const files = new Map(paths.sort().map(read));
const faults = faultsOf(files);
for (const fault of faults) console.error(fault);
console.log(`Checked the imports of ${files.size} files, found ${faults.length} faults.`);
exit(faults.length > 0 ? 1 : 0);
