#!/usr/bin/env node
// The launcher. CommonJS in old syntax, so that an old Node.js gets a sentence and not a stack trace, and because
// an ES module costs a fifth of Node 20's start-up time.
'use strict';

leaveToSystem('SIGUSR1');

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
    fail(
      isBuilt() ? 'the build is incomplete' : 'the program has not been built yet',
      `hint: ${buildCommand()}`,
    );
    return;
  }
  program.run(__dirname.replace(/[\\/]bin$/, ''));
}

// Node.js answers this signal by opening a socket for a debugger; without that the system ends the program. Where it
// came before the first line, the socket that nobody asked for is closed. It is opened by a thread, which may take its
// time: so it is looked for again and again in the first second.
function leaveToSystem(signal) {
  if (process.platform === 'win32') return;
  process.once(signal, ignore);
  process.removeListener(signal, ignore);
  var options = process.execArgv.concat(process.env.NODE_OPTIONS || '').join(' ');
  if (typeof process._debugEnd !== 'function' || /--inspect(-brk|-wait)?(?![\w-])/.test(options)) return;
  process._debugEnd();
  setImmediate(process._debugEnd);
  var looking = setInterval(process._debugEnd, 20);
  looking.unref();
  setTimeout(clearInterval, 1000, looking).unref();
}

function ignore() {}

function isBuilt() {
  return require('node:fs').existsSync(`${__dirname}/../dist/cli.cjs`);
}

// npm ci builds too; where NODE_ENV is production it leaves out what a build needs, unless it is told not to
function buildCommand() {
  var isInstalled = require('node:fs').existsSync(`${__dirname}/../node_modules/openpgp`);
  return isInstalled ? 'npm run build' : 'npm ci --include=dev';
}

function fail(message, next) {
  process.stderr.write(`codeship-sec: error: ${message}\ncodeship-sec: ${next}\n`);
  process.exitCode = 70;
}
