// Loaded before the program: at its end, writes the names of what it loaded to descriptor 3, as JSON.
const { writeSync } = require('node:fs');
const { basename } = require('node:path');

const before = new Set(process.moduleLoadList);
process.on('exit', () => {
  const native = process.moduleLoadList
    .filter((name) => !before.has(name))
    .map((name) => /^NativeModule ((?!internal\/).+)$/.exec(name)?.[1])
    .filter((name) => name !== undefined);
  const files = Object.keys(require.cache)
    .filter((path) => path !== __filename)
    .map((path) => basename(path));
  writeSync(3, JSON.stringify({ native: native.sort(), files: files.sort() }));
});
