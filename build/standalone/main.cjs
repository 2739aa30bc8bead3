// The first script of a standalone program, a single executable application of Node.js. The files of the package are
// inside of the program, byte for byte, and are run from there: `require` of one of them is answered here.
'use strict';

const { posix } = require('node:path');
const { getRawAsset } = require('node:sea');
const { compileFunction } = require('node:vm');

const LAUNCHER = 'bin/codeship-sec.cjs';
const PROGRAM = 'dist/cli.cjs';

const readEmbedded = (name) => Buffer.from(getRawAsset(name));

const loaded = new Map();

function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const code = readEmbedded(name).toString().replace(/^#!/, '//');
  const around = ['exports', 'require', 'module', '__filename', '__dirname'];
  const run = compileFunction(code, around, { filename: name });
  const requireFrom = (wanted) =>
    wanted.startsWith('.') ? asked(name, posix.join(posix.dirname(name), wanted)) : require(wanted);
  run.call(module.exports, module.exports, requireFrom, module, name, posix.dirname(name));
  return module.exports;
}

/** The launcher would name the package's folder, and there is none. */
function asked(by, name) {
  const exports = load(name);
  if (by !== LAUNCHER || name !== PROGRAM) return exports;
  return { run: () => exports.run(process.execPath, readEmbedded) };
}

load(LAUNCHER);
