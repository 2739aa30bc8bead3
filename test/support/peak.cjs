// Loaded before the program: at its end, writes its status and the most memory that it took (KiB) to descriptor 3.
// Linux counts from the size of the process that started it: have a shell do that, not a test.
const { writeSync } = require('node:fs');

process.on('exit', (status) => {
  writeSync(3, JSON.stringify({ status, peak: process.resourceUsage().maxRSS }));
});
