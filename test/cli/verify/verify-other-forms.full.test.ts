import { describe, expect, it } from 'vitest';
import { GENUINE, HOLDS_MORE, mailVerifier } from '../../support/mail-verifier.js';
import { MAIL_HEAD, multipart } from '../../support/signed-mails.js';

const given = mailVerifier();

const escaped = () => given.clear.replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** What is said of the text in a mail that has it in another form, too. */
function answerBeside(form: string) {
  const parts = [`Content-Type: text/plain; charset=utf-8\n\n${given.clear}`, `Content-Type: ${form}`];
  const mail = `${MAIL_HEAD}${multipart(parts, { type: 'multipart/alternative' })}`;
  return given.answer(mail, '--part', '1');
}

describe('another form of a signed text', () => {
  it.each<[what: string, form: () => string]>([
    ['a picture over it', () => `text/html\n\n<pre style="background:url(data:,)">${escaped()}</pre>`],
    ['HTML that is not marked as such', () => `text/html\n\n${given.clear}`],
    ['lines that run together', () => `text/html\n\n${escaped()}`],
    ['lines outside of <pre>', () => `text/html\n\n<pre></pre>${escaped()}`],
    ['flowed text', () => `text/plain; format=flowed\n\n${given.clear.replace('Fee: 10', 'Fee: 10 ')}`],
    ['a text before the block', () => `text/html\n\n<p>Pay Mallory</p>\n<pre>${escaped()}</pre>`],
    ['another charset', () => `text/plain; charset=utf-16\n\n${given.clear}`],
  ])('shows another text: %s', async (_what, form) => {
    const { first, all } = await answerBeside(form());
    expect(first).toMatch(HOLDS_MORE);
    expect(all).toMatch(/another part: \d+ lines of text/);
  });

  it.each<[what: string, form: () => string]>([
    ['in <pre>', () => `text/html\n\n<pre>${escaped()}</pre>\n`],
    ['with <br>', () => `text/html\n\n<div>${escaped().replace(/\n/g, '<br>\n')}</div>`],
    ['flowed text of fixed lines', () => `text/plain; format=flowed\n\n${given.clear}`],
  ])('shows the same: %s', async (_what, form) => {
    expect((await answerBeside(form())).first).toMatch(GENUINE);
  });
});
