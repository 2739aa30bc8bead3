import { beforeAll, describe, expect, it } from 'vitest';
import type { Trust } from '../../../../src/pgp/verify/index.js';
import { isComplete } from '../../../../src/pgp/verify/wholeness.js';
import { armored, packet, signatureBody, trustOf, verdictOn } from '../../../support/messages.js';
import {
  attachedFile,
  MAIL_HEAD,
  multipart,
  SIGNED_TYPE,
  signedMails,
} from '../../../support/signed-mails.js';
import { makeVendor } from '../../../support/vendor.js';

/** Whatever byte of a mail is another: nothing is good but what was signed, and it is said that there is more. */
const DATA = 'the report\nof two lines, ä\n';
const NOTE = 'Content-Type: text/plain\n\nsee the files\n';

let trust: Trust;
let files: Record<string, { mail: string; content: string }>;

beforeAll(async () => {
  const vendor = await makeVendor({ type: 'curve25519' });
  trust = await trustOf(vendor);
  const signature = armored(
    'SIGNATURE',
    packet(2, await signatureBody(vendor.privateKey, Buffer.from(DATA))),
  );
  const { part, signature: beside } = await signedMails(vendor);
  const forwarded = MAIL_HEAD + multipart([part, beside], { type: SIGNED_TYPE });
  const mail = (...parts: string[]) => MAIL_HEAD + multipart([NOTE, ...parts]);
  const text = `Content-Type: text/plain; name="report.txt"\n\n${DATA}`;
  files = {
    forwarded: {
      mail: mail(attachedFile('advisory.eml', forwarded)),
      content: part.replace(/\n/g, '\r\n'),
    },
    pair: {
      mail: mail(attachedFile('report.txt', DATA), attachedFile('report.txt.asc', signature)),
      content: DATA,
    },
    'pair of text': { mail: mail(text, attachedFile('report.txt.asc', signature)), content: DATA },
  };
});

describe.each(['forwarded', 'pair', 'pair of text'])('%s', (name) => {
  it('with another byte', async () => {
    const { mail, content } = files[name] ?? { mail: '', content: '' };
    const bytes = Buffer.from(mail);
    let good = 0;
    for (let at = MAIL_HEAD.length; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 7));
      const found = await verdictOn(changed, trust, { part: 2 }).catch(() => undefined);
      if (found?.verdict !== 'good') continue;
      good++;
      const signed = Buffer.from(found.content ?? '').toString();
      expect({ at, signed, complete: isComplete(found) }).toEqual({ at, signed: content, complete: false });
    }
    expect(good).toBeGreaterThan(0);
  });
});
