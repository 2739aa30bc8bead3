// Keeps the program busy in one loop for a minute, from where it reads a page: nothing of it can answer a signal.
const fs = require('node:fs');
const { readFileSync } = fs;
fs.readFileSync = (path, ...rest) => {
  if (String(path).endsWith('other.md')) {
    fs.writeFileSync(process.env.BUSY, '');
    for (const end = Date.now() + 60_000; Date.now() < end; );
  }
  return readFileSync(path, ...rest);
};
