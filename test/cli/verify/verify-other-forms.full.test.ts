import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, it } from 'vitest';
import { cleartext } from '../../support/messages.js';
import { emptyFolder, expectRun, run } from '../../support/run.js';
import { MAIL_HEAD, multipart } from '../../support/signed-mails.js';
import { makeVendor, type TestVendor } from '../../support/vendor.js';

let vendor: TestVendor;
let cwd: string;
let clear: string;

beforeAll(async () => {
  vendor = await makeVendor({ type: 'curve25519' });
  cwd = emptyFolder();
  clear = await cleartext(vendor.privateKey, 'We will <never> ask you.\nFee: 10\n50 users\n');
});

const escaped = () => clear.replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What is said of the text in a mail that has it in another form, too. */
function verify(form: string) {
  const parts = [`Content-Type: text/plain; charset=utf-8\n\n${clear}`, form];
  const mail = `${MAIL_HEAD}${multipart(parts, { type: 'multipart/alternative' })}`;
  writeFileSync(join(cwd, 'mail.eml'), mail);
  return run(['verify', '--bundle', vendor.dir, '--part', '1', 'mail.eml'], { cwd });
}

describe('another form of a signed text', () => {
  it.each<[what: string, form: () => string]>([
    ['a picture over it', () => `text/html\n\n<pre style="background:url(data:,)">${escaped()}</pre>`],
    ['HTML that is not marked as such', () => `text/html\n\n${clear}`],
    ['lines that run together', () => `text/html\n\n${escaped()}`],
    ['lines outside of <pre>', () => `text/html\n\n<pre></pre>${escaped()}`],
    ['flowed text', () => `text/plain; format=flowed\n\n${clear.replace('Fee: 10', 'Fee: 10 ')}`],
    ['a text before the block', () => `text/html\n\n<p>Pay Mallory</p>\n<pre>${escaped()}</pre>`],
    ['another charset', () => `text/plain; charset=utf-16\n\n${clear}`],
  ])('shows another text: %s', async (_what, form) => {
    expectRun(await verify(`Content-Type: ${form()}`), {
      status: 0,
      stdout: /^GENUINE, but only the text shown here: [\s\S]*another part: \d+ lines of text/,
    });
  });

  it.each<[what: string, form: () => string]>([
    ['in <pre>', () => `text/html\n\n<pre>${escaped()}</pre>\n`],
    ['with <br>', () => `text/html\n\n<div>${escaped().replace(/\n/g, '<br>\n')}</div>`],
    ['flowed text of fixed lines', () => `text/plain; format=flowed\n\n${clear}`],
  ])('shows the same: %s', async (_what, form) => {
    expectRun(await verify(`Content-Type: ${form()}`), { status: 0, stdout: /^GENUINE: signed by / });
  });
});
