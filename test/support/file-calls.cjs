// Notes in the file CALLS in which order the program has files put on the disk (`file`, `folder`) and given a name.
const fs = require('node:fs');
const { fsyncSync, linkSync, renameSync } = fs;
const note = (call) => fs.appendFileSync(process.env.CALLS, `${call}\n`);

fs.fsyncSync = (descriptor) => {
  note(fs.fstatSync(descriptor).isDirectory() ? 'folder' : 'file');
  fsyncSync(descriptor);
};
for (const [name, call] of Object.entries({ linkSync, renameSync })) {
  fs[name] = (...paths) => {
    note('name');
    call(...paths);
  };
}
