import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXIT } from '../../../src/errors.js';
import { systemWords } from '../../../src/text/system-words.js';
import { root, run } from '../../support/run.js';
import { expectSchema, schemaErrors } from '../../support/schema.js';

describe('an error under --json', () => {
  it.each([
    [['key', '--json', '--nonsense'], 'USAGE'],
    [['--json', 'nonsense'], 'USAGE'],
    [['key', 'check', '--json', '--bundle', 'missing'], 'MISSING_INPUT'],
  ] as const)('%j is one document on stdout, and its words stay on stderr', async (args, code) => {
    const result = await run(args);
    const document = JSON.parse(result.stdout);
    expectSchema('error', document);
    expect(document.error).toMatchObject({ code, exit: EXIT[code] });
    expect(result.status).toBe(EXIT[code]);
    expect(result.stderr).toContain(`codeship-sec: error: ${document.error.message}\n`);
  });

  it('has every code and exit status in the schema, and no other', () => {
    const { OK: _, ...failures } = EXIT;
    const schema = JSON.parse(readFileSync(join(root, 'docs/json/error.schema.json'), 'utf8'));
    const { code, exit } = schema.properties.error.properties;
    expect(code.enum).toEqual(Object.keys(failures));
    expect(exit.enum).toEqual(Object.values(failures));
  });

  it('is held to the schema: the schema refuses other shapes', () => {
    const error = { code: 'USAGE', exit: 2, message: 'x', hints: [], advice: [] };
    expect(schemaErrors('error', { error })).toEqual([]);
    for (const wrong of [{}, error, { error: { ...error, exit: 9 } }, { error: { ...error, stack: 'x' } }]) {
      expect(schemaErrors('error', wrong)).not.toEqual([]);
    }
  });
});

describe('what the system says', () => {
  it.each(['EBADF', 'ECONNRESET', 'ENOTCONN', 'EPIPE'])('%s is put into words', (code) => {
    const words = systemWords(Object.assign(new Error(`${code}: of the system`), { code }));
    expect(words).toMatch(/^[a-z]+( [a-z]+)+$/);
  });
});
