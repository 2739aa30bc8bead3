import { beforeAll, describe, expect, it } from 'vitest';
import { signedPartText } from '../../src/mail/signed-part-text.js';
import type { Trust, Verification } from '../../src/pgp/verify/index.js';
import { makeMail, type SignedPieces } from '../support/mail-maker.js';
import { shownByPostalMime, shownByPython } from '../support/mail-readers.js';
import { armored, cleartext, packet, signatureBody, trustOf, verdictOn } from '../support/messages.js';
import { requireTool } from '../support/tools.js';
import { makeVendor } from '../support/vendor.js';

const COUNT = Number(process.env.CODESHIP_SEC_MAILS ?? 6000);
const FIRST = Number(process.env.CODESHIP_SEC_SEED ?? 1);
const MARK = /zq\d+x\d+qz/g;

let trust: Trust;
let pieces: SignedPieces;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  const part = 'Content-Type: text/plain; charset=utf-8\n\nthe report\nis good\n';
  const signature = packet(
    2,
    await signatureBody(vendor.privateKey, Buffer.from(part.replace(/\n/g, '\r\n'))),
  );
  const text = await cleartext(vendor.privateKey, 'the report\nis good\n');
  pieces = { part, signature: armored('SIGNATURE', signature), cleartext: text };
});

/** Everything that a good verdict says: the signed text, and what is named beside it. */
function saidBy({ content, unsigned = [], outerFields = [] }: Extract<Verification, { verdict: 'good' }>) {
  const signed = Buffer.from(content ?? '');
  const names = [...outerFields.map(({ value }) => value), ...unsigned.map(({ text }) => text)];
  return [signed.toString('latin1'), signedPartText(signed) ?? '', ...names].join('\n');
}

/** Marks that a reader shows, and of which a good verdict says nothing. */
function missing(result: Verification, shown: string): string[] {
  if (result.verdict !== 'good') return [];
  // text around a block is counted by a warning: the whole text is not signed
  const around = result.warnings.some(({ code }) => code === 'text-before' || code === 'text-after');
  const said = saidBy(result);
  return around ? [] : [...new Set(shown.match(MARK))].filter((mark) => !said.includes(mark));
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
      const shown = { python: byPython[at] ?? '', postal: await shownByPostalMime(mail) };
      for (const result of results) {
        counts[result.verdict] = (counts[result.verdict] ?? 0) + 1;
        for (const [reader, text] of Object.entries(shown)) {
          const left = missing(result, text);
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
