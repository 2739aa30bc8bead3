import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import type { ProblemCode } from '../../../../src/pgp/verify/malformed.js';
import { repairsOf } from '../../../../src/pgp/verify/wholeness.js';
import { armoredForms, inline, trustOf, verdictOn } from '../../../support/messages.js';
import { makeVendor } from '../../../support/vendor.js';

const DATA = Buffer.from('the report\n');

let trust: Trust;
let forms: Awaited<ReturnType<typeof armoredForms>>;
let binary: Buffer;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  forms = await armoredForms(vendor.privateKey, 'a text\nof ä < b', DATA);
  binary = await inline(vendor.privateKey, DATA);
});

const FORMS = ['clear', 'message', 'signature'] as const;
const richText = (text: string) => `{\\rtf1\\ansi ${text.replace(/\\/g, '\\\\').replace(/\n/g, '\\par\n')}}`;

describe.each(FORMS)('what cannot be undone is malformed, with its reason: %s', (form) => {
  it.each<[string, ProblemCode, (text: string) => string]>([
    ['a mark of a wiki before it', 'begin-prefix', (text) => `{noformat}${text}{noformat}\n`],
    ['colours of a terminal', 'begin-prefix', (text) => `\x1b[32m${text}\x1b[0m`],
    ['zero-width characters', 'invisible', (text) => text.replaceAll('-----BEGIN', '-----\u200bBEGIN')],
    ['a document', 'rtf', richText],
    ['in <p>', 'html', (text) => `<p>${text.replace(/</g, '&lt;').replace(/\n/g, '<br>\n')}</p>`],
  ])('%s', async (_name, code, apply) => {
    const result = await verdictOn(apply(forms[form]), trust, { data: DATA });
    expect(result).toMatchObject({ verdict: 'malformed', problem: { code } });
    expect(repairsOf(result)).toEqual([]);
  });
});

describe('without its capitals', () => {
  it.each(FORMS.slice(0, 2))('%s', async (form) => {
    const text = forms[form].replace('BEGIN PGP SIGNED MESSAGE', 'Begin PGP Signed Message');
    const result = await verdictOn(text.replace('BEGIN PGP MESSAGE', 'begin pgp message'), trust);
    expect(result).toMatchObject({ verdict: 'malformed', problem: { code: 'begin-line', line: 1 } });
  });
});

describe('base64 without armor', () => {
  it('of a message is named; of anything else it is a text', async () => {
    const lines = (data: Buffer) => data.toString('base64').replace(/.{64}/g, '$&\n');
    expect(await verdictOn(lines(binary), trust)).toMatchObject({ problem: { code: 'base64-packets' } });
    for (const text of [lines(Buffer.from('a text, and more of it')), `${lines(binary)}\n and a text`])
      expect(await verdictOn(text, trust)).toMatchObject({ verdict: 'not-protected', nature: 'text' });
  });
});

describe('the inside of a mail', () => {
  const inside = () =>
    `--b1\nContent-Type: text/plain\n\n${DATA}\n--b1\nContent-Type: application/pgp-signature\n\n${forms.signature}\n--b1--\n`;

  it('is no detached signature, with its head or without, quoted or not', async () => {
    for (const text of [inside(), inside().replace(/^/gm, '> '), `Subject: a mail\n\n${inside()}`])
      expect(await verdictOn(text, trust, { data: DATA })).toMatchObject({
        kind: 'mail',
        verdict: 'malformed',
        problem: { code: 'mail-inside' },
      });
  });

  it('a signature with the head of its part is one', async () => {
    const [, part = ''] = inside().split(/(?=--b1\nContent-Type: application)/);
    expect(await verdictOn(part, trust, { data: DATA })).toMatchObject({ verdict: 'good', kind: 'detached' });
  });
});

it('a mention of a BEGIN line at the end of a line is a text', async () => {
  for (const label of ['MESSAGE', 'SIGNED MESSAGE', 'SIGNATURE']) {
    const text = `it begins with -----BEGIN PGP ${label}-----\n\nand goes on\n`;
    expect(await verdictOn(text, trust)).toMatchObject({ verdict: 'not-protected', nature: 'text' });
    // and spoils nothing
    expect(await verdictOn(text + forms.clear, trust)).toMatchObject({ verdict: 'good', kind: 'cleartext' });
  }
});
