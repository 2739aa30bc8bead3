// Plants a fault of the program: reading any bundle.json throws what no code expects.
const fs = require('node:fs');
const { readFileSync } = fs;
fs.readFileSync = (path, ...rest) => {
  if (String(path).endsWith('bundle.json')) throw new RangeError('planted');
  return readFileSync(path, ...rest);
};
