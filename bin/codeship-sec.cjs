#!/usr/bin/env node
// The launcher. CommonJS in old syntax, so that an old Node.js gets a sentence and not a stack trace, and because
// an ES module costs a fifth of Node 20's start-up time.
'use strict';

var major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  fail(
    `Node.js 20 or later is needed, and this is ${process.version}`,
    'install a current one from https://nodejs.org',
  );
} else {
  launch();
}

function launch() {
  var program;
  try {
    program = require('../dist/cli.cjs');
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND' || process.env.CODESHIP_SEC_DEBUG === '1') throw error;
    fail(isBuilt() ? 'the build is incomplete' : 'the program has not been built yet', 'npm run build');
    return;
  }
  program.run(__dirname.replace(/[\\/]bin$/, ''));
}

function isBuilt() {
  return require('node:fs').existsSync(`${__dirname}/../dist/cli.cjs`);
}

function fail(message, hint) {
  process.stderr.write(`codeship-sec: error: ${message}\ncodeship-sec: hint: ${hint}\n`);
  process.exitCode = 70;
}
