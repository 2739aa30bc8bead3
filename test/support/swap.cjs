// Plays somebody who may write to the folder of an output, and who is always in time: puts a link to VICTIM in the
// place of the first file that the program makes (SWAP=made), or of the output OUT once it has been looked at for the
// second time (SWAP=seen).
const fs = require('node:fs');
const { SWAP, OUT, VICTIM } = process.env;

let swapped = false;
function swap(path) {
  if (swapped) return;
  swapped = true;
  fs.unlinkSync(path);
  fs.symlinkSync(VICTIM, path);
}

const { openSync } = fs;
fs.openSync = (path, flags, ...rest) => {
  const descriptor = openSync(path, flags, ...rest);
  const makes = flags === 'wx' || (typeof flags === 'number' && (flags & fs.constants.O_EXCL) !== 0);
  if (SWAP === 'made' && makes) swap(path);
  return descriptor;
};

const { statSync } = fs;
let looks = 0;
fs.statSync = (path, ...rest) => {
  const found = statSync(path, ...rest);
  if (SWAP === 'seen' && path === OUT && ++looks === 2) swap(path);
  return found;
};
