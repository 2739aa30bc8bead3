// What a report with a large attachment costs as a mail, beside the attachment alone.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { interleaved, median, ratio, work } from './measure.mjs';
import { makeVendor, ours, randomFile, versionsOf } from './peers.mjs';
import { publish, table } from './report.mjs';

/** In base64 with CRLF the attachment is 1.375 times as long before it is encrypted. */
const LONGER = ((4 / 3) * 66) / 64;

export function mail({ times = 5 }) {
  const { bundle } = makeVendor();
  const report = join(work, 'report.md');
  writeFileSync(report, 'what I found\n');
  const rows = [['attachment', 'what', 'time', 'mail / file', 'CPU mail / file', 'peak memory', 'goal']];
  for (const size of [256, 1024]) rows.push(...compare(size, report, bundle, times));
  publish(
    'A mail with a large attachment',
    `${times} runs of each, armored. What is encrypted of a mail is ${LONGER} times as long as the file: the attachment stands in it as base64.\n\n${table(rows)}`,
    versionsOf(),
  );
}

function compare(size, report, bundle, times) {
  const file = randomFile(`in${size}`, size);
  const out = (name) => join(work, `out.${name}`);
  const encrypt = (name, ...files) => ({
    argv: ours('encrypt', '-q', '--bundle', bundle, '-o', out(name), ...files),
    fresh: [out(name)],
  });
  const commands = { file: encrypt('file', file), mail: encrypt('mail', '--email', report, file) };
  const runs = interleaved(commands, times, true);
  for (const path of [file, out('file'), out('mail')]) rmSync(path, { force: true });
  const seconds = (name) => `${median(runs[name].map((one) => one.seconds)).toFixed(2)} s`;
  const memory = (name) => Math.max(...runs[name].map((one) => one.memory ?? 0));
  const what = `${size} MiB`;
  return [
    [what, 'the file', seconds('file'), '', '', `${memory('file').toFixed(0)} MiB`, ''],
    [
      ...[what, 'the mail', seconds('mail'), ratio(runs.mail, runs.file)],
      ...[ratio(runs.mail, runs.file, (one) => one.cpu), `${memory('mail').toFixed(0)} MiB`],
      '1.15, 124 MiB',
    ],
  ];
}
