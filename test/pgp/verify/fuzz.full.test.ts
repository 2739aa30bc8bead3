import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adviceFor } from '../../../src/output/words/verify/advice.js';
import { answerWords } from '../../../src/output/words/verify/answer-words.js';
import { detailFields } from '../../../src/output/words/verify/detail-fields.js';
import { verifyCommand } from '../../../src/output/words/verify/verify-command.js';
import { verifyJson } from '../../../src/output/words/verify/verify-json.js';
import { readCertificate } from '../../../src/pgp/certificate/index.js';
import type { CertificateFacts } from '../../../src/pgp/facts.js';
import type { Trust } from '../../../src/pgp/verify/index.js';
import { oneLine, safeJson } from '../../../src/text/sanitize.js';
import {
  damaged,
  damageStep,
  isSigned,
  LAST_MESSAGE,
  messagesToDamage,
  SIGNED_TEXT,
} from '../../support/damage.js';
import { trustOf, verdictOn } from '../../support/messages.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

/**
 * Random damage to good messages: never a crash, never a raw control character in the words, never good unless what
 * is released is what was signed. A failure prints its seed; FUZZ_SEED=… runs it again, FUZZ_SECONDS=… runs longer and
 * says how many messages that were.
 */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 6);
const SEED = process.env.FUZZ_SEED === undefined ? {} : { seed: Number(process.env.FUZZ_SEED) };

let vendor: TestVendor;
let trust: Trust;
let facts: CertificateFacts;
let messages: Buffer[];

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  facts = (await readCertificate(Buffer.from(vendor.certificate), new Date())).facts;
  messages = await messagesToDamage(vendor.privateKey);
});

describe('random damage', () => {
  let runs = 0;
  afterAll(() => {
    if (process.env.FUZZ_SECONDS !== undefined) process.stderr.write(`${runs} damaged messages\n`);
  });

  it(
    'never crashes, never shows a control character, never is good for other content',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: LAST_MESSAGE }),
          fc.array(damageStep, { minLength: 1, maxLength: 4 }),
          async (index, steps) => {
            runs++;
            const message = steps.reduce(
              (data, one) => damaged(data, one, messages),
              messages[index] ?? Buffer.alloc(0),
            );
            const result = await verdictOn(message, trust, { data: Buffer.from(SIGNED_TEXT) });
            if (result.verdict === 'good' && result.content)
              expect(isSigned(result.content), result.content.toString()).toBe(true);
            const vendor = { name: 'Example', keys: [{ name: undefined, facts }], place: undefined };
            const about = { vendor, file: 'FILE' };
            const command = verifyCommand(undefined);
            const answer = answerWords(result, about);
            const ways = { contact: 'contact', exportKey: (name: string) => `key export --output ${name}` };
            const advice = adviceFor(result, { ...about, text: 'shown', command, ...ways });
            const fields = detailFields(result, about, { files: undefined, wrapped: true }).flatMap(
              ([, value]) => value,
            );
            const shown = [answer, ...fields, advice.next, ...advice.hints].map(oneLine);
            for (const text of shown) expect(text).not.toMatch(/[\p{Cc}\u202e]/u);
            const json = verifyJson(result, { answer, ...advice, output: null, files: undefined });
            expect(safeJson(json)).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
          },
        ),
        { numRuns: 1_000_000, interruptAfterTimeLimit: SECONDS * 1000, ...SEED },
      );
    },
    (SECONDS + 30) * 1000,
  );

  it('whatever bytes: an answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom(0, 0x80, 0xc0),
        async (bytes, lead) => {
          const data = Buffer.from(bytes);
          if (data[0] !== undefined) data[0] |= lead;
          expect((await verdictOn(data, trust, { data: Buffer.from(SIGNED_TEXT) })).verdict).not.toBe('good');
        },
      ),
      { numRuns: 3000, ...SEED },
    );
  });
});
