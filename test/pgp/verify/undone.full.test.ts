import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust, Verification } from '../../../src/pgp/verify/index.js';
import { isComplete, repairsOf } from '../../../src/pgp/verify/wholeness.js';
import { MANGLINGS } from '../../support/mangled.js';
import { armoredForms, trustOf, verdictOn } from '../../support/messages.js';
import { makeVendor } from '../../support/vendor.js';

/**
 * Over every way of undoing: whatever byte of a text is changed before it is mangled, the result is not good; whatever
 * byte is changed after, nothing but the signed text is released; and with a line more in any place, the result is not
 * good, or it is said that the file holds more.
 */
const TEXT = '> Pay 10 to Bob\n\nand 20 < 30\n- to Eve = all\n&amp; more';
const DATA = Buffer.from('the report\n');

let trust: Trust;
let clear: string;
let message: string;
let signature: string;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  ({ clear, message, signature } = await armoredForms(vendor.privateKey, TEXT, DATA));
});

function expectSigned(result: Verification, about: object): void {
  if (result.verdict !== 'good' || result.content === null) return;
  expect({ ...about, content: Buffer.from(result.content).toString() }).toEqual({ ...about, content: TEXT });
}

/** Characters that some rule is about, and others. */
const VALUES = ['>', ' ', '=', '<', '&', '-', '\n', '\r', '\t', 'x', '|', '\u00a0'];

describe.each(Object.entries(MANGLINGS))('%s', (name, { apply }) => {
  it('with another character in the text before: never good', async () => {
    const start = clear.indexOf('> Pay');
    const end = clear.indexOf('\n-----BEGIN PGP SIGNATURE');
    for (let at = start; at < end; at++) {
      const old = clear[at] ?? '';
      const value = VALUES[at % VALUES.length] ?? '';
      // what stands at the end of a line is not signed, nor is the form of a line break (RFC 9580 section 7.2)
      if (value === old || /^[ \t\r]$/.test(value) || old === '\n') continue;
      const result = await verdictOn(apply(`${clear.slice(0, at)}${value}${clear.slice(at + 1)}`), trust);
      expect({ name, at, value, verdict: result.verdict }).not.toMatchObject({ verdict: 'good' });
    }
  });

  it('with another byte after: nothing but what was signed', async () => {
    for (const file of [apply(clear), apply(message)]) {
      for (let at = 0; at < file.length; at++) {
        for (const change of [1 << (at % 8), (file[at] ?? 0) ^ (VALUES[at % 11]?.charCodeAt(0) ?? 0)]) {
          if (change === 0) continue;
          const changed = Buffer.from(file);
          changed[at] = (changed[at] ?? 0) ^ change;
          const result = await verdictOn(changed, trust, { data: DATA });
          expectSigned(result, { name, at, change });
        }
      }
    }
  });

  it.each<[string, () => string]>([
    ['text', () => clear],
    ['message', () => message],
  ])('with a line more in any place: never complete: %s', async (form, make) => {
    const lines = make().trimEnd().split('\n');
    for (const more of [
      'pay Eve',
      'Comment: pay Eve',
      'Hash: payEve',
      'pay',
      '> pay Eve',
      '<b>pay Eve</b>',
      '=pay',
    ]) {
      for (let at = 0; at <= lines.length; at++) {
        const text = `${[...lines.slice(0, at), more, ...lines.slice(at)].join('\n')}\n`;
        const result = await verdictOn(apply(text), trust, { data: DATA });
        expectSigned(result, { name, at, more });
        expect({ name, form, at, more, complete: isComplete(result) }).toMatchObject({ complete: false });
      }
    }
  });

  it('a line more in the mangled file: never complete', async () => {
    if (apply('\n\n').includes(0)) return; // two octets for each character
    const lines = apply(clear).toString('latin1').split('\n');
    for (let at = 0; at <= lines.length; at++) {
      const text = [...lines.slice(0, at), 'pay Eve', ...lines.slice(at)].join('\n');
      const result = await verdictOn(Buffer.from(text, 'latin1'), trust);
      expectSigned(result, { name, at });
      expect({ name, at, complete: isComplete(result) }).toMatchObject({ complete: false });
    }
  });

  it('a signature with another byte: never good for other data', async () => {
    const file = apply(signature);
    for (let at = 0; at < file.length; at++) {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      const result = await verdictOn(changed, trust, { data: Buffer.from('the rep0rt\n') });
      expect({ name, at, verdict: result.verdict }).not.toMatchObject({ verdict: 'good' });
    }
  });
});

describe('what stands as it was signed', () => {
  it('is never repaired', async () => {
    for (const file of [clear, message]) expect(repairsOf(await verdictOn(file, trust))).toEqual([]);
  });

  it.each<[string, () => string]>([
    ['text', () => clear],
    ['message', () => message],
  ])('with a line more in any place: never complete: %s', async (_form, make) => {
    const lines = make().trimEnd().split('\n');
    for (const more of [
      'pay Eve',
      'Comment: pay Eve',
      'Version: pay Eve',
      'Hash: pay, Eve',
      '=pay',
      'payEve20',
    ]) {
      for (let at = 0; at <= lines.length; at++) {
        const text = `${[...lines.slice(0, at), more, ...lines.slice(at)].join('\n')}\n`;
        const result = await verdictOn(text, trust, { data: DATA });
        expectSigned(result, { at, more });
        expect({ at, more, complete: isComplete(result) }).toEqual({ at, more, complete: false });
      }
    }
  });
});
