// Plants a fault of the program: reading any bundle.json throws what no code expects.
const fs = require('node:fs');
const { realpathSync } = fs;
fs.realpathSync = (path, ...rest) => {
  if (String(path).endsWith('bundle.json')) throw new RangeError('planted');
  return realpathSync(path, ...rest);
};
