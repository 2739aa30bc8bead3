import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openBatch } from '../../support/batch.js';
import { corpus, faults, type Message, readManifest, runAlone, verify } from '../../support/corpus.js';
import { emptyFolder } from '../../support/run.js';
import { makeVendor } from '../../support/vendor.js';

const { messages, vendors } = readManifest();
const groupOf = (message: Message) => message.id.split('/')[0] ?? '';
const groups = [...new Set(messages.map(groupOf))];
const listed = <T>(value: T | T[] | undefined): T[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];
const mayBeGood = (message: Message) => listed(message.expect.verdict).includes('good');

describe('the corpus', () => {
  it('has enough of each sort', () => {
    expect(messages.length).toBeGreaterThanOrEqual(200);
    expect(vendors.length).toBeGreaterThanOrEqual(8);
    expect(messages.filter((message) => message.expect.verdict === 'good').length).toBeGreaterThan(100);
    expect(messages.filter((message) => !mayBeGood(message)).length).toBeGreaterThan(200);
  });

  it('has every file that the manifest names, and no other', () => {
    const named = new Set(messages.flatMap((message) => message.args));
    const files = readdirSync(join(corpus, 'messages'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(corpus.length + 1));
    const beside = /\.txt(\.sig|\.asc)?$/; // found by their names
    expect(files.filter((file) => !named.has(file) && !beside.test(file))).toEqual([]);
    const missing = [...named].filter((name) => /^messages\/(?!detached\/no-such-file)/.test(name));
    expect(missing.filter((name) => !statSync(join(corpus, name)).isFile())).toEqual([]);
  });

  it('releases something only where it says what', () => {
    expect(messages.filter((message) => mayBeGood(message) && !message.expect.content)).toEqual([]);
  });
});

const batch = openBatch(corpus);
afterAll(() => batch.close());
/** What may take the process down has one of its own. */
const runnerOf = (group: string) => (group === 'hostile' ? runAlone : batch.run);

for (const group of groups) {
  describe(group, { concurrent: true }, () => {
    for (const message of messages.filter((entry) => groupOf(entry) === group)) {
      it(`${message.id}: ${message.why}`, async () => {
        expect(faults(message.expect, await verify(message, runnerOf(group)))).toEqual([]);
      });
    }
  });
}

describe('a secret key, made for this run', () => {
  it.each(['armored', 'binary'] as const)(
    '%s: not protected, and a warning never to send it',
    async (form) => {
      const vendor = await makeVendor({ type: 'ecc' });
      const file = join(emptyFolder(), 'key');
      writeFileSync(file, form === 'armored' ? vendor.secretKey : vendor.privateKey.write());
      const message = { vendor: 'rsa', args: [file] };
      const expected = {
        verdict: 'not-protected',
        kind: 'secret-key',
        exit: 5,
        warnings: true,
        says: 'secret',
      };
      expect(faults(expected, await verify({ ...message, expect: expected }, runAlone))).toEqual([]);
    },
  );
});
