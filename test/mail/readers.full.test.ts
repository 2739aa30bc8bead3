import { beforeAll, describe, expect, it } from 'vitest';
import { signedPartText } from '../../src/mail/signed-part-text.js';
import type { Trust, Verification } from '../../src/pgp/verify/index.js';
import { isComplete, isTextRepaired } from '../../src/pgp/verify/wholeness.js';
import { makeMail, type SignedPieces } from '../support/mail-maker.js';
import { type Shown, shownByPostalMime, shownByPython } from '../support/mail-readers.js';
import { armored, cleartext, packet, signatureBody, trustOf, verdictOn } from '../support/messages.js';
import { requireTool } from '../support/tools.js';
import { makeVendor } from '../support/vendor.js';

const COUNT = Number(process.env.CODESHIP_SEC_MAILS ?? 6000);
const FIRST = Number(process.env.CODESHIP_SEC_SEED ?? 1);
const NOTHING: Shown = { all: '', texts: [] };
const MARK = /zq\d+x\d+qz/g;

const TYPE = 'Content-Type: text/plain; charset=utf-8\n\n';
/** HTML swallows some of it. */
const TEXT = 'the <never> report\nis &amp; good\n';

let trust: Trust;
let pieces: SignedPieces;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  const signed = async (part: string) => {
    const body = await signatureBody(vendor.privateKey, Buffer.from(part.replace(/\n/g, '\r\n')));
    return { part, signature: armored('SIGNATURE', packet(2, body)) };
  };
  pieces = {
    ...(await signed(`${TYPE}${TEXT}`)),
    cleartext: await cleartext(vendor.privateKey, TEXT),
    headlike: await signed(`Note: a forgery\n\n${TEXT}`),
  };
});

/** Everything that a good verdict says: the signed text, and what is named beside it. */
function saidBy({ content, unsigned = [], outerFields = [] }: Extract<Verification, { verdict: 'good' }>) {
  const signed = Buffer.from(content ?? '');
  const names = [...outerFields.map(({ value }) => value), ...unsigned.map(({ text }) => text)];
  return [signed.toString('latin1'), signedPartText(signed) ?? '', ...names].join('\n');
}

const AROUND = ['text-before', 'text-after', 'repair-html-attributes'];

/** Marks that a reader shows, and of which a good verdict says nothing. */
function missing(result: Verification, shown: string): string[] {
  if (result.verdict !== 'good') return [];
  // text around a block, and in its tags, is counted by a warning: the whole text is not signed
  const around = result.warnings.some(({ code }) => AROUND.includes(code));
  const said = saidBy(result);
  return around ? [] : [...new Set(shown.match(MARK))].filter((mark) => !said.includes(mark));
}

/** Texts that a reader displays in place of the signed one, of which the verdict says that it is all of the mail. */
function otherwise(result: Verification, texts: readonly string[]): string[] {
  if (result.verdict !== 'good' || !isComplete(result) || isTextRepaired(result)) return [];
  const signed = Buffer.from(result.content ?? '')
    .toString()
    .replace(/\r\n/g, '\n')
    .replace(TYPE, '')
    .trim();
  const lines = (text: string) => text.replace(/[ \t]*\r?\n/g, '\n');
  return texts
    .filter((text) => !lines(text).includes(signed))
    .map((text) => JSON.stringify(text.slice(0, 200)));
}

async function verdicts(mail: Buffer): Promise<Verification[]> {
  const whole = await verdictOn(mail, trust);
  const good = (whole.parts ?? []).filter(({ verification }) => verification.verdict === 'good');
  return [whole, ...good.map(({ verification }) => verification)];
}

describe.skipIf(!requireTool('python3'))('what other readers show of a mail', () => {
  it(`is signed or named: ${COUNT} mails`, { timeout: 600_000 }, async () => {
    const mails = Array.from({ length: COUNT }, (_, at) => makeMail(FIRST + at, pieces));
    const byPython = shownByPython(mails);
    const counts: Record<string, number> = {};
    const faults: string[] = [];
    for (const [at, mail] of mails.entries()) {
      const results = await verdicts(mail);
      const shown = { python: byPython[at], postal: await shownByPostalMime(mail) };
      for (const result of results) {
        counts[result.verdict] = (counts[result.verdict] ?? 0) + 1;
        for (const [reader, { all, texts } = NOTHING] of Object.entries(shown)) {
          const left = [...missing(result, all), ...otherwise(result, texts)];
          if (left.length > 0) faults.push(`seed ${FIRST + at}: ${reader} shows ${left.join(', ')}`);
        }
      }
    }
    expect(faults).toEqual([]);
    // the mails are such that each answer is tried
    expect(counts.good).toBeGreaterThan(COUNT / 4);
    expect(counts.malformed).toBeGreaterThan(COUNT / 20);
    expect(counts['not-verified']).toBeGreaterThan(COUNT / 20);
  });
});
