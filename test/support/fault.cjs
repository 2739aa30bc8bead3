// Plants a fault of the program: reading any bundle.json throws what no code expects.
const fs = require('node:fs/promises');
const { realpath } = fs;
fs.realpath = (path, ...rest) => {
  if (String(path).endsWith('bundle.json')) throw new RangeError('planted');
  return realpath(path, ...rest);
};
