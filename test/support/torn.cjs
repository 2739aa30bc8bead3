// Plays another program that writes to the file TORN while it is read: after the first piece of it that is large, the
// file is changed in the way of CHANGE.
const fs = require('node:fs');
const { TORN, CHANGE } = process.env;

const changes = {
  overwritten() {
    const { atime, mtime } = fs.statSync(TORN);
    const descriptor = fs.openSync(TORN, 'r+');
    fs.writeSync(descriptor, 'X', fs.fstatSync(descriptor).size - 1);
    fs.closeSync(descriptor);
    fs.utimesSync(TORN, atime, mtime); // the change is covered up
  },
  longer: () => fs.appendFileSync(TORN, 'more'),
  shorter: () => fs.truncateSync(TORN, fs.statSync(TORN).size - 1),
};

let changed = false;
function afterRead(count) {
  if (changed || count < 1 << 20) return;
  changed = true;
  changes[CHANGE]();
}

const { read } = fs;
fs.read = (descriptor, memory, at, length, position, done) =>
  read(descriptor, memory, at, length, position, (error, count) => {
    afterRead(count);
    done(error, count);
  });
