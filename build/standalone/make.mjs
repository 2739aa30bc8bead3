// Makes the standalone programs, for people without Node.js, from what `npm run build` has built:
//   npm run binary [-- TARGET...]    linux-x64, linux-arm64, win-x64; all of them where none is named
// It prints the path of each.
import { BASES } from './bases.mjs';
import { makePrograms } from './make-programs.mjs';

const targets = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(BASES);
const unknown = targets.find((target) => !(target in BASES));
if (unknown) {
  console.error(`no program is made for ${unknown}: ${Object.keys(BASES).join(', ')}`);
  process.exitCode = 2;
} else {
  for (const program of await makePrograms(targets)) console.log(program);
}
