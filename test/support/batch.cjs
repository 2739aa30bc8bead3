// The built program, many times in one process: starting Node for each of some hundred messages takes minutes.
// It is handed other streams and arguments through `process`, where dist/cli.cjs finds them; what it writes to the
// descriptors themselves is caught.
// One JSON line in ({ id, args }), one JSON line out ({ id, status, stdout, stderr }).
'use strict';

const fs = require('node:fs');
const { join } = require('node:path');
const { createInterface } = require('node:readline');
const { Readable, Writable } = require('node:stream');

const root = join(__dirname, '..', '..');
const { run } = require(join(root, 'dist', 'cli.cjs'));
const real = { stdin: process.stdin, stdout: process.stdout };

function sink() {
  const parts = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      parts.push(Buffer.from(chunk));
      done();
    },
  });
  return { parts, stream, text: () => Buffer.concat(parts).toString('base64') };
}

const replace = (name, value) =>
  Object.defineProperty(process, name, { value, configurable: true, writable: true });

const SIGNALS = ['HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'ALRM', 'TERM', 'XCPU'].map((name) => `SIG${name}`);
const { writeSync } = fs;

async function once({ id, args }) {
  const [out, err] = [sink(), sink()];
  fs.writeSync = (descriptor, bytes, ...rest) => {
    const caught = { 1: out, 2: err }[descriptor];
    if (!caught) return writeSync(descriptor, bytes, ...rest);
    const part = Buffer.from(bytes).subarray(rest[0] ?? 0);
    caught.parts.push(part);
    return part.length;
  };
  replace('stdout', out.stream);
  replace('stderr', err.stream);
  replace('stdin', Readable.from([]));
  process.argv = [process.execPath, 'codeship-sec', ...args];
  process.exitCode = undefined;
  for (const signal of SIGNALS) process.removeAllListeners(signal);
  await run(root);
  real.stdout.write(
    `${JSON.stringify({ id, status: process.exitCode, stdout: out.text(), stderr: err.text() })}\n`,
  );
}

async function main() {
  for await (const line of createInterface({ input: real.stdin })) await once(JSON.parse(line));
  process.exitCode = 0;
}
main();
