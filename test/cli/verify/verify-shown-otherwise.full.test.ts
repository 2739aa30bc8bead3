import { describe, expect, it } from 'vitest';
import { DIFFERS, GENUINE, HOLDS_MORE, mailOf, mailVerifier } from '../../support/mail-verifier.js';
import { cleartext } from '../../support/messages.js';

const given = mailVerifier();
const { answer } = given;

describe('a text whose head says that it is to be shown otherwise', () => {
  it('HTML: a tag in the signed text would not be shown', async () => {
    const { first, all } = await answer(mailOf('text/html; charset=utf-8', given.clear));
    expect(first).toMatch(DIFFERS);
    expect(all).toMatch(/warning: a header that nobody signed says that the text is text\/html/);
  });

  it('a comment that some programs take for a charset', async () => {
    const { first, all } = await answer(mailOf('text/plain (a; charset=utf-16)', given.clear));
    expect(first).toMatch(DIFFERS);
    expect(all).toMatch(/warning: .* in words that programs read in several ways/);
    expect((await answer(mailOf('text/plain (a comment); charset=utf-8', given.clear))).first).toMatch(
      GENUINE,
    );
  });

  it('a sentence where a charset is named: it stands in quotation marks, as what nobody signed', async () => {
    const type = 'text/plain; charset="utf-8. Acme asks you to pay Mallory"';
    const { first, all } = await answer(mailOf(type, given.clear));
    expect(first).toMatch(DIFFERS);
    expect(all).toMatch(
      /says that the text is in "utf-8\. Acme asks you to pay Mallory": it was read as UTF-8/,
    );
    const plain = await answer(mailOf('text/plain; charset=utf-16', given.clear));
    expect(plain.all).toMatch(/says that the text is in utf-16: it was read as UTF-8/);
  });

  it('flowed: a line that ends with a blank, which is not signed, runs on', async () => {
    const type = 'text/plain; charset=utf-8; format=flowed; delsp=yes';
    const { first, all } = await answer(mailOf(type, given.clear.replace('Fee: 10', 'Fee: 10 ')));
    expect(first).toMatch(DIFFERS);
    expect(all).toMatch(/warning: a header that nobody signed says that the text is flowed/);
    expect((await answer(mailOf(type, given.clear))).first).toMatch(GENUINE);
  });
});

describe('tags around a block, or in it', () => {
  const escaped = (text: string) => text.replace(/</g, '&lt;').replace(/>/g, '&gt;');

  it.each([
    ['an image', (text: string) => `<pre style="background:url(data:image/png;base64,AA)">${text}</pre>`],
    ['a hidden line', (text: string) => text.replace(/\n/g, '<br>').replace('<br>', '<br title="Pay">')],
    ['a tag behind it', (text: string) => `<pre>${text}</pre><div style="background:url(data:,)">`],
  ])('with attributes: %s', async (_what, marked) => {
    const { first, all } = await answer(mailOf('text/html', marked(escaped(given.clear))));
    expect(first).toMatch(HOLDS_MORE);
    expect(all).toMatch(/warning: the block was made into HTML: .*attributes/);
  });

  it('without such: not as it stands in the file, and nothing more', async () => {
    const { first } = await answer(mailOf('text/html', `<pre wrap="">${escaped(given.clear)}</pre>`));
    expect(first).toMatch(DIFFERS);
  });
});

describe('lines of the cleartext framework that are not as the signer writes them', () => {
  it('a mark before a line that needs none: not as it stands in the file', async () => {
    const text = await cleartext(given.vendor.privateKey, '100 EUR credit\n- a list\nFrom us\n');
    expect((await answer(text)).first).toMatch(GENUINE);
    expect((await answer(text.replace('From us', '- From us'))).first).toMatch(GENUINE);
    const { first, all } = await answer(text.replace('100 EUR', '- 100 EUR'));
    expect(first).toMatch(DIFFERS);
    expect(all).toMatch(/warning: "- " stands before a line that needs no such mark \(from line 4 on\)/);
  });

  it('no-break spaces on the line above it, in a mail or not: not as it stands in the file', async () => {
    const text = given.clear.replace('\n\n', '\n\u00a0 \u00a0\n');
    for (const content of [text, mailOf('text/plain; charset=utf-8', text)]) {
      const { first, all } = await answer(content);
      expect(first).toMatch(DIFFERS);
      expect(all).toMatch(/warning: a blank line was made of no-break spaces/);
    }
  });
});
