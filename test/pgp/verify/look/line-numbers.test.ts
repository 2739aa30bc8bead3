/** A line that is told is one of the file, or none is told. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust, Verification } from '../../../../src/pgp/verify/index.js';
import { MANGLINGS } from '../../../support/mangled.js';
import { armoredForms, trustOf, verdictOn } from '../../../support/messages.js';
import { MAIL_HEAD } from '../../../support/signed-mails.js';
import { makeVendor } from '../../../support/vendor.js';

let trust: Trust;
let clear: string;
let message: string;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  ({ clear, message } = await armoredForms(vendor.privateKey, 'one\ntwo\nthree', Buffer.from('data')));
});

const problemOf = (found: Verification | undefined) =>
  found?.verdict === 'malformed' ? found.problem : undefined;
/** A line of the armor that holds what cannot be there. */
const damaged = () => message.replace(/^(?=[A-Za-z0-9+/]{20})/m, '!');
const lineOf = (text: string, mark: string) => text.split('\n').findIndex((line) => line.includes(mark)) + 1;

describe('the line of a fault', () => {
  it('as it stands', async () => {
    expect(problemOf(await verdictOn(`Hi\n${damaged()}`, trust))).toMatchObject({
      code: 'armor-character',
      line: 4,
    });
  });

  it.each(['quoted', 'indented', 'two carriage returns', 'UTF-16'])(
    'after a repair that keeps the lines: %s',
    async (name) => {
      const problem = problemOf(await verdictOn(MANGLINGS[name]?.apply(damaged()) ?? '', trust));
      expect(problem).toMatchObject({ code: 'armor-character', line: lineOf(damaged(), '!') });
    },
  );

  it.each(Object.entries(MANGLINGS))(
    'after any repair is a line of the file, or none: %s',
    async (_name, { apply }) => {
      const file = apply(damaged());
      const problem = problemOf(await verdictOn(file, trust));
      const line = file.subarray(0, file.indexOf('!')).filter((byte) => byte === 10).length + 1;
      // the first line, where that is what is wrong
      expect([undefined, 1, line]).toContain(problem?.line);
      expect(problem?.code).toBeDefined();
    },
  );

  it('after one that makes others there is none', async () => {
    const file = MANGLINGS['with <br>']?.apply(damaged()) ?? '';
    const problem = problemOf(await verdictOn(file, trust));
    expect(problem?.code).toBe('armor-character');
    expect(problem?.line).toBeUndefined();
  });

  it('of the text of a mail there is none', async () => {
    const problem = problemOf(await verdictOn(`${MAIL_HEAD}Content-Type: text/plain\n\n${damaged()}`, trust));
    expect(problem?.code).toBe('armor-character');
    expect(problem?.line).toBeUndefined();
  });

  it('of one of several messages is a line of the file', async () => {
    const file = `${clear}\nbetween\n${damaged()}`;
    const line = lineOf(file, '!');
    const found = await verdictOn(file, trust);
    expect(problemOf(found.parts?.[1]?.verification)).toMatchObject({ line });
    expect(problemOf(await verdictOn(file, trust, { part: 2 }))).toMatchObject({ line });
  });

  it('of a text that is not UTF-8', async () => {
    const latin1 = Buffer.from(clear.replace('two', 'tw\xf6'), 'latin1');
    expect(await verdictOn(latin1, trust)).toMatchObject({ notUtf8: { line: lineOf(clear, 'two') } });
  });
});
