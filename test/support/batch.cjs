// The built program, many times in one process: starting Node for each of some hundred messages takes minutes.
// It is handed other streams and arguments through `process`, where dist/cli.cjs finds them, and nothing else.
// One JSON line in ({ id, args }), one JSON line out ({ id, status, stdout, stderr }).
'use strict';

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
  return { stream, text: () => Buffer.concat(parts).toString('base64') };
}

const replace = (name, value) =>
  Object.defineProperty(process, name, { value, configurable: true, writable: true });

async function once({ id, args }) {
  const [out, err] = [sink(), sink()];
  replace('stdout', out.stream);
  replace('stderr', err.stream);
  replace('stdin', Readable.from([]));
  process.argv = [process.execPath, 'codeship-sec', ...args];
  process.exitCode = undefined;
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM']) process.removeAllListeners(signal);
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
