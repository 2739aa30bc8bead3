import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revokeKey } from 'openpgp';
import type { Browser } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  at,
  fillForm,
  makeWebPage,
  type OpenPage,
  openWebPage,
  type PageOptions,
  startChromium,
  submitForm,
  textOf,
  violations,
} from '../support/browser.js';
import { emptyFolder } from '../support/run.js';
import { requireTool } from '../support/tools.js';
import { makeVendor, type TestVendor, writeBundle, writeManifest } from '../support/vendor.js';

/** What may be wider than a small screen: a table, a block of code, a long word, a fingerprint. */
const WIDE = `---
title: Example
---
# Example ${'long'.repeat(30)}

| a | b | c | d |
| --- | --- | --- | --- |
| ${'cell'.repeat(10)} | ${'cell'.repeat(10)} | ${'cell'.repeat(10)} | x |

\`${'code'.repeat(40)}\`

    ${'block'.repeat(40)}

https://example.com/${'path'.repeat(40)}
`;

describe.skipIf(!requireTool('chromium'))('the web page, for everybody', () => {
  let browser: Browser;
  let vendor: TestVendor;
  let path: string;

  beforeAll(async () => {
    [browser, vendor] = await Promise.all([startChromium(), makeVendor({ type: 'ecc' })]);
    const dir = join(emptyFolder(), 'bundle');
    writeBundle(dir, vendor, {
      notices: [{ date: '2026-01-31', text: 'a notice', source: 'https://example.com/source' }],
      page: { file: 'page.md', url: 'https://example.com/security', date: '2020' },
    });
    writeFileSync(join(dir, 'page.md'), WIDE);
    path = await makeWebPage('--bundle', dir);
  });

  const open = (options: PageOptions = {}) => openWebPage(browser, path, options);
  const width = ({ page }: OpenPage) => page.evaluate('document.documentElement.scrollWidth');

  describe('axe-core finds nothing', () => {
    const look = async (opened: OpenPage) => {
      for (const value of ['light', 'dark']) {
        await opened.page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value }]);
        expect(await violations(opened), value).toEqual([]);
      }
    };

    it('before, with a fault, with a result, in text and in binary', async () => {
      const opened = await open();
      await look(opened);
      await opened.page.click(at('start'));
      await look(opened);
      await fillForm(opened, { text: 'a report', files: [path] });
      await submitForm(opened);
      await look(opened);
      await opened.page.click('input[value=gpg]');
      await submitForm(opened);
      await look(opened);
      await opened.page.click('summary');
      await look(opened);
    });

    it('while it works', async () => {
      const opened = await open();
      const large = join(emptyFolder(), 'large.bin');
      writeFileSync(large, Buffer.alloc(150_000_000));
      await fillForm(opened, { files: [large] });
      await opened.page.click(at('start'));
      await opened.page.waitForFunction("document.getElementById('web:bar').value > 0");
      // what is running is shown as it is, and goes on meanwhile
      expect(await violations(opened)).toEqual([]);
      await opened.page.click(at('stop'));
      await opened.page.waitForFunction(
        "document.getElementById('web:status').textContent.startsWith('Stopped')",
      );
      await look(opened);
    });

    it('without a key, and with one that was revoked', async () => {
      const contacts = ['https://example.com/report'];
      const keyless = writeManifest(join(emptyFolder(), 'bundle'), { contacts }, {});
      await look(await openWebPage(browser, await makeWebPage('--bundle', keyless)));
      const { publicKey } = await revokeKey({ key: vendor.privateKey, format: 'armored' });
      const dir = join(emptyFolder(), 'bundle');
      writeBundle(dir, { certificate: publicKey, fingerprint: vendor.fingerprint });
      await look(await openWebPage(browser, await makeWebPage('--bundle', dir)));
    });
  });

  it('needs no sideways scrolling at 360 pixels, nor at 200 % of 720', async () => {
    const opened = await open({ width: 360 });
    expect(await width(opened)).toBe(360);
    const named = join(emptyFolder(), `${'long_name'.repeat(20)}.png`);
    writeFileSync(named, 'x');
    await fillForm(opened, { text: 'x', files: [path, named] });
    await submitForm(opened);
    await opened.page.click('summary');
    expect(await width(opened)).toBe(360);
    const zoomed = await open({ width: 720 });
    await zoomed.page.evaluate("document.documentElement.style.fontSize = '200%'");
    expect(await width(zoomed)).toBe(720);
  });

  it('is worked by the keyboard alone, and puts the focus where the result is', async () => {
    const opened = await open();
    const { page } = opened;
    const focused = () =>
      page.evaluate('document.activeElement.id || document.activeElement.textContent') as Promise<string>;
    const tabTo = async (id: string) => {
      for (let steps = 0; (await focused()) !== id; steps++) {
        expect(steps, id).toBeLessThan(40);
        await page.keyboard.press('Tab');
      }
    };
    await tabTo('Encrypt a report');
    await page.keyboard.press('Enter');
    expect(await focused()).toBe('web:encrypt');
    await tabTo('web:text');
    await page.keyboard.type('by keys');
    await tabTo('web:start');
    await page.keyboard.press('Enter');
    await page.waitForSelector(at('done'), { visible: true });
    expect(await focused()).toBe('web:done');
    await page.keyboard.press('Tab');
    expect(await focused()).toMatch(/^Save report\.asc/);
    await page.keyboard.press('Enter');
  });

  it('says what happens to a screen reader', async () => {
    const opened = await open();
    const { page } = opened;
    await page.evaluate(`globalThis.heard = [];
      new MutationObserver(() => heard.push(document.getElementById('web:status').textContent)).observe(document.getElementById('web:status'), { childList: true });`);
    await fillForm(opened, { text: 'x' });
    await submitForm(opened);
    expect(await page.evaluate('heard')).toContain('Encrypting your report');
    const names = await page.accessibility.snapshot();
    const all = JSON.stringify(names);
    for (const name of [
      'Your report',
      'Files',
      'Write the result as',
      'report.asc as text',
      'Copy it: report.asc',
      'The message is encrypted',
    ])
      expect(all).toContain(`"name":"${name}`);
    expect(await textOf(opened, 'status')).toBe('');
  });

  it('on paper has the page and the fingerprint, and no form', async () => {
    const opened = await open();
    await opened.page.emulateMediaType('print');
    const words = (await opened.page.evaluate('document.body.innerText')) as string;
    expect(words).toContain((vendor.fingerprint.match(/.{4}/g) ?? []).join(' '));
    expect(words).not.toContain('Write the result as');
  });

  it('asks the browser to keep nothing of what is written', async () => {
    const { page } = await open();
    const field = await page.$eval(at('text'), (element) =>
      ['autocomplete', 'spellcheck', 'translate'].map((name) => element.getAttribute(name)),
    );
    expect(field).toEqual(['off', 'false', 'no']);
  });
});
