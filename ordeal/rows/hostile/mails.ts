import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isSigned, SIGNED_TEXT } from '../../../test/support/damage.js';
import { armored, cleartext, packet, signatureBody } from '../../../test/support/messages.js';
import { found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { inLanes } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';

export const HOSTILE_MAILS: Row[] = [
  {
    name: 'hostile-mail',
    title: 'Mails that are to hang or to fool a reader',
    meaning:
      'Mails with 100 to 100,000 parts, levels, header fields, comments, pieces of a parameter, boundaries, armor lines, quote marks and the like, around a text that the vendor signed or beside it, given to `verify`.',
    tries: 0,
    prepare: prepareMails,
  },
];

const HEAD =
  'From: security@example.com\nTo: you@example.com\nSubject: hello\nDate: Thu, 26 Nov 2026 10:00:00 +0000\n';
const COUNTS = [100, 1000, 10_000, 100_000];

interface Pieces {
  signed: string;
  clear: string;
}

const nested = (depth: number, inner: string) => {
  const open = Array.from(
    { length: depth },
    (_, at) => `Content-Type: multipart/mixed; boundary="b${at}"\n\n--b${at}\n`,
  );
  return `${open.join('')}${inner}`;
};

const SHAPES: ((count: number, pieces: Pieces) => string)[] = [
  (n, { signed }) => `${HEAD}${'X-A: b\n'.repeat(n)}${signed}`,
  (n, { signed }) => `${HEAD}X-A: ${'b\n '.repeat(n)}\n${signed}`,
  (n, { signed }) => `${HEAD}X-A: ${'('.repeat(n)}\n${signed}`,
  (n, { clear }) => `${HEAD}Content-Type: text/plain ${'('.repeat(n)}\n\n${clear}`,
  (n, { clear }) => `${HEAD}Content-Type: text/plain; ${'a=b; '.repeat(n)}\n\n${clear}`,
  (n, { clear }) => `${HEAD}Content-Type: multipart/mixed; ${pieces(n)}\n\n--b\n\n${clear}\n--b--\n`,
  (n, { clear }) => `${HEAD}Content-Type: text/plain; x="${'\\"'.repeat(n)}\n\n${clear}`,
  (n, { signed }) => HEAD + nested(n, signed),
  (n, { clear }) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${`--b\n\n${clear}\n`.repeat(Math.min(n, 2000))}--b--\n`,
  (n, { clear }) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(n)}--b\n\n${clear}\n--b--\n`,
  (n, { clear }) =>
    `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${'--b'.repeat(n)}\n\n${clear}\n--b--\n`,
  (n, { clear }) => `${HEAD}\n${'> '.repeat(n)}${clear}`,
  (n, { clear }) => `${HEAD}\n${clear.replace(/^/gm, '>'.repeat(Math.min(n, 1000)))}`,
  (n, { clear }) => `${HEAD}\n${'-----BEGIN PGP MESSAGE-----\n'.repeat(n)}${clear}`,
  (n, { clear }) => `${HEAD}\n${'-----BEGIN PGP SIGNED MESSAGE-----\n\n'.repeat(n)}${clear}`,
  (n, { clear }) => `${HEAD}\n${'<pre>'.repeat(n)}${clear}${'</pre>'.repeat(n)}`,
  (n, { clear }) => `${HEAD}\n${'&amp;'.repeat(n)}${clear}`,
  (n, { clear }) => `${HEAD}\n${'=\n'.repeat(n)}${clear}${'=3D'.repeat(n)}`,
  (n, { clear }) => `${HEAD}\n${clear}${' \t'.repeat(n)}x`,
  (n, { clear }) => clear.replace('\n\n', `\nHash: ${'SHA256,'.repeat(n)}\n\n`),
  (n, { clear }) => clear.repeat(Math.min(n, 1000)),
  (n) => `-----BEGIN PGP MESSAGE-----\n\n${'A'.repeat(n)}\n`.repeat(10),
  (n) => `${HEAD}Content-Transfer-Encoding: base64\n\n${'='.repeat(n)}${'A\n'.repeat(n)}`,
  (n, { signed }) => `From a@b Thu\n${HEAD}${signed}\n\n`.repeat(Math.min(n, 2000)),
  (n, { clear }) => `${HEAD}Subject: ${'=?utf-8?Q?a?= '.repeat(n)}\n\n${clear}`,
];

const pieces = (count: number) =>
  `${Array.from({ length: count }, (_, at) => `boundary*${at}=b; `).join('')}`;

async function prepareMails(world: World): Promise<Prepared> {
  const { privateKey, bundle } = world.vendor;
  const part = `Content-Type: text/plain\n\n${SIGNED_TEXT}`;
  const body = await signatureBody(privateKey, Buffer.from(part.replace(/\n/g, '\r\n')));
  const second = `Content-Type: application/pgp-signature\n\n${armored('SIGNATURE', packet(2, body))}`;
  const type = 'multipart/signed; boundary="s"; protocol="application/pgp-signature"';
  const given: Pieces = {
    signed: `Content-Type: ${type}\n\n--s\n${part}\n--s\n${second}\n--s--\n`,
    clear: await cleartext(privateKey, SIGNED_TEXT),
  };
  const all = SHAPES.flatMap((shape, which) => COUNTS.map((count) => ({ which, shape, count })));
  const made = inLanes(world, async ({ folder, run }, _seed, at) => {
    const { which, shape, count } = all[at % all.length] as (typeof all)[number];
    writeFileSync(join(folder, 'mail'), shape(count, given));
    const how = at < all.length ? [] : ['--json', '-o', 'out'];
    const ended = await run(['verify', 'mail', ...how, '--bundle', bundle]);
    const findings = lookAtRun(ended);
    const out = join(folder, 'out');
    if (existsSync(out)) {
      if (ended.status !== 0 || !isSigned(readFileSync(out)))
        findings.push(found('fooled', 'what was not signed is released'));
      rmSync(out);
    }
    return findings.map(({ kind, what }) => found(kind, `shape ${which}, ${count} times: ${what}`));
  });
  return { ...made, all: 2 * all.length };
}
