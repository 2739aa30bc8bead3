// Holds the program before it stores anything, until as many programs as RACERS are there: what each of them has read
// is the same. They meet in the folder BARRIER.
const fs = require('node:fs');
const { BARRIER, RACERS } = process.env;

const { mkdirSync } = fs;
fs.mkdirSync = (path, ...rest) => {
  if (String(path).endsWith('certificates')) meet();
  return mkdirSync(path, ...rest);
};

function meet() {
  fs.writeFileSync(`${BARRIER}/${process.pid}`, '');
  const end = Date.now() + 20_000;
  while (fs.readdirSync(BARRIER).length < Number(RACERS) && Date.now() < end)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}
