import { join } from 'node:path';
import PostalMime from 'postal-mime';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as Library from '../../src/index.js';
import { openMessage } from '../support/decrypt.js';
import { emptyFolder, root } from '../support/run.js';
import { makeVendor, type TestVendor, writeBundle } from '../support/vendor.js';

let library: typeof Library;
let made: TestVendor;
let vendor: Library.Vendor;

beforeAll(async () => {
  library = await import(join(root, 'dist/index.cjs'));
  made = await makeVendor();
  vendor = await library.loadBundle({ dir: made.dir });
});

async function* stream() {
  yield Buffer.from('from a ');
  yield Buffer.from('stream');
}

describe('the library', () => {
  it('composes a report: the template, or the parts that are known', () => {
    expect(library.composeReport(vendor).match(/^## /gm)?.length).toBe(20);
    expect(library.composeReport(vendor, { title: 'Overflow' })).toBe(
      '# Security report for Example\n\n- To: security@example.com\n\n## Title\n\nOverflow\n',
    );
  });

  it.each([
    [{ titel: 'x' }, 'a report has no part titel; did you mean title?'],
    [{ nonsense: 'x' }, /^a report has no part nonsense; it has: title, product,/],
    [{ title: 5 }, 'the part title of a report is no text'],
  ])('refuses what is no part of a report: %j', (answers, message) => {
    expect(() => library.composeReport(vendor, answers as never)).toThrow(
      expect.objectContaining({ code: 'USAGE', message: expect.stringMatching(message) }),
    );
  });

  it('refuses a mail to a vendor without an address, which a report names by its first contact', async () => {
    const dir = join(emptyFolder(), 'form');
    writeBundle(dir, made, { address: undefined, contacts: ['https://example.com/report'] });
    const form = await library.loadBundle({ dir });
    await expect(library.encryptMail(form, { name: 'r', source: 'x' })).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('hand it in at https://example.com/report'),
    });
    expect(library.composeReport(form)).toContain('\n- To: https://example.com/report\n');
  });

  it('encrypts a mail, whole or piece by piece', async () => {
    const attachments = [{ name: 'folder/log.txt', source: stream() }];
    const { message, bytesIn, recipients } = await library.encryptMail(
      vendor,
      { name: 'report.md', source: 'It breaks.' },
      { subject: 'Overflow', from: 'ann@example.org', attachments },
    );
    expect({ bytesIn, to: recipients[0]?.fingerprint }).toEqual({ bytesIn: 23, to: made.fingerprint });
    const block = /-----BEGIN[\s\S]*MESSAGE-----\r\n/.exec(Buffer.from(message).toString())?.[0] ?? '';
    const { data } = await openMessage(Buffer.from(block), made.privateKey);
    const read = await PostalMime.parse(data, { attachmentEncoding: 'utf8' });
    expect([read.subject, read.from?.address, read.text]).toEqual([
      'Overflow',
      'ann@example.org',
      'It breaks.',
    ]);
    expect(read.attachments.map(({ filename, content }) => [filename, content])).toEqual([
      ['log.txt', 'from a stream'],
    ]);
    const pieces: Buffer[] = [];
    const written = await library.encryptMail(
      vendor,
      { name: 'r', source: 'x' },
      {
        write: (piece) => void pieces.push(Buffer.from(piece)),
      },
    );
    expect([written.message.length, Buffer.concat(pieces).length]).toEqual([0, written.bytesOut]);
  });

  it('refuses a subject of two lines and a sender that is none', async () => {
    const report = { name: 'r', source: 'x' };
    for (const options of [{ subject: 'a\nBcc: b@example.org' }, { from: 'nobody' }])
      await expect(library.encryptMail(vendor, report, options)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
