// Plays somebody who may write to the folder of an output, in a loop: puts a link to VICTIM in the place of each
// unfinished file, and one in the place of OUT, and takes that away again.
'use strict';
const fs = require('node:fs');
const { join } = require('node:path');
const { FOLDER, VICTIM, MISSING, OUT } = process.env;

const quietly = (work) => {
  try {
    work();
  } catch {
    // the program was faster
  }
};

let turn = 0;
let made = 0;
process.stdout.write('ready\n');
for (const end = Date.now() + 60_000; Date.now() < end; turn++) {
  for (const name of fs.readdirSync(FOLDER)) {
    if (!name.endsWith('.tmp')) continue;
    const path = join(FOLDER, name);
    const link = join(FOLDER, `link-${made++}`);
    // by one call where the program cannot come in between, or by two
    quietly(() => fs.symlinkSync(turn % 2 ? VICTIM : MISSING, turn % 3 ? link : path));
    if (turn % 3) quietly(() => fs.renameSync(link, path));
    else quietly(() => fs.unlinkSync(path));
  }
  if (!OUT) continue;
  quietly(() => fs.symlinkSync(turn % 2 ? VICTIM : MISSING, OUT));
  if (turn % 5 === 0) quietly(() => fs.lstatSync(OUT).isSymbolicLink() && fs.unlinkSync(OUT));
}
