import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import {
  damaged,
  damageStep,
  HEADLIKE,
  isSigned,
  messagesToDamage,
  SIGNED_TEXT,
} from '../../../test/support/damage.js';
import { makeMail } from '../../../test/support/mail-maker.js';
import { armored, cleartext, packet, signatureBody } from '../../../test/support/messages.js';
import { type Finding, found } from '../../finding.js';
import type { Prepared, Row, World } from '../../row.js';
import { type Choice, choiceFrom, hostileText } from '../../support/choice.js';
import { leftBehind } from '../../support/jobs.js';
import { inLanes, type Lane } from '../../support/lanes.js';
import { lookAtRun } from '../../support/look-at-run.js';

export const MESSAGES: Row[] = [
  {
    name: 'fuzz-message',
    title: 'Random messages',
    meaning:
      'Good messages in 31 forms, with one to four random damages each, are given to `verify`. What it writes with `--output` is what was signed, or nothing.',
    tries: 10_000,
    prepare: prepareMessages,
  },
  {
    name: 'fuzz-mail',
    title: 'Random mails',
    meaning:
      'Random mails around a signed part or text, every third one damaged, every second one with control characters in a subject, sender or name, are given to `verify`, whole or by part. What it writes with `--output` is what was signed, or nothing.',
    tries: 10_000,
    prepare: prepareMails,
  },
];

const steps = fc.array(damageStep, { minLength: 1, maxLength: 4 });

/** One to four damages that the seed stands for. */
export function damage(data: Buffer, seed: number, others: readonly Buffer[]): Buffer {
  const [chosen = []] = fc.sample(steps, { seed, numRuns: 1 });
  return chosen.reduce((so, step) => damaged(so, step, others), data);
}

async function prepareMessages(world: World): Promise<Prepared> {
  const messages = await messagesToDamage(world.vendor.privateKey);
  return inLanes(
    world,
    (lane, seed) => {
      const choice = choiceFrom(seed);
      const message = damage(choice.pick(messages), seed, messages);
      return verifyAll(world, lane, choice, message);
    },
    ({ folder }) => writeFileSync(join(folder, 'data'), SIGNED_TEXT),
  );
}

async function prepareMails(world: World): Promise<Prepared> {
  const { privateKey } = world.vendor;
  const signed = async (part: string) => {
    const body = await signatureBody(privateKey, Buffer.from(part.replace(/\n/g, '\r\n')));
    return { part, signature: armored('SIGNATURE', packet(2, body)) };
  };
  const pieces = {
    ...(await signed(`Content-Type: text/plain\n\n${SIGNED_TEXT}`)),
    headlike: await signed(HEADLIKE + SIGNED_TEXT),
    cleartext: await cleartext(privateKey, SIGNED_TEXT),
  };
  return inLanes(world, (lane, seed) => {
    const choice = choiceFrom(seed);
    const mail = withHostileText(choice, makeMail(seed, pieces));
    const sent = choice.odd(1 / 3) ? damage(mail, seed, [mail]) : mail;
    return verifyAll(world, lane, choice, sent);
  });
}

/** In the place of one of the words in it that nobody signed: of a subject, a sender, the name of a part. */
function withHostileText(choice: Choice, mail: Buffer): Buffer {
  if (choice.odd(0.5)) return mail;
  const marks = mail.toString('latin1').match(/zq\d+x\d+qz/g) ?? [];
  const text = Buffer.from(hostileText(choice)).toString('latin1');
  return Buffer.from(
    mail.toString('latin1').replace(choice.pick([...marks, 'zq']), () => text),
    'latin1',
  );
}

/** Runs `verify` on a message in one of the ways, and looks at what it releases. */
async function verifyAll(
  { vendor }: World,
  { folder, run }: Lane,
  { pick, odd, below }: Choice,
  message: Buffer,
): Promise<Finding[]> {
  writeFileSync(join(folder, 'message'), message);
  const files = odd(0.15) ? ['message', 'data'] : ['message'];
  const how = pick([
    [],
    ['--json'],
    ['-o', 'out'],
    ['-o', 'out', '--json'],
    ['-o', 'out', '--part', `${1 + below(4)}`],
  ]);
  const ended = await run(['verify', ...files, ...how, '--bundle', vendor.bundle]);
  const findings = [...lookAtRun(ended), ...leftBehind(folder)];
  const out = join(folder, 'out');
  if (existsSync(out)) {
    const content = readFileSync(out);
    if (ended.status !== 0 || !isSigned(content))
      findings.push(found('fooled', `released: ${JSON.stringify(content.toString('latin1').slice(0, 300))}`));
    rmSync(out);
  } else if (ended.status === 0 && how.includes('-o'))
    findings.push(found('lost', 'good, and nothing written'));
  return findings;
}
